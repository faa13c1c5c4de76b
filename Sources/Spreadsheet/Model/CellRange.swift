/// A rectangle of cells, both corners included.
public struct CellRange: Hashable, Sendable {
    /// The top left cell.
    public var first: CellPosition
    /// The bottom right cell.
    public var last: CellPosition

    /// Makes the range that has the two cells as opposite corners.
    public init(_ corner: CellPosition, _ opposite: CellPosition) {
        first = CellPosition(
            row: min(corner.row, opposite.row), column: min(corner.column, opposite.column))
        last = CellPosition(
            row: max(corner.row, opposite.row), column: max(corner.column, opposite.column))
    }

    /// Makes the range of some rows and columns, counted from 1: rows 2...9 of columns 1...3 are `A2:C9`.
    public init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
        first = CellPosition(row: rows.lowerBound, column: columns.lowerBound)
        last = CellPosition(row: rows.upperBound, column: columns.upperBound)
    }

    /// Reads `A1:C9`, or `A1` for a single cell.
    ///
    /// Returns nil for anything else.
    public init?(_ reference: some StringProtocol) {
        let parts = reference.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let corner = CellPosition(parts[0]) else { return nil }
        if parts.count == 1 {
            self.init(corner, corner)
        } else {
            guard let opposite = CellPosition(parts[1]) else { return nil }
            self.init(corner, opposite)
        }
    }

    /// The A1 reference: `A1:C9`, or `A1` for a single cell.
    public var reference: String {
        first == last ? first.reference : first.reference + ":" + last.reference
    }

    /// Whether the cell lies inside.
    public func contains(_ position: CellPosition) -> Bool {
        (first.row...last.row).contains(position.row)
            && (first.column...last.column).contains(position.column)
    }
}

extension CellRange: CustomStringConvertible {
    /// The A1 reference.
    public var description: String { reference }
}
