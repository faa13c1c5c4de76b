import Formulas
import Spreadsheet

/// Writes the cells of one column of a list in the look of the column.
final class ListPen {
    /// Links that a sheet still gets; its columns share them.
    final class LinkBudget {
        /// Excel takes a few more.
        var left = 60_000
    }

    private let plain: StyleID
    private let textual: StyleID
    private let numbers: ReportStyles.NumberStyles
    private let isMoney: Bool
    private let isPoints: Bool
    private let isTotal: Bool
    private let styles: ReportStyles
    private let vocabulary: Vocabulary
    private let links: LinkBudget

    /// A pen for the cells of a column, or for the sum above them.
    init(_ kind: ListKind, _ book: ReportBook, _ links: LinkBudget = LinkBudget(), isTotal: Bool = false) {
        styles = book.styles
        vocabulary = book.vocabulary
        numbers = isTotal ? styles.totals : styles.numbers
        plain = kind.style(styles)
        textual = kind.isNumber ? numbers.text : plain
        if case .money = kind { isMoney = true } else { isMoney = false }
        if case .points = kind { isPoints = true } else { isPoints = false }
        self.isTotal = isTotal
        self.links = links
    }

    // MARK: Cells of long lists

    func blank(to writer: inout RowWriter) { writer.blank(plain) }

    /// Valid UTF-8, cut with an ellipsis when it is longer than so many UTF-16 units.
    func text(
        _ utf8: UnsafeBufferPointer<UInt8>, clippedTo limit: Int = ReportText.cellLimit,
        to writer: inout RowWriter
    ) {
        if let clipped = ReportText.clipped(utf8, to: limit) {
            writer.text(clipped, textual)
        } else {
            writer.text(utf8, textual)
        }
    }

    func text(_ text: String, to writer: inout RowWriter) {
        writer.text(ReportText.clipped(text), textual)
    }

    func integer(_ number: Int, to writer: inout RowWriter) { writer.number(number, numbers.integer) }

    /// An amount of so many units of `10^-scale`, with the decimals that it needs.
    func amount(_ units: Int64, scale: Int, to writer: inout RowWriter) {
        writer.number(
            units: units, scale: scale,
            numbers.style(units, scale: scale, isMoney: isMoney, isPoints: isPoints))
    }

    /// Money of so many units of `10^-scale`, in a column of whatever kind.
    func money(_ units: Int64, scale: Int, to writer: inout RowWriter) {
        writer.number(units: units, scale: scale, numbers.style(units, scale: scale, isMoney: true))
    }

    func day(_ day: CivilDay, to writer: inout RowWriter) {
        if (1900...9999).contains(day.year),
            SerialDate(year: day.year, month: day.month, day: day.day) != nil
        {
            writer.date(day, numbers.date)
        } else {
            writer.text(day.iso8601, numbers.text)
        }
    }

    /// The day that is so many days after 1970-01-01.
    func day(since1970 days: Int, to writer: inout RowWriter) {
        // From March 1900, before which Excel counts days otherwise, to the end of 9999.
        if (-25_508...2_932_896).contains(days) {
            writer.date(daysSince1970: days, numbers.date)
        } else {
            day(CivilDay(daysSince1970: days), to: &writer)
        }
    }

    /// Text that leads somewhere, or nowhere.
    func link(_ utf8: UnsafeBufferPointer<UInt8>, _ link: ReportLink?, to writer: inout RowWriter) {
        guard let link, links.left > 0 else { return writer.text(utf8, styles.wrapped) }
        links.left -= 1
        writer.link(utf8, to: link.destination, link.cell, styles.link)
    }

    // MARK: Any cell

    func write(_ cell: ReportCell, to writer: inout RowWriter) {
        switch cell {
        case .blank: blank(to: &writer)
        case .text(let text): self.text(text, to: &writer)
        case .integer(let number): integer(number, to: &writer)
        case .amount(let amount): self.amount(amount.units, scale: Int(amount.scale), to: &writer)
        case .money(let amount): money(amount.units, scale: Int(amount.scale), to: &writer)
        case .share(let share): writer.number(share, numbers.share)
        case .day(let day): self.day(day, to: &writer)
        case .link(var text, let link): text.withUTF8 { self.link($0, link, to: &writer) }
        case .severity(let severity):
            writer.text(vocabulary.severity(severity), styles.severities[severity] ?? styles.text)
        case .formula(let formula, let value):
            writer.formula(CellFormula(formula), value: value.stored, style(ofResult: value))
        }
    }

    private func style(ofResult value: ReportCell) -> StyleID {
        switch value {
        case .integer: numbers.integer
        case .amount(let amount):
            numbers.style(
                amount.units, scale: Int(amount.scale), isMoney: isMoney, isPoints: isPoints)
        case .money(let amount): numbers.style(of: amount, isMoney: true)
        case .share: numbers.share
        case .text: isTotal ? styles.totalText : styles.text
        default: numbers.text
        }
    }
}

extension ReportStyles.NumberStyles {
    /// The style with the decimals that an amount needs.
    func style(of amount: ExactDecimal, isMoney: Bool, isPoints: Bool = false) -> StyleID {
        style(amount.units, scale: Int(amount.scale), isMoney: isMoney, isPoints: isPoints)
    }

    /// The style with the decimals that so many units of `10^-scale` need.
    func style(_ units: Int64, scale: Int, isMoney: Bool, isPoints: Bool = false) -> StyleID {
        // Most amounts of money have two decimals, and need not be looked at any closer.
        if isMoney, !isPoints, scale <= 2 { return money }
        let needed = ExactDecimal(units: units, scale: scale).normalized.scale
        if isPoints { return needed <= 1 ? points : points2 }
        if isMoney { return needed <= 2 ? money : fine }
        return needed == 0 ? integer : needed <= 2 ? quantity : fine
    }
}
