import Spreadsheet

/// The lines of one side of the items of a result.
package final class MatchSide: @unchecked Sendable {
    private let matched: MatchedLines
    private let lines: Lines
    private let keys: ReferenceColumn
    private let ahead: LinePrefetch
    private let places: UnsafePointer<MatchTable.Place>?
    private let rows: UnsafePointer<Int32>?
    private let rowNumbers: UnsafePointer<Int32>?
    /// The units in which lines are summed up; nil when they are not.
    private let units: UnsafePointer<Int64>?
    private let hasUnits: UnsafePointer<Bool>?

    init(
        _ places: [MatchTable.Place], _ matched: MatchedLines, _ lines: Lines, _ keys: ReferenceColumn,
        _ ahead: LinePrefetch
    ) {
        self.ahead = ahead
        self.matched = matched
        self.lines = lines
        self.keys = keys
        self.places = places.withUnsafeBufferPointer(\.baseAddress)
        rows = lines.rows.withUnsafeBufferPointer(\.baseAddress)
        rowNumbers = lines.table.rowNumbers.withUnsafeBufferPointer(\.baseAddress)
        let measure = matched.measure == nil ? nil : lines.measure
        units = measure.flatMap { $0.bits.withUnsafeBufferPointer(\.baseAddress) }
        hasUnits = measure?.isValid.flatMap { $0.withUnsafeBufferPointer(\.baseAddress) }
    }

    @inline(__always)
    private func place(_ item: Int) -> MatchTable.Place { places.map { $0[item] } ?? .none }

    /// The only line of an item; negative when it has none, or several.
    @inline(__always)
    package func line(_ item: Int) -> Int { Int(place(item).code) }

    /// How many lines an item has.
    package func count(_ item: Int) -> Int {
        let code = place(item).code
        return code >= 0 ? 1 : code == MatchTable.Place.none.code ? 0 : all(item).count
    }

    /// The number of the row of the first line of an item; nil without any.
    package func rowNumber(_ item: Int) -> Int? {
        let only = line(item)
        guard let rows, let rowNumbers, let line = only >= 0 ? only : all(item).first.map({ Int($0) }) else {
            return nil
        }
        return Int(rowNumbers[Int(rows[line])])
    }

    /// Begins to fetch what is shown of the lines of some items.
    func fetch(_ items: ArraySlice<Int>) {
        let lines = items.map { place($0).code }
        lines.withUnsafeBufferPointer { ahead.fetch($0) }
    }

    /// The texts that make up the key of the only line of an item.
    package func keyParts(ofLine line: Int) -> KeyParts { keys.keyParts(line) }

    /// Adds the key of the only line of an item to a text.
    package func key(ofLine line: Int, to text: TextScratch) {
        text.append { keys.key(line, into: $0, $1) }
    }

    /// The keys of the lines of an item.
    package func keys(_ item: Int) -> [String] {
        all(item).map { line in
            let text = TextScratch()
            key(ofLine: Int(line), to: text)
            return text.string
        }
    }

    /// What the lines of an item add up to, as the bridge sums them up.
    func units(_ item: Int) -> Int64 {
        let only = line(item)
        if only >= 0 { return units(ofLine: only) }
        return all(item).reduce(0) { $0 &+ units(ofLine: Int($1)) }
    }

    @inline(__always)
    private func units(ofLine line: Int) -> Int64 {
        guard let units, hasUnits.map({ $0[line] }) ?? true else { return 0 }
        return units[line]
    }

    func all(_ item: Int) -> ArraySlice<Int32> { matched.table.lines(place(item)) }
}
