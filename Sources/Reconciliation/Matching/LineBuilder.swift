import Formulas
import Registers
import Spreadsheet

/// Makes the lines of both sides of a comparison from the tables of a run.
struct LineBuilder {
    let comparison: Comparison
    let parties: PartyFolder
    private let evaluator: TermEvaluator
    private let rules: [ValueRule]
    /// The rule that shows the amounts that are summed up; nil for none.
    private let totalRule: Int?
    private(set) var notChecked: [NotChecked] = []

    /// What the lines of a comparison are made of.
    struct Sides {
        let ours: Lines
        let theirs: Lines
        /// The name of each group; one without name for a comparison without groups.
        let groupNames: [String]
        /// Decimals of amounts.
        let scale: Int
        /// The agreed prices of our lines.
        let agreed: [AgreedPrices]
    }

    init(
        _ comparison: Comparison, rules: [ValueRule], totalRule: Int?, parties: PartyFolder,
        evaluator: TermEvaluator
    ) {
        self.comparison = comparison
        self.rules = rules
        self.totalRule = totalRule
        self.parties = parties
        self.evaluator = evaluator
    }

    mutating func build(_ ourTable: RegisterTable, _ theirTable: RegisterTable) -> Sides {
        let terms = TermTable(comparison, rules: rules, ourTable, theirTable, evaluator)
        let ourRows = rows(of: comparison.ours, ourTable, terms.filters.ours)
        let theirRows = rows(of: comparison.theirs, theirTable, terms.filters.theirs)
        let counts = (ourRows?.count ?? ourTable.rowCount, theirRows?.count ?? theirTable.rowCount)
        func ours(_ term: PolicyTerm) -> TermValues { terms.ours(term).taking(ourRows) }
        func theirs(_ term: PolicyTerm) -> TermValues { terms.theirs(term).taking(theirRows) }
        let (groups, names) = groups(
            comparison.grouping.map { (ours($0.ours), theirs($0.theirs)) }, counts)
        let keyTerms = comparison.keys.map { (ours: ours($0.ours), theirs: theirs($0.theirs)) }
        for (key, values) in zip(comparison.keys, keyTerms) {
            note(values.ours, key.ours, comparison.ours, ourTable)
            note(values.theirs, key.theirs, comparison.theirs, theirTable)
        }
        let ruleTerms = rules.map { (ours: $0.ours.map(ours), theirs: $0.theirs.map(theirs)) }
        for (rule, values) in zip(rules, ruleTerms) {
            if let left = values.ours, let term = rule.ours { note(left, term, comparison.ours, ourTable) }
            if let right = values.theirs, let term = rule.theirs {
                note(right, term, comparison.theirs, theirTable)
            }
        }
        let (keys, values) = converted(keyTerms, ruleTerms, counts, ourTable, theirTable)
        var (ourValues, theirValues) = (values.map(\.0), values.map(\.1))
        let standards = rules.indices.map { index -> LineValues? in
            guard let term = rules[index].standard else { return nil }
            let values = theirs(term)
            note(values, term, comparison.theirs, theirTable)
            return self.values(values, nil, rules[index]).0
        }
        let (ourAmounts, theirAmounts, scale) = measure(
            comparison.measure.map { (ours($0.ours), $0.theirs.map(theirs)) }, ourTable, theirTable,
            &ourValues,
            &theirValues)
        if let totalRule {
            ourValues[totalRule] = ourAmounts
            theirValues[totalRule] = theirAmounts
        }
        let agreed = comparison.agreed.compactMap { agreed in
            AgreedPrices(
                agreed, rules: rules, rate: ours(agreed.rate), minimum: agreed.minimum.map(ours),
                firstQuantity: agreed.firstQuantity.map(ours), firstPrice: agreed.firstPrice.map(ours))
        }
        return Sides(
            ours: Lines(
                table: ourTable, rows: ourRows ?? Self.all(ourTable), groups: groups.ours,
                keys: keys.map(\.0), values: ourValues, standards: rules.map { _ in nil },
                measure: ourAmounts,
                expected: comparison.ours.expected.flatMap {
                    expected($0, ours($0), comparison.ours, ourTable)
                },
                shownColumn: shownColumn(comparison.keys.first?.ours, ourTable)),
            theirs: Lines(
                table: theirTable, rows: theirRows ?? Self.all(theirTable), groups: groups.theirs,
                keys: keys.map(\.1), values: theirValues, standards: standards, measure: theirAmounts,
                expected: comparison.theirs.expected.flatMap {
                    expected($0, theirs($0), comparison.theirs, theirTable)
                },
                shownColumn: shownColumn(comparison.keys.first?.theirs, theirTable)),
            groupNames: names, scale: scale, agreed: agreed)
    }

    /// Keys and compared values of both sides in the form in which they are compared, each on its own.
    private func converted(
        _ keyTerms: [(ours: TermValues, theirs: TermValues)],
        _ ruleTerms: [(ours: TermValues?, theirs: TermValues?)], _ counts: (Int, Int),
        _ ourTable: RegisterTable, _ theirTable: RegisterTable
    ) -> (keys: [(LineKeys, LineKeys)], values: [(LineValues?, LineValues?)]) {
        enum Converted {
            case key((LineKeys, LineKeys))
            case value((LineValues?, LineValues?))
        }
        let builder = self
        let all = Parallel.map(count: keyTerms.count + ruleTerms.count, threads: 2) { index -> Converted in
            if index < keyTerms.count {
                return .key(
                    builder.keys(
                        keyTerms[index].ours, keyTerms[index].theirs, builder.comparison.keys[index], counts))
            }
            let rule = builder.rules[index - keyTerms.count]
            let values = ruleTerms[index - keyTerms.count]
            return .value(
                builder.values(
                    values.ours, values.theirs, rule, Self.sensitivity(rule.ours, ourTable),
                    Self.sensitivity(rule.theirs, theirTable)))
        }
        return (
            all.compactMap { if case .key(let keys) = $0 { keys } else { nil } },
            all.compactMap { if case .value(let values) = $0 { values } else { nil } }
        )
    }

    private static func all(_ table: RegisterTable) -> [Int32] {
        (0..<table.rowCount).map { Int32(truncatingIfNeeded: $0) }
    }

    /// The column that is shown for a line: the key's, or the first of the primary key.
    private func shownColumn(_ term: PolicyTerm?, _ table: RegisterTable) -> Int {
        if case .column(let name) = term, let index = table.register.index(of: name) { return index }
        return table.register.primaryKey.first.flatMap { table.register.index(of: $0) } ?? 0
    }

    // MARK: Rows

    /// The rows that take part; nil for all.
    private mutating func rows(
        of side: ComparisonSide, _ table: RegisterTable, _ values: TermValues?
    ) -> [Int32]? {
        guard let filter = side.filter, let values else { return nil }
        guard case .flags(let flags) = values.storage else {
            note(values, filter, side, table)
            return []
        }
        let rows = (0..<table.rowCount).filter { flags[$0] && values.has($0) }
        let left = table.rowCount - rows.count
        if values.errorCount > 0 {
            notChecked.append(
                NotChecked(
                    Reason(.rowsUnknown, ["register": side.register, "term": filter.text]),
                    count: values.errorCount))
        }
        if left - values.errorCount > 0 {
            notChecked.append(
                NotChecked(
                    Reason(.rowsFiltered, ["register": side.register, "term": filter.text]),
                    count: left - values.errorCount))
        }
        return rows.map { Int32(truncatingIfNeeded: $0) }
    }

    /// Which lines must have a counterpart; nil for all.
    private mutating func expected(
        _ term: PolicyTerm, _ values: TermValues, _ side: ComparisonSide, _ table: RegisterTable
    ) -> [Bool]? {
        guard case .flags(let flags) = values.storage else {
            note(values, term, side, table)
            return nil
        }
        return flags.indices.map { flags[$0] && values.has($0) }
    }

    /// Notes a term without values, and lines for which it could not be computed.
    private mutating func note(
        _ values: TermValues, _ term: PolicyTerm, _ side: ComparisonSide, _ table: RegisterTable
    ) {
        if values.isAbsent, table.rowCount > 0 {
            notChecked.append(
                NotChecked(
                    Reason(.termAbsent, ["register": side.register, "term": term.text]), count: table.rowCount
                ))
        } else if values.errorCount > 0 {
            notChecked.append(
                NotChecked(
                    Reason(.termError, ["register": side.register, "term": term.text]),
                    count: values.errorCount))
        }
    }

    // MARK: Groups

    private func groups(_ values: (ours: TermValues, theirs: TermValues)?, _ counts: (Int, Int)) -> (
        codes: (ours: [Int32], theirs: [Int32]), names: [String]
    ) {
        guard let grouping = comparison.grouping, let values else {
            return (
                (
                    [Int32](repeating: 0, count: counts.0), [Int32](repeating: 0, count: counts.1)
                ), [""]
            )
        }
        let left = Self.texts(values.ours, counts.0)
        let right = Self.texts(values.theirs, counts.1)
        // Each distinct spelling is folded once; the name of a group is the spelling that sorts first, ours before theirs.
        var folded: [String: Int] = [:]
        var names: [(rank: Int, text: String)] = []
        func codes(_ side: (codes: [UInt32], source: TextSource, isValid: [Bool]?), rank: Int) -> [Int32] {
            var known = [Int32](repeating: -1, count: side.source.count)
            func code(of text: String) -> Int32 {
                let key = grouping.isParty ? parties.fold(text) : HeaderFolding.foldKey(text)
                let given = grouping.isParty ? parties.name(ofFolded: key) : nil
                let name = (rank: given == nil ? rank : -1, text: given ?? text)
                if let index = folded[key] {
                    if (name.rank, name.text.count, name.text)
                        < (names[index].rank, names[index].text.count, names[index].text)
                    {
                        names[index] = name
                    }
                    return Int32(index)
                }
                folded[key] = names.count
                names.append(name)
                return Int32(names.count - 1)
            }
            return side.codes.indices.map { line in
                guard side.isValid?[line] ?? true else { return code(of: "") }
                let own = Int(side.codes[line])
                if known[own] < 0 { known[own] = code(of: side.source[own]) }
                return known[own]
            }
        }
        let ours = codes(left, rank: 0)
        let theirs = codes(right, rank: 1)
        // Groups are numbered in the order of their names, so that the order of rows does not matter.
        let order = names.indices.sorted { names[$0].text < names[$1].text }
        var number = [Int32](repeating: 0, count: names.count)
        for (place, index) in order.enumerated() { number[index] = Int32(place) }
        return (
            (ours.map { number[Int($0)] }, theirs.map { number[Int($0)] }), order.map { names[$0].text }
        )
    }

    /// Values of any kind as texts.
    private static func texts(_ values: TermValues, _ count: Int) -> (
        codes: [UInt32], source: TextSource, isValid: [Bool]?
    ) {
        func listed(_ bits: [Int64], _ text: (Int64) -> String) -> (
            codes: [UInt32], source: TextSource, isValid: [Bool]?
        ) {
            var table = IntTable(capacity: 64)
            let codes = bits.map { UInt32(bitPattern: table.insert(UInt64(bitPattern: $0))) }
            return (codes, .list(table.keys.map { text(Int64(bitPattern: $0)) }), values.isValid)
        }
        switch values.storage {
        case .absent:
            return (
                [UInt32](repeating: 0, count: count), .list([""]), [Bool](repeating: false, count: count)
            )
        case .text(let codes, let source): return (codes, source, values.isValid)
        case .fixed(let units, let scale):
            return listed(units) { ExactDecimal(units: $0, scale: scale).normalized.description }
        case .days(let days):
            return listed(days) { LineValue.day(CivilDay(daysSince1970: Int($0))).text }
        case .months(let months):
            return listed(months) { LineValue.month(year: Int($0) / 12, month: Int($0) % 12 + 1).text }
        case .flags(let flags):
            return (flags.map { $0 ? 1 : 0 }, .list(["否", "是"]), values.isValid)
        }
    }

    // MARK: Keys

    private func keys(_ ours: TermValues, _ theirs: TermValues, _ key: MatchKey, _ counts: (Int, Int)) -> (
        LineKeys, LineKeys
    ) {
        let (left, right) = (Self.texts(ours, counts.0), Self.texts(theirs, counts.1))
        let fold: ((String) -> String)? = key.isParty ? { parties.fold($0) } : nil
        var codes = SharedCodes.texts((left.codes, left.source), (right.codes, right.source), fold: fold)
        Self.mask(&codes.ours, left.isValid)
        Self.mask(&codes.theirs, right.isValid)
        return (
            LineKeys(codes: codes.ours, texts: LineTexts(codes: left.codes, source: left.source)),
            LineKeys(codes: codes.theirs, texts: LineTexts(codes: right.codes, source: right.source))
        )
    }

    private static func mask(_ codes: inout [Int32], _ isValid: [Bool]?) {
        guard let isValid else { return }
        for line in codes.indices where !isValid[line] { codes[line] = -1 }
    }

    // MARK: Values

    /// Why a term is masked where it is shown; nil when it is not.
    private static func sensitivity(_ term: PolicyTerm?, _ table: RegisterTable) -> Sensitivity? {
        guard case .column(let name) = term else { return nil }
        return table.register[name]?.sensitivity
    }

    private func values(
        _ ours: TermValues?, _ theirs: TermValues?, _ rule: ValueRule, _ ourSensitivity: Sensitivity? = nil,
        _ theirSensitivity: Sensitivity? = nil
    ) -> (LineValues?, LineValues?) {
        switch rule.kind {
        case .money, .number:
            let scale = max(Self.scale(ours), Self.scale(theirs))
            return (
                ours.flatMap { Self.numbers($0, rule.kind, scale) },
                theirs.flatMap { Self.numbers($0, rule.kind, scale) }
            )
        case .date: return (ours.flatMap(Self.days), theirs.flatMap(Self.days))
        case .month: return (ours.flatMap(Self.months), theirs.flatMap(Self.months))
        case .text, .party:
            let none = TermValues(storage: .absent)
            let (left, right) = (Self.texts(ours ?? none, 0), Self.texts(theirs ?? none, 0))
            let fold: (String) -> String =
                rule.kind == .party ? { parties.fold($0) } : { HeaderFolding.foldKey($0) }
            let codes = SharedCodes.texts((left.codes, left.source), (right.codes, right.source), fold: fold)
            func side(
                _ given: TermValues?, _ codes: [Int32],
                _ texts: (codes: [UInt32], source: TextSource, isValid: [Bool]?), _ sensitivity: Sensitivity?
            ) -> LineValues? {
                guard let given, !given.isAbsent else { return nil }
                return LineValues(
                    kind: rule.kind, bits: codes.map(Int64.init), scale: 0, isValid: texts.isValid,
                    texts: LineTexts(codes: texts.codes, source: texts.source, sensitivity: sensitivity))
            }
            return (
                side(ours, codes.ours, left, ourSensitivity),
                side(theirs, codes.theirs, right, theirSensitivity)
            )
        }
    }

    private static func scale(_ values: TermValues?) -> Int {
        if case .fixed(_, let scale) = values?.storage { return scale }
        return 0
    }

    private static func numbers(_ values: TermValues, _ kind: ValueRule.Kind, _ scale: Int) -> LineValues? {
        guard case .fixed(let units, let own) = values.storage else { return nil }
        if own == scale {
            return LineValues(kind: kind, bits: units, scale: scale, isValid: values.isValid)
        }
        var bits = units
        var isValid = values.isValid
        for line in units.indices {
            if let moved = Rescale.units(units[line], from: own, to: scale) {
                bits[line] = moved
            } else {
                if isValid == nil { isValid = Array(repeating: true, count: units.count) }
                isValid?[line] = false
                bits[line] = 0
            }
        }
        return LineValues(kind: kind, bits: bits, scale: scale, isValid: isValid)
    }

    private static func days(_ values: TermValues) -> LineValues? {
        guard case .days(let days) = values.storage else { return nil }
        return LineValues(kind: .date, bits: days, scale: 0, isValid: values.isValid)
    }

    private static func months(_ values: TermValues) -> LineValues? {
        switch values.storage {
        case .months(let months):
            return LineValues(kind: .month, bits: months, scale: 0, isValid: values.isValid)
        case .days(let days):
            let months = days.map { day in
                let civil = CivilDay(daysSince1970: Int(day))
                return Int64(civil.year * 12 + civil.month - 1)
            }
            return LineValues(kind: .month, bits: months, scale: 0, isValid: values.isValid)
        case .text(let codes, let source):
            // `2026-03`, as formulas have months.
            let known = (0..<source.count).map { code -> Int64? in
                let parts = source[code].split(separator: "-")
                guard parts.count == 2, let year = Int64(parts[0]), let month = Int64(parts[1]),
                    (1...9999).contains(year), (1...12).contains(month)
                else { return nil }
                return year * 12 + month - 1
            }
            let months = codes.map { known[Int($0)] }
            return LineValues(
                kind: .month, bits: months.map { $0 ?? 0 }, scale: 0,
                isValid: months.indices.map { months[$0] != nil && values.has($0) })
        default: return nil
        }
    }

    // MARK: Measure

    /// The amounts of both sides at one scale, with the sign of the side; the parts are brought to the same scale.
    private mutating func measure(
        _ values: (ours: TermValues, theirs: TermValues?)?, _ ourTable: RegisterTable,
        _ theirTable: RegisterTable, _ ourValues: inout [LineValues?], _ theirValues: inout [LineValues?]
    ) -> (ours: LineValues?, theirs: LineValues?, scale: Int) {
        guard let measure = comparison.measure, let (left, right) = values else { return (nil, nil, 0) }
        let kind: ValueRule.Kind = measure.isMoney ? .money : .number
        note(left, measure.ours, comparison.ours, ourTable)
        if let right, let term = measure.theirs { note(right, term, comparison.theirs, theirTable) }
        noteBlank(left, measure.ours, comparison.ours)
        if let right, let term = measure.theirs { noteBlank(right, term, comparison.theirs) }
        // Half a measure is none: everything would seem to be missing on the other side.
        if left.isAbsent || right?.isAbsent == true { return (nil, nil, 0) }
        var scale = max(Self.scale(left), Self.scale(right))
        let parts = rules.indices.filter { measure.parts.contains(rules[$0].name) }
        for part in parts {
            scale = max(scale, ourValues[part]?.scale ?? 0, theirValues[part]?.scale ?? 0)
        }
        for part in parts {
            ourValues[part] = ourValues[part].flatMap { Self.moved($0, to: scale) }
            theirValues[part] = theirValues[part].flatMap { Self.moved($0, to: scale) }
        }
        return (
            Self.numbers(left, kind, scale).map { Self.signed($0, comparison.ours.sign) },
            right.flatMap { Self.numbers($0, kind, scale) }.map { Self.signed($0, comparison.theirs.sign) },
            scale
        )
    }

    /// Notes lines without an amount, which count as nothing.
    private mutating func noteBlank(_ values: TermValues, _ term: PolicyTerm, _ side: ComparisonSide) {
        let blanks = (values.isValid?.reduce(0) { $0 + ($1 ? 0 : 1) } ?? 0) - values.errorCount
        guard blanks > 0, !values.isAbsent else { return }
        notChecked.append(
            NotChecked(Reason(.amountBlank, ["register": side.register, "term": term.text]), count: blanks))
    }

    private static func moved(_ values: LineValues, to scale: Int) -> LineValues? {
        values.scale == scale
            ? values
            : numbers(
                TermValues(storage: .fixed(values.bits, scale: values.scale), isValid: values.isValid),
                values.kind,
                scale)
    }

    private static func signed(_ values: LineValues, _ sign: Int) -> LineValues {
        guard sign < 0 else { return values }
        return LineValues(
            kind: values.kind, bits: values.bits.map { 0 &- $0 }, scale: values.scale,
            isValid: values.isValid)
    }
}
