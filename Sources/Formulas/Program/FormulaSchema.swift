/// What a formula may refer to: the registers with their columns, the parameters, and what a "row" is.
public struct FormulaSchema: Sendable {
    /// A column of a table.
    public struct Column: Sendable {
        /// The names it goes by, the canonical one first: `price`, `单价`.
        public var names: [String]
        /// The type of its values.
        public var type: ValueType

        /// Makes a column.
        public init(_ names: [String], _ type: ValueType) {
            self.names = names
            self.type = type
        }
    }

    /// A table, usually a register.
    public struct Table: Sendable {
        /// The names it goes by, the canonical one first.
        public var names: [String]
        /// The columns.
        public var columns: [Column]

        /// Makes a table.
        public init(_ names: [String], _ columns: [Column]) {
            self.names = names
            self.columns = columns
        }
    }

    /// A named value of the policy.
    public struct Parameter: Sendable {
        /// The names it goes by, the canonical one first.
        public var names: [String]
        /// The type of its value.
        public var type: ValueType

        /// Makes a parameter.
        public init(_ names: [String], _ type: ValueType) {
            self.names = names
            self.type = type
        }
    }

    /// What one result of a formula belongs to.
    public enum Unit: Sendable, Hashable {
        /// A row of the current table.
        case row
        /// A group of rows of the current table that agree in these columns (canonical names).
        case group(by: [String])
        /// Nothing: the formula gives a single value.
        case single
    }

    /// All tables that may be named.
    public var tables: [Table]
    /// The canonical name of the table that `[列]` means; nil when there is none.
    public var current: String?
    /// What one result belongs to.
    public var unit: Unit
    /// All parameters but the built-in `AS_OF`/`运行日期` and `PERIOD`/`账期`.
    public var parameters: [Parameter]

    /// Makes a schema.
    public init(
        tables: [Table] = [], current: String? = nil, unit: Unit = .single, parameters: [Parameter] = []
    ) {
        self.tables = tables
        self.current = current
        self.unit = unit
        self.parameters = parameters
    }
}
