import Spreadsheet

/// All registers of a run: what the policy knows, and the tables that came in.
///
/// A register without a table is missing; a table without rows is not.
public struct RegisterSet: Sendable {
    /// Every register of the policy.
    public let catalogue: RegisterCatalogue
    /// The tables that came in, by the key of their register.
    public private(set) var tables: [String: RegisterTable]

    /// Makes a set of tables, of which each register has one at most; of two the last counts.
    public init(catalogue: RegisterCatalogue, tables: [RegisterTable] = []) {
        self.catalogue = catalogue
        self.tables = Dictionary(
            tables.map { ($0.register.key, $0) }, uniquingKeysWith: { _, last in last })
    }

    /// Puts the parts of each register together.
    ///
    /// The parts of one register keep their order.
    public init(catalogue: RegisterCatalogue, parts: [RegisterPart]) {
        let byKey = Dictionary(grouping: parts, by: \.register.key)
        let keys = byKey.keys.sorted()
        let tables = Parallel.map(count: keys.count, threads: 2) {
            byKey[keys[$0]].flatMap { RegisterTable($0) }
        }
        self.init(catalogue: catalogue, tables: tables.compactMap(\.self))
    }

    /// The table of a register; nil when none came in.
    public subscript(key: String) -> RegisterTable? { tables[key] }

    /// Adds a table, in place of one of the same register.
    public mutating func add(_ table: RegisterTable) { tables[table.register.key] = table }
}
