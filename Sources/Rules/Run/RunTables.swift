import Formulas
import Registers
import Spreadsheet

/// The tables that the rules of a run need: registers with the columns that are read, and what is derived from them.
struct RunTables {
    private(set) var tables: [String: RunTable] = [:]
    /// Registers that did not come in, by the table that cannot be made without them.
    private(set) var missing: [String: String] = [:]
    /// What formulas are evaluated with.
    private(set) var evaluation: EvaluationContext
    /// What conditions that several rules ask of the rows of a table came to.
    var truths: [FormulaUse: [UInt8]] = [:]

    /// Makes the tables that some formulas need, `given` ones in place of those that came in.
    ///
    /// `formulas` and `columns` go with the table whose rows they are about; `evaluation` has no tables yet.
    init(
        _ policy: Policy, _ registers: RegisterSet, given: [RunTable], _ evaluation: EvaluationContext,
        formulas: [(table: String, formula: PolicyFormula)], columns: [(table: String, column: String)],
        context: RunContext
    ) {
        self.evaluation = evaluation
        var needed: [String: Set<String>] = [:]
        for (table, column) in columns { needed[table, default: []].insert(column) }
        func need(_ table: String, _ formula: PolicyFormula) {
            needed[table, default: []].formUnion(formula.program.columnsReadFromRow)
            for read in formula.program.wholeColumnsRead {
                needed[read.table, default: []].insert(read.column)
            }
        }
        for (table, formula) in formulas { need(table, formula) }
        for table in given { add(table) }
        // What is derived last is needed first.
        for derived in policy.derived.reversed() {
            let name = derived.shape.name
            guard needed[name] != nil, tables[name] == nil else { continue }
            needed[name, default: []].formUnion(derived.shape.key)
            for (_, formula) in derived.columns { need(name, formula) }
            if let filter = derived.filter { need(name, filter) }
            for source in derived.sources { needed[source, default: []].formUnion(needed[name] ?? []) }
        }
        addRegisters(policy, registers, needed, threads: context.threads)
        for derived in policy.derived
        where needed[derived.shape.name] != nil && tables[derived.shape.name] == nil {
            derive(derived, needed[derived.shape.name] ?? [], policy, context)
        }
    }

    private mutating func add(_ table: RunTable) {
        tables[table.shape.name] = table
        evaluation.tables[table.shape.name] = table.relation
    }

    /// Adds a table that the run itself made.
    mutating func addResult(_ table: RunTable) { add(table) }

    /// Why a table is not there; nil when it is.
    func missingRegister(_ table: String, _ policy: Policy) -> String? {
        if tables[table] != nil { return nil }
        return missing[table] ?? policy.shapes[table].map {
            $0.chineseName.isEmpty ? $0.name : $0.chineseName
        }
            ?? table
    }

    private mutating func addRegisters(
        _ policy: Policy, _ registers: RegisterSet, _ needed: [String: Set<String>], threads: Int
    ) {
        let wanted = needed.keys.sorted().filter { tables[$0] == nil }
        let sources: [(TableShape, RegisterTable)] = wanted.compactMap { name in
            guard let shape = policy.shapes[name], let table = policy.tables[name] ?? registers[name] else {
                return nil
            }
            return (shape, table)
        }
        let made = Parallel.map(count: sources.count, threads: threads) { index in
            let (shape, table) = sources[index]
            return RunTable(shape, Relation(table, columns: needed[shape.name]), .register(table))
        }
        for table in made { add(table) }
    }

    // MARK: Derivation

    /// More rows than this are not derived. (Rows.)
    static let rowLimit = 20_000_000

    private mutating func derive(
        _ derived: DerivedRegister, _ needed: Set<String>, _ policy: Policy, _ context: RunContext
    ) {
        let name = derived.shape.name
        for table in derived.tablesRead.sorted() where tables[table] == nil {
            missing[name] = missingRegister(table, policy)
            return
        }
        let bases = derived.sources.compactMap { tables[$0] }
        var (relation, numbers, rows) = (Relation(rowCount: 0, columns: [:]), [UInt8](), [Int32]())
        switch derived.source {
        case .from:
            relation = bases[0].relation
            rows = (0..<Int32(relation.rowCount)).map { $0 }
            numbers = Array(repeating: 0, count: rows.count)
        case .expand(_, let unit):
            let units = Self.units(unit, derived.isThroughEnd, context, evaluation.calendar)
            guard bases[0].rowCount * max(1, units.count) <= Self.rowLimit else {
                missing[name] = derived.shape.chineseName
                return
            }
            (relation, rows) = Self.expanded(bases[0], units, unit, needed)
            numbers = Array(repeating: 0, count: rows.count)
        case .union:
            (relation, numbers, rows) = Self.union(bases, derived.shape, needed)
        }
        for (column, formula) in derived.columns {
            var evaluation = evaluation
            evaluation.tables[name] = relation
            relation = relation.adding([
                column: formula.program.evaluate(over: relation, context: evaluation)
            ])
        }
        if let filter = derived.filter {
            let codes = filter.program.evaluate(over: relation, context: evaluation).truthCodes
            // A row of which it cannot be told whether it belongs stays, so that rules say so.
            let kept = codes.indices.filter { codes[$0] != 0 && codes[$0] != 2 }.map { Int32($0) }
            if kept.count < codes.count {
                relation = relation.rows(kept, columns: Set(relation.names))
                numbers = kept.map { numbers[Int($0)] }
                rows = kept.map { rows[Int($0)] }
            }
        }
        add(RunTable(derived.shape, relation, .derived(bases, tables: numbers, rows: rows)))
    }

    /// The days or periods of an expansion, each as its first and last day.
    private static func units(
        _ unit: DerivedRegister.TimeUnit, _ isThroughEnd: Bool, _ context: RunContext,
        _ calendar: (any WorkingCalendar)?
    ) -> [(label: String, first: Int, last: Int)] {
        let month = context.span
        let asOf = context.asOf.daysSince1970
        let end = isThroughEnd ? month.last : min(month.last, asOf)
        switch unit {
        case .days, .workdays:
            guard month.first <= end else { return [] }
            return (month.first...end).compactMap { day in
                let weekday = ((day + 3) % 7 + 7) % 7
                let isWeekend = weekday >= 5
                let isWorked =
                    calendar?.isWorkingDay(CivilDay(daysSince1970: day), weekend: isWeekend) ?? !isWeekend
                return unit == .days || isWorked ? ("", day, day) : nil
            }
        case .weeks:
            var weeks: [(String, Int, Int)] = []
            var span = PeriodSpan(.week, containing: month.first)
            while span.last <= month.last {
                if span.first <= asOf || isThroughEnd { weeks.append((span.label, span.first, span.last)) }
                span = PeriodSpan(.week, containing: span.last + 1)
            }
            return weeks
        case .months, .quarters, .years:
            let span = PeriodSpan(unit.grain ?? .month, containing: month.first)
            return [(span.label, span.first, span.last)]
        }
    }

    private static func expanded(
        _ base: RunTable, _ units: [(label: String, first: Int, last: Int)], _ unit: DerivedRegister.TimeUnit,
        _ needed: Set<String>
    ) -> (Relation, [Int32]) {
        let count = base.rowCount * units.count
        var rows: [Int32] = []
        rows.reserveCapacity(count)
        for row in 0..<base.rowCount { for _ in units { rows.append(Int32(row)) } }
        func repeated<Value>(_ values: [Value]) -> [Value] {
            (0..<base.rowCount).flatMap { _ in values }
        }
        let codes = repeated(units.indices.map { UInt32($0) })
        let label =
            unit.grain == nil
            ? ("day", ColumnVector(days: repeated(units.map(\.first))))
            : ("period", ColumnVector(codes: codes, texts: units.map(\.label)))
        return (
            base.relation.rows(rows, columns: Set(base.relation.names)).adding([
                label.0: label.1, "first_day": ColumnVector(days: repeated(units.map(\.first))),
                "last_day": ColumnVector(days: repeated(units.map(\.last))),
            ]), rows
        )
    }

    private static func union(_ bases: [RunTable], _ shape: TableShape, _ needed: Set<String>) -> (
        Relation, [UInt8], [Int32]
    ) {
        var numbers: [UInt8] = []
        var rows: [Int32] = []
        var sources: [UInt32] = []
        for (number, base) in bases.enumerated() {
            for row in 0..<base.rowCount {
                numbers.append(UInt8(truncatingIfNeeded: number))
                rows.append(Int32(row))
                sources.append(UInt32(number))
            }
        }
        var vectors: [String: ColumnVector] = [:]
        for column in shape.columns where column.name != "source" && needed.contains(column.name) {
            let parts = bases.map { $0.relation.column(column.name) }
            guard parts.allSatisfy({ $0 != nil }) else { continue }
            vectors[column.name] = ColumnVector(parts.flatMap { $0?.values ?? [] })
        }
        vectors["source"] = ColumnVector(
            codes: sources,
            texts: bases.map { $0.shape.chineseName.isEmpty ? $0.shape.name : $0.shape.chineseName })
        return (Relation(rowCount: rows.count, columns: vectors), numbers, rows)
    }
}

/// A formula as it is asked of the rows of a table.
struct FormulaUse: Hashable, Sendable {
    var table: String
    var text: String
}
