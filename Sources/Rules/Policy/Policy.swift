import Formulas
import Registers
import Spreadsheet

/// The department's rules as data: registers, parameters, clauses, tariff, derived registers, rules, calendar.
///
/// ```swift
/// let policy = try Policy.load(folder: "policy")
/// let report = RuleEngine(policy).run(registers, RunContext(asOf: day))
/// ```
public struct Policy: Sendable {
    /// The registers.
    public let registers: RegisterCatalogue
    /// The parameters, in the order of the file.
    public let parameters: [PolicyParameter]
    /// The packs.
    public let packs: [PolicyPack]
    /// The clauses of the source documents, in the order of the file.
    public let clauses: [PolicyClause]
    /// The rules, by id.
    public let rules: [Rule]
    /// The working days.
    public let calendar: PolicyCalendar
    /// Violations that are let pass.
    public let waivers: [Waiver]
    /// How prices add up.
    public let tariff: TariffMode
    /// What is remarkable but no mistake, such as formulas that take long.
    public let warnings: [PolicyProblem]
    /// The clauses that have a price.
    public let pricedClauses: Set<String>

    /// The values of the parameters that have one, by canonical name.
    let parameterValues: [String: FormulaValue]
    let shapes: [String: TableShape]
    let tables: [String: RegisterTable]
    var derived: [DerivedRegister]
    var performance: PerformancePlan?

    init(_ loader: PolicyLoader) {
        registers = loader.catalogue
        parameters = loader.parameters
        parameterValues = loader.parameters.reduce(into: [:]) { $0[$1.name] = $1.value }
        packs = loader.packs
        clauses = loader.clauses
        rules = loader.rules.sorted { $0.id < $1.id }
        calendar = loader.calendar
        waivers = loader.waivers
        tariff = loader.tariffMode
        warnings = loader.warnings.sorted {
            ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column)
        }
        pricedClauses = Set(loader.tariff.keys).union(loader.computed.keys)
        shapes = Dictionary(loader.shapes.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        tables = loader.tables
        derived = loader.derived
        performance = loader.performance
    }

    /// The key of the register that a table is shown as: its own, or the one that a derived register is made from.
    public func register(shownFor table: String) -> String {
        guard registers[table] == nil, let made = derived.first(where: { $0.shape.name == table }) else {
            return table
        }
        if registers[made.shape.shownAs] != nil { return made.shape.shownAs }
        // A derived register needs only those before it.
        return made.sources.first.map(register(shownFor:)) ?? table
    }

    /// A rule by its id.
    public subscript(rule id: String) -> Rule? { rules.first { $0.id == id } }

    /// A clause by its id.
    public subscript(clause id: String) -> PolicyClause? { clauses.first { $0.id == id } }

    /// A parameter by its canonical name.
    public subscript(parameter name: String) -> PolicyParameter? { parameters.first { $0.name == name } }
}
