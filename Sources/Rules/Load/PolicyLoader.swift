import Formulas
import Registers
import Spreadsheet
import Yams

/// Reads the files of a policy, checks them against each other and compiles every formula.
///
/// Every mistake is noted and reading goes on, so that all of them come out in one go.
final class PolicyLoader {
    let catalogue: RegisterCatalogue
    let overrides: PolicyOverrides
    /// Whether the examples of rules are read; only who runs or checks them needs them.
    let readsExamples: Bool
    private(set) var files: [String: PolicyFile] = [:]
    private var order: [PolicyFile] = []
    /// How many folders the files of the policy itself lie in.
    private var depth = 0
    private var settingsFile: PolicyFile?
    /// What the company sets in place of the policy's own, by folded name.
    private(set) var own = OwnSettings()
    /// Problems that have no log of their own.
    var problems: [PolicyProblem] = []
    /// What is remarkable but no mistake, such as a formula that takes long.
    var warnings: [PolicyProblem] = []

    var parameters: [PolicyParameter] = []
    private var parameterIndex: [String: Int] = [:]
    var shapes: [TableShape] = []
    private var shapeIndex: [String: Int] = [:]
    /// The tables as formulas see them, by canonical name, made when a formula first names them.
    private var schemas: [String: FormulaSchema.Table] = [:]
    var tables: [String: RegisterTable] = [:]
    var packs: [PolicyPack] = []
    var clauses: [PolicyClause] = []
    var clauseIndex: [String: Int] = [:]
    var hasClauses = false
    var tariffMode = TariffMode()
    /// The prices of clauses as they are written.
    var tariff: [String: (node: PolicyNode, isReward: Bool)] = [:]
    /// The rules that compute the prices of clauses for which the tariff has no figures.
    var computed: [String: PolicyNode] = [:]
    var derived: [DerivedRegister] = []
    var performance: PerformancePlan?
    var rules: [Rule] = []
    /// Where each rule says its id.
    var ruleNodes: [(id: String, node: PolicyNode)] = []
    var waivers: [Waiver] = []
    var calendar = PolicyCalendar()

    init(_ catalogue: RegisterCatalogue, overrides: PolicyOverrides, readsExamples: Bool = true) {
        self.catalogue = catalogue
        self.overrides = overrides
        self.readsExamples = readsExamples
        for register in catalogue.registers { add(TableShape(register)) }
    }

    /// Reads all texts.
    func read(_ texts: [PolicyText]) {
        order = Parallel.map(count: texts.count, threads: 2) { PolicyFile(texts[$0]) }
        depth = order.lazy.map(\.folders.count).min() ?? 0
        for file in order { files[file.text.file] = file }
        if let settings = overrides.settings { readSettings(settings) }
        each("parameters") { readParameters($0) }
        checkOwnNames()
        each("packs") { readPacks($0) }
        applyOwnPacks()
        each("clauses") { readClauses($0) }
        each("tariff") { readTariff($0) }
        readCalendars(order.filter { !isPart($0) && $0.folders.last == "calendars" })
        let ruleFiles = order.filter { file in
            isPart(file) ? file.name == "kpis" : file.folders.last == "rules"
        }
        addResultTables()
        readDerived(ruleFiles)
        each("performance") { readPerformance($0) }
        readRules(ruleFiles)
        each("waivers") { readWaivers($0) }
        checkTariffClauses()
        checkComputedPrices()
    }

    /// Reads what the company's settings say of packs, parameters and tables.
    private func readSettings(_ text: PolicyText) {
        let file = PolicyFile(text)
        settingsFile = file
        guard let root = file.root else { return }
        own = OwnSettings(root.entries(allowed: nil, of: "settings"))
    }

    /// A loader of rules that knows what this one knows.
    init(knowing other: PolicyLoader) {
        catalogue = other.catalogue
        overrides = other.overrides
        readsExamples = other.readsExamples
        files = other.files
        parameters = other.parameters
        parameterIndex = other.parameterIndex
        shapes = other.shapes
        shapeIndex = other.shapeIndex
        tables = other.tables
        packs = other.packs
        clauses = other.clauses
        clauseIndex = other.clauseIndex
        hasClauses = other.hasClauses
        tariff = other.tariff
        derived = other.derived
        computed = other.computed
        own = other.own
    }

    private func each(_ name: String, _ read: (PolicyFile) -> Void) {
        for file in order where file.name == name && isPart(file) { read(file) }
    }

    /// Whether a file is one of those that lie in the folder of the policy itself, whatever that is called.
    private func isPart(_ file: PolicyFile) -> Bool {
        file.folders.count == depth && Policy.parts.contains(file.name + ".yml")
    }

    /// Every mistake so far.
    ///
    /// A mistake in a message of both languages is one mistake.
    var allProblems: [PolicyProblem] {
        var seen: Set<PolicyProblem> = []
        let files = order + [settingsFile].compactMap { $0 }
        return (problems + files.flatMap { $0.log.problems }).filter { seen.insert($0).inserted }
    }

    // MARK: Tables

    /// Adds a table that formulas may name; false when the name is taken.
    @discardableResult
    func add(_ shape: TableShape) -> Bool {
        let names = [shape.name, shape.chineseName].filter { !$0.isEmpty }.map(PolicyName.fold)
        guard names.allSatisfy({ shapeIndex[$0] == nil }) || shape.kind == .register else { return false }
        for name in names where shapeIndex[name] == nil { shapeIndex[name] = shapes.count }
        shapes.append(shape)
        return true
    }

    /// Puts another shape in place of the one with the same name.
    func replace(_ shape: TableShape) {
        guard let index = shapeIndex[PolicyName.fold(shape.name)] else { return }
        shapes[index] = shape
        schemas[shape.name] = nil
    }

    /// The table that a name means.
    func shape(named name: String) -> TableShape? { shapeIndex[PolicyName.fold(name)].map { shapes[$0] } }

    /// The table that a node names; notes when there is none.
    func shape(_ node: PolicyNode) -> TableShape? {
        guard let name = node.string else { return nil }
        if let shape = shape(named: name) { return shape }
        node.note(
            .policyUnknownRegister,
            [
                "register": name,
                "nearest": Suggestion.nearest(to: name, in: shapes.flatMap { [$0.name, $0.chineseName] }),
            ])
        return nil
    }

    /// The column that a node names, with or without brackets; notes when there is none.
    func column(_ text: String, _ node: PolicyNode, _ shape: TableShape) -> TableShape.Column? {
        var name = text.trimmed
        if name.hasPrefix("["), name.hasSuffix("]") { name = String(name.dropFirst().dropLast()) }
        if name.hasPrefix("@") { name.removeFirst() }
        if let column = shape.column(named: name) { return column }
        node.note(
            .policyUnknownColumn,
            [
                "column": name, "register": shape.chineseName.isEmpty ? shape.name : shape.chineseName,
                "nearest": Suggestion.nearest(to: name, in: shape.columnNames),
            ])
        return nil
    }

    // MARK: Parameters

    func add(_ parameter: PolicyParameter, _ node: PolicyNode) {
        for name in [parameter.name, parameter.chineseName] where !name.isEmpty {
            let folded = PolicyName.fold(name)
            if parameterIndex[folded] != nil { node.note(.policyTwice, ["value": name]) }
            parameterIndex[folded] = parameters.count
        }
        parameters.append(parameter)
    }

    /// The parameter that a name means.
    func parameter(named name: String) -> PolicyParameter? {
        parameterIndex[PolicyName.fold(name)].map { parameters[$0] }
    }

    // MARK: Formulas

    /// What the formulas of a place may refer to.
    struct Scope {
        /// The table that `[列]` means; nil for none.
        let shape: TableShape?
        /// What a result belongs to.
        let unit: FormulaSchema.Unit
        /// The table as formulas see it.
        let table: FormulaSchema.Table?

        init(shape: TableShape?, unit: FormulaSchema.Unit) {
            self.shape = shape
            self.unit = unit
            table = shape?.schema
        }

        /// A formula over the rows of a table.
        static func rows(_ shape: TableShape) -> Scope { Scope(shape: shape, unit: .row) }
        /// A formula over parameters.
        static let single = Scope(shape: nil, unit: .single)
    }

    /// The kinds of value that a place takes.
    enum Wanted { case any, truth, number, day }

    /// Compiles the formula that a node holds.
    func formula(_ node: PolicyNode?, _ scope: Scope, _ wanted: Wanted = .any) -> PolicyFormula? {
        guard let node, let text = node.string else { return nil }
        return formula(text, node, scope, wanted)
    }

    /// Compiles a formula that stands at a node, or that is made up for it.
    func formula(_ text: String, _ node: PolicyNode, _ scope: Scope, _ wanted: Wanted = .any)
        -> PolicyFormula?
    {
        let parsed = ParsedFormula(text)
        var names = NamesRead()
        names.collect(parsed.expression)
        var (program, found) = Program.compile(parsed, schema: schema(scope, names))
        // With every name known the suggestions are better.
        if program == nil { (program, found) = Program.compile(parsed, schema: schema(scope, nil)) }
        let file = files[node.log.file]
        for problem in found {
            let place = file?.place(of: problem.range.start.offset, in: node) ?? node.place
            var values = problem.values
            values["excerpt"] = problem.excerpt
            var noted = PolicyProblem(
                file: node.log.file, line: place.line, column: place.column, code: problem.code,
                values: values)
            noted.excerpt = problem.excerpt
            noted.suggestion = problem.suggestion
            noted.severity = problem.severity
            if problem.severity >= .error {
                problems.append(noted)
            } else if problem.severity == .warning {
                warnings.append(noted)
            }
        }
        guard let program else { return nil }
        note(program.type, text, node, wanted)
        let read = Set(program.wholeColumnsRead.map(\.table))
        return PolicyFormula(
            text: text, file: node.log.file, line: node.place.line, column: node.place.column,
            program: program, tables: read.sorted())
    }

    private func note(_ type: ValueType, _ text: String, _ node: PolicyNode, _ wanted: Wanted) {
        let fits =
            switch (wanted, type) {
            case (_, .any), (.any, _): true
            case (.truth, .boolean), (.truth, .number): true
            case (.number, .number), (.number, .duration), (.number, .boolean): true
            case (.day, .date), (.day, .number): true
            default: false
            }
        guard !fits else { return }
        node.note(
            wanted == .truth ? .formulaNotTruth : wanted == .day ? .formulaNotDay : .formulaNotNumber,
            ["type": type.rawValue, "formula": String(text.prefix(60))])
    }

    /// The schema with the tables and parameters that a formula names; with all of them when `names` is nil.
    private func schema(_ scope: Scope, _ names: NamesRead?) -> FormulaSchema {
        var wanted: [TableShape] = []
        var given: [PolicyParameter] = []
        if let names {
            for name in names.tables.sorted() {
                if let shape = shape(named: name), shape.name != scope.shape?.name,
                    !wanted.contains(where: { $0.name == shape.name })
                {
                    wanted.append(shape)
                }
            }
            for name in names.names.sorted() {
                if let parameter = parameter(named: name),
                    !given.contains(where: { $0.name == parameter.name })
                {
                    given.append(parameter)
                }
            }
        } else {
            wanted = shapes.filter { $0.name != scope.shape?.name }
            given = parameters
        }
        return FormulaSchema(
            tables: (scope.table.map { [$0] } ?? []) + wanted.map(schema), current: scope.shape?.name,
            unit: scope.unit,
            parameters: given.filter { $0.kind != .list }.map { parameter in
                FormulaSchema.Parameter(
                    parameter.chineseName.isEmpty
                        ? [parameter.name] : [parameter.name, parameter.chineseName], parameter.valueType)
            })
    }

    private func schema(_ shape: TableShape) -> FormulaSchema.Table {
        if let known = schemas[shape.name] { return known }
        let schema = shape.schema
        schemas[shape.name] = schema
        return schema
    }

    // MARK: Small values

    /// A day written `2026-03-31`.
    func day(_ node: PolicyNode?) -> CivilDay? {
        guard let node, let text = node.string else { return nil }
        guard let day = CivilDay(iso: text) else {
            node.note(.policyExpected, ["expected": "2026-03-31", "found": text])
            return nil
        }
        return day
    }

    /// A text in both languages.
    func text(_ node: PolicyNode?) -> LocalizedText? { node.flatMap { LocalizedText($0) } }

    /// An exact number.
    func exact(_ node: PolicyNode?) -> ExactDecimal? {
        guard let node, let text = node.string else { return nil }
        guard let number = ExactDecimal(literal: text) else {
            node.note(.policyExpected, ["expected": "123.45", "found": text])
            return nil
        }
        return number
    }
}

/// The names of tables and parameters in a formula.
struct NamesRead {
    private(set) var tables: Set<String> = []
    private(set) var names: Set<String> = []

    mutating func collect(_ expression: Expression) {
        switch expression.kind {
        case .column(let reference): if let table = reference.table { tables.insert(table) }
        case .name(let name): names.insert(name)
        case .call(_, let arguments): for argument in arguments { collect(argument) }
        case .unary(_, let operand): collect(operand)
        case .binary(_, let left, let right):
            collect(left)
            collect(right)
        default: break
        }
    }
}

extension CivilDay {
    /// Reads `2026-03-31`; nil for anything else.
    init?(iso text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 10, parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        let civil = CivilDay(year: year, month: month, day: day)
        guard CivilDay(daysSince1970: civil.daysSince1970) == civil else { return nil }
        self = civil
    }
}
