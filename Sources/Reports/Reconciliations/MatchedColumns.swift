import Formulas
import Reconciliation
import Spreadsheet

/// Columns of the list of matched items, which may be very long: their cells are written straight from the columns of the
/// result.
///
/// A row is the index of an item. What is rare, such as the value of several lines, is made and written like any other
/// cell.
struct MatchedColumns {
    typealias Column = ListColumn<Int>

    let columns: MatchColumns

    /// The keys of a side; `several` says what those of several lines are shown as.
    func keys(
        _ id: String, _ title: String, _ width: Double, _ side: MatchSide, _ shown: ShownKeys,
        several: @escaping ([String]) -> ReportCell
    ) -> Column {
        let (key, text) = (TextScratch(), TextScratch())
        return ListColumn(
            id, title, width,
            writing: { item, pen, writer in
                let line = side.line(item)
                guard line >= 0 else { return pen.write(several(side.keys(item)), to: &writer) }
                // Mostly one part is shown, which need not be copied.
                let parts = side.keyParts(ofLine: line)
                if let sole = shown.solePart(of: parts.count, { parts[$0] }) {
                    return pen.text(sole, to: &writer)
                }
                key.clear()
                side.key(ofLine: line, to: key)
                text.clear()
                shown.append(key.utf8, to: text)
                pen.text(text.utf8, to: &writer)
            })
    }

    /// The pass that put the lines together.
    func pass(_ id: String, _ title: String, _ width: Double, _ name: (String) -> String) -> Column {
        let names = columns.passNames.map(name)
        return ListColumn(
            id, title, width,
            writing: { [columns] item, pen, writer in
                let pass = columns.pass(item)
                pen.text(pass < names.count ? names[pass] : "", to: &writer)
            })
    }

    /// A compared value of ours, or that of theirs where ours has none; `cell` says what either is shown as when it is made.
    func value(
        _ rule: Int, _ id: String, _ title: String, _ width: Double, _ kind: ListKind, isMasked: Bool,
        cell: @escaping (_ value: LineValue, _ isOurs: Bool) -> ReportCell
    ) -> Column {
        let (ours, theirs) = (columns.ours(rule), columns.theirs(rule))
        // What takes long to make is made once for each month or masked text.
        var (knownOurs, knownTheirs) = ([Int64: ReportCell](), [Int64: ReportCell]())
        func known(_ key: Int64, _ isOurs: Bool, _ item: Int, _ values: MatchValues) -> ReportCell {
            if let cell = isOurs ? knownOurs[key] : knownTheirs[key] { return cell }
            let made = values.value(ofItem: item).map { cell($0, isOurs) } ?? .blank
            if isOurs { knownOurs[key] = made } else { knownTheirs[key] = made }
            return made
        }
        func write(
            _ values: MatchValues, _ isOurs: Bool, _ item: Int, _ pen: ListPen, _ writer: inout RowWriter
        ) -> Bool {
            let line = values.side.line(item)
            if line >= 0, !values.has(line) { return false }
            switch values.kind {
            case .money where line >= 0:
                pen.money(values.units(line), scale: values.scale, to: &writer)
            case .number where line >= 0:
                pen.amount(values.units(line), scale: values.scale, to: &writer)
            case .date where line >= 0: pen.day(since1970: Int(values.units(line)), to: &writer)
            case .text where line >= 0 && !isMasked, .party where line >= 0 && !isMasked:
                pen.text(values.text(line), to: &writer)
            case .month where line >= 0:
                pen.write(known(values.units(line), isOurs, item, values), to: &writer)
            case .text where line >= 0, .party where line >= 0:
                pen.write(known(values.textCode(line), isOurs, item, values), to: &writer)
            default:
                guard let value = values.value(ofItem: item) else { return false }
                pen.write(cell(value, isOurs), to: &writer)
            }
            return true
        }
        return ListColumn(
            id, title, width, kind,
            writing: { item, pen, writer in
                if let ours, write(ours, true, item, pen, &writer) { return }
                if let theirs, write(theirs, false, item, pen, &writer) { return }
                pen.blank(to: &writer)
            })
    }

    /// What the lines of a side come to.
    func amount(_ id: String, _ title: String, _ width: Double, _ kind: ListKind, isOurs: Bool) -> Column {
        ListColumn(
            id, title, width, kind, isSummed: true,
            writing: { [columns] item, pen, writer in
                let units = columns.units(item)
                pen.amount(isOurs ? units.ours : units.theirs, scale: columns.scale, to: &writer)
            })
    }

    /// Theirs less ours.
    func difference(_ id: String, _ title: String, _ width: Double, _ kind: ListKind) -> Column {
        ListColumn(
            id, title, width, kind, isSummed: true,
            writing: { [columns] item, pen, writer in
                let units = columns.units(item)
                let (difference, overflow) = units.theirs.subtractingReportingOverflow(units.ours)
                guard overflow else {
                    return pen.amount(difference, scale: columns.scale, to: &writer)
                }
                let amounts = columns.amounts(item)
                pen.write(.amount(amounts.theirs.adding(amounts.ours.negated) ?? .zero), to: &writer)
            })
    }

    /// How many lines a side has.
    func count(_ id: String, _ title: String, _ width: Double, _ side: MatchSide) -> Column {
        ListColumn(
            id, title, width, .integer, isSummed: true,
            writing: { item, pen, writer in pen.integer(side.count(item), to: &writer) })
    }

    /// The number of the row of the first line of a side.
    func rowNumber(_ id: String, _ title: String, _ width: Double, _ side: MatchSide) -> Column {
        ListColumn(
            id, title, width, .integer,
            writing: { item, pen, writer in
                guard let row = side.rowNumber(item) else { return pen.blank(to: &writer) }
                pen.integer(row, to: &writer)
            })
    }
}
