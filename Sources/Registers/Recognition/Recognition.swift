import Spreadsheet

/// Which register a table is, and why.
public struct Recognition: Sendable {
    /// The register; nil when none fits clearly.
    public var register: RegisterSchema?
    /// The registers that come into question, the best first; at most five.
    public var candidates: [Candidate]
    /// What each column of the table is in the register, in the order of the table's columns.
    public var columns: [ColumnMatch]
    /// Required columns of the register that the table does not have.
    public var missing: [MissingColumn]
    /// What is wrong: no register, several, missing columns.
    public var findings: [Finding]

    /// Why the register was chosen.
    public var reasons: [Reason] { candidates.first.map { register == nil ? [] : $0.reasons } ?? [] }
    /// How well the register fits, 0...1; 0 when there is none.
    public var score: Double { register == nil ? 0 : candidates.first?.score ?? 0 }

    /// A register that comes into question.
    public struct Candidate: Sendable {
        /// The register.
        public var register: RegisterSchema
        /// How well it fits, 0...1.
        public var score: Double
        /// What speaks for it, and against.
        public var reasons: [Reason]
    }

    /// What one column of the table is.
    public struct ColumnMatch: Hashable, Sendable {
        /// The header in the table.
        public var header: String
        /// The column in the sheet, from 1.
        public var column: Int
        /// The canonical name in the register; nil when the register has no such column.
        public var name: String?
        /// The header or synonym of the register that was met.
        public var matched: String?
    }

    /// A required column that the table does not have.
    public struct MissingColumn: Hashable, Sendable {
        /// The canonical name.
        public var name: String
        /// The Chinese header.
        public var header: String
        /// The most similar header that was seen; nil when none is similar.
        public var nearest: String?
        /// Whether the value can come from above the table or from the file name.
        public var comesFromContext: Bool
    }

    /// The place in the table, from 0, of a register's column.
    public func place(of column: String) -> Int? { columns.firstIndex { $0.name == column } }
}
