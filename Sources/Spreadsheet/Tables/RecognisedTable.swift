/// A table found in a ``CellGrid``: which rows are what, and why.
///
/// Row and column indexes count from 0 in the grid. Every row of ``rows`` is a header row, a data row or an
/// ignored row; none is in two of them.
public struct RecognisedTable: Sendable, Hashable {
    /// The rows of the grid that belong to this table, its preamble and its footers included.
    public var rows: Range<Int>
    /// The columns of the table; blank columns outside are left out.
    public var columns: Range<Int>
    /// The rectangle from the first header row, or the first data row, to the last data row, with numbers from 1.
    public var range: CellRange?
    /// Rows in front of the header: titles, period, company.
    public var preambleRows: [Int]
    /// The header rows; none when the table has no header.
    public var headerRows: Range<Int>
    /// The header of each column; rows are joined by one space.
    ///
    /// Empty texts when there is no header.
    public var headers: [String]
    /// The rows with data.
    public var dataRows: RowSet
    /// Rows behind the data: totals, signatures, notes.
    public var footerRows: [Int]
    /// Every row that is neither header nor data, with the reason.
    ///
    /// Includes preamble and footer rows.
    public var ignoredRows: [IgnoredRow]
    /// How sure the decisions are, 0...1.
    public var confidence: Double
    /// Why the rows were divided so.
    public var reasons: [Reason]
}

/// A row that is no data.
public struct IgnoredRow: Sendable, Hashable {
    /// What a row is when it is no data.
    public enum Kind: String, Sendable, CaseIterable {
        /// A row in front of the header.
        case preamble
        /// Nothing in it.
        case blank
        /// The header once more, as on each printed page.
        case repeatedHeader = "repeated-header"
        /// A sum of the rows above.
        case total
        /// Who made, checked or approved the table, and when.
        case signature
        /// A note behind the data.
        case note
    }

    /// The index of the row in the grid.
    public var row: Int
    /// What it is.
    public var kind: Kind
    /// Why it is ignored.
    public var reason: Reason

    /// Makes an ignored row.
    public init(row: Int, kind: Kind, reason: Reason) {
        self.row = row
        self.kind = kind
        self.reason = reason
    }
}

/// Rows in rising order, stored as ranges: a long table has few gaps.
public struct RowSet: Sendable, Hashable, Sequence {
    /// The ranges in rising order, none empty.
    public private(set) var ranges: [Range<Int>] = []

    /// Makes an empty set.
    public init() {}

    /// The number of rows.
    public var count: Int { ranges.reduce(0) { $0 + $1.count } }

    /// Whether there are no rows.
    public var isEmpty: Bool { ranges.isEmpty }

    /// The first row.
    public var first: Int? { ranges.first?.lowerBound }

    /// The last row.
    public var last: Int? { ranges.last.map { $0.upperBound - 1 } }

    /// The row at a place, from 0.
    public subscript(place: Int) -> Int {
        var place = place
        for range in ranges {
            if place < range.count { return range.lowerBound + place }
            place -= range.count
        }
        preconditionFailure("no row at this place")
    }

    /// Adds a row behind all others.
    public mutating func append(_ row: Int) {
        if let last = ranges.last, last.upperBound == row {
            ranges[ranges.count - 1] = last.lowerBound..<(row + 1)
        } else {
            ranges.append(row..<(row + 1))
        }
    }

    /// The rows one after the other.
    public func makeIterator() -> FlattenSequence<[Range<Int>]>.Iterator {
        ranges.joined().makeIterator()
    }
}
