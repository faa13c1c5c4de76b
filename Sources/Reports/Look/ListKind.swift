import Spreadsheet

/// How a column of a list looks.
enum ListKind {
    case text
    case wrapped
    case centered
    case muted
    case integer
    case money
    case points
    case quantity
    case share
    case date
    case severity
    case link
    /// To type into.
    case input
    case inputWrapped
    case inputDate
    /// One of these.
    case choice([String])

    var isNumber: Bool {
        switch self {
        case .integer, .money, .points, .quantity, .share: true
        default: false
        }
    }

    var isCentered: Bool {
        switch self {
        case .centered, .date, .severity: true
        default: false
        }
    }

    var isInput: Bool {
        switch self {
        case .input, .inputWrapped, .inputDate, .choice: true
        default: false
        }
    }

    /// The style of cells that hold no number.
    func style(_ styles: ReportStyles) -> StyleID {
        switch self {
        case .wrapped, .link: styles.wrapped
        case .muted: styles.muted
        case .centered, .severity: styles.centered
        case .input, .choice: styles.input
        case .inputWrapped: styles.inputWrapped
        case .inputDate: styles.inputDate
        default: styles.text
        }
    }
}
