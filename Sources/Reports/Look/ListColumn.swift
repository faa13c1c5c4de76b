import Spreadsheet

/// A column of a list: what it is called, how wide it is, and what it shows of a row.
struct ListColumn<Row> {
    /// How the column looks.
    enum Kind {
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
    }

    /// The name by which formulas find the column.
    let id: String
    let title: String
    let width: Double
    let kind: Kind
    var isHidden = false
    /// Whether the row above the header has the sum of the rows that the filter shows.
    var isSummed = false
    let value: (Row) -> ReportCell

    init(
        _ id: String, _ title: String, _ width: Double, _ kind: Kind = .text, isSummed: Bool = false,
        isHidden: Bool = false, _ value: @escaping (Row) -> ReportCell
    ) {
        self.id = id
        self.title = title
        self.width = width
        self.kind = kind
        self.isSummed = isSummed
        self.isHidden = isHidden
        self.value = value
    }

    /// The width, or what the longest word of the title needs: words that are cut are not read.
    var fittingWidth: Double {
        let words = title.split { $0 == " " || !$0.isASCII }
        return max(width, Double(words.map(\.count).max() ?? 0) * 1.05 + 2)
    }

    /// A column to type into.
    init(input id: String, _ title: String, _ width: Double, _ kind: Kind) {
        self.init(id, title, width, kind) { _ in .blank }
    }
}
