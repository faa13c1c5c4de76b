import Formulas
import Registers

/// What a formula may know of a table: its names and columns, be it a register, a derived one, or a table of the policy.
struct TableShape: Sendable {
    /// A column.
    struct Column: Sendable {
        /// The canonical name.
        var name: String
        /// The Chinese header.
        var header: String
        /// The type of its values.
        var type: ValueType
        /// Whether it is an amount of money.
        var isMoney = false
        /// Whether every row should have a value.
        var isRequired = false
    }

    /// What kind of table it is.
    enum Kind: Sendable {
        /// A register that comes in files.
        case register
        /// A register made from others.
        case derived
        /// A small table or a list of `parameters.yml`.
        case table
        /// What the run itself knows: priced violations, finished performance rows.
        case result
    }

    /// The canonical name.
    var name: String
    /// The Chinese name.
    var chineseName: String
    /// What kind of table it is.
    var kind: Kind
    /// The columns.
    var columns: [Column]
    /// The columns that name a row.
    var key: [String]
    /// The register that reports name.
    var shownAs: String

    /// The names and types for the formula compiler.
    var schema: FormulaSchema.Table {
        FormulaSchema.Table(
            chineseName.isEmpty || chineseName == name ? [name] : [name, chineseName],
            columns.map {
                FormulaSchema.Column($0.header == $0.name ? [$0.name] : [$0.name, $0.header], $0.type)
            })
    }

    /// A column by its canonical name or header, as formulas compare names.
    func column(named name: String) -> Column? {
        // Most names are written as they are declared; comparing lengths first spares comparing most characters.
        let length = name.utf8.count
        return columns.first { $0.name.utf8.count == length && $0.name == name }
            ?? columns.first { $0.header.utf8.count == length && $0.header == name }
            ?? columns.first { PolicyName.fold($0.name) == PolicyName.fold(name) }
            ?? columns.first { PolicyName.fold($0.header) == PolicyName.fold(name) }
    }

    /// Every name that a column goes by.
    var columnNames: [String] { columns.flatMap { [$0.name, $0.header] } }
}

extension TableShape {
    /// The shape of a register that comes in files.
    init(_ register: RegisterSchema) {
        self.init(
            name: register.key, chineseName: register.chineseName, kind: .register,
            columns: register.columns.map { column in
                Column(
                    name: column.name, header: column.header, type: ValueType(column.type),
                    isMoney: column.type == .money || column.type == .money4,
                    isRequired: column.need == .required)
            }, key: register.primaryKey, shownAs: register.key)
    }

    /// A register whose converters read the values of examples.
    ///
    /// A column whose type is not known takes text.
    var register: RegisterSchema {
        var register = RegisterSchema(key: name, chineseName: chineseName, englishName: name)
        register.columns = columns.map { column in
            var result = RegisterColumn(name: column.name, header: column.header)
            result.type =
                switch column.type {
                case .number: column.isMoney ? .money4 : .decimal
                case .date: .datetime
                case .time: .time
                case .duration: .decimal
                case .boolean: .boolean
                case .text, .any: .text
                }
            return result
        }
        return register
    }
}
