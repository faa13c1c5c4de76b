import Spreadsheet

/// Looks for values that point into another register and do not arrive, and for names that are no employee's.
///
/// What is found is a finding of the pointing row; the row counts all the same.
public struct ReferenceChecker: Sendable {
    private let set: RegisterSet
    private let people: PersonResolver
    /// How many cells of one column are listed; the rest is counted.
    private let limit: Int

    /// Makes a checker.
    public init(_ set: RegisterSet, people: PersonResolver, listing limit: Int = 200) {
        self.set = set
        self.people = people
        self.limit = limit
    }

    /// What is found, by register, foreign key and row.
    ///
    /// - Parameter threads: How many threads are used; the result is the same.
    /// - Returns: The findings.
    public func findings(threads: Int = 2) -> [Finding] {
        let keys = set.tables.keys.sorted().flatMap { name in
            (set[name]?.register.foreignKeys ?? []).map { (name, $0) }
        }
        return Parallel.map(count: keys.count, threads: threads) { index in
            let (name, key) = keys[index]
            return set[name].map { check(key, of: $0) } ?? []
        }.flatMap(\.self)
    }

    private func check(_ key: RegisterSchema.ForeignKey, of table: RegisterTable) -> [Finding] {
        let columns = key.columns.compactMap { table.register.index(of: $0) }
        guard columns.count == key.columns.count, table.rowCount > 0,
            columns.contains(where: { index in
                (0..<table.rowCount).contains { table.columns[index].isValid($0) }
            })
        else { return [] }
        if key.register == "employee", key.targets == ["emp_name"], columns.count == 1 {
            return peopleFindings(columns[0], of: table)
        }
        guard let target = set[key.register] else {
            return [unchecked(key, columns[0], of: table)]
        }
        let targets = key.targets.compactMap { target.register.index(of: $0) }
        let arrivals =
            targets.count == key.targets.count
            ? ReferenceTargets(target, targets).arrivals(from: table, columns)
            : Array(repeating: false, count: table.rowCount)
        return dangling(columns, of: table, target.register, arrivals)
    }

    /// A key that cannot be followed because the other register did not come in.
    private func unchecked(
        _ key: RegisterSchema.ForeignKey, _ column: Int, of table: RegisterTable
    ) -> Finding {
        Finding(
            .referenceUnchecked, .info, at: Self.start(of: table),
            values: [
                "header": table.register.columns[column].header,
                "column": table.register.columns[column].name, "register": table.register.key,
                "target": set.catalogue[key.register]?.chineseName ?? key.register,
            ])
    }

    /// Where findings about a register as a whole are shown: its first file.
    private static func start(of table: RegisterTable) -> Origin {
        Origin(file: table.sources[0].file, sheet: table.sources[0].sheet)
    }

    // MARK: Keys

    private func dangling(
        _ columns: [Int], of table: RegisterTable, _ target: RegisterSchema, _ arrivals: [Bool]
    ) -> [Finding] {
        let column = table.register.columns[columns[0]]
        let rows = arrivals.indices.filter { row in
            !arrivals[row] && columns.allSatisfy { table.columns[$0].isValid(row) }
        }
        return listed(rows, column, of: table) { row in
            Finding(
                .referenceNowhere, .warning, at: table.origin(row: row, column: columns[0]),
                values: [
                    "header": column.header, "column": column.name, "register": table.register.key,
                    "value": shown(table.text(row: row, column: columns[0]), column),
                    "target": target.chineseName,
                ])
        }
    }

    private func shown(_ text: String, _ column: RegisterColumn) -> String {
        String((column.sensitivity.map { Masking.mask(text, as: $0) } ?? text).prefix(80))
    }

    private func listed(
        _ rows: [Int], _ column: RegisterColumn, of table: RegisterTable, _ make: (Int) -> Finding
    ) -> [Finding] {
        var findings = rows.prefix(limit).map(make)
        if rows.count > limit {
            findings.append(
                Finding(
                    .referenceMore, .warning, at: Self.start(of: table),
                    values: [
                        "header": column.header, "column": column.name, "register": table.register.key,
                        "count": String(rows.count), "listed": String(limit),
                    ]))
        }
        return findings
    }

    // MARK: People

    private func peopleFindings(_ index: Int, of table: RegisterTable) -> [Finding] {
        let column = table.register.columns[index]
        guard people.hasRoster else {
            return [
                Finding(
                    .personUnchecked, .info, at: Self.start(of: table),
                    values: [
                        "header": column.header, "column": column.name, "register": table.register.key,
                    ])
            ]
        }
        let days = Self.dayColumn(of: table)
        var outcomes: [PersonKey: PersonResolver.Outcome] = [:]
        var found: [(row: Int, name: String, outcome: PersonResolver.Outcome)] = []
        // The same few names come again and again on the same days.
        var fine: Set<CodeAndDay> = []
        for row in 0..<table.rowCount where table.columns[index].isValid(row) {
            let day = days.flatMap { Self.day($0, row) }
            var asked: CodeAndDay?
            if case .text(let codes, _) = table.columns[index].values {
                let pair = CodeAndDay(code: codes[row], day: day)
                if fine.contains(pair) { continue }
                asked = pair
            }
            let before = found.count
            defer { if let asked, found.count == before { fine.insert(asked) } }
            let text = table.text(row: row, column: index)
            for name in column.type == .list ? Self.names(in: text) : [text] {
                let key = PersonKey(name: name, day: day)
                let outcome = outcomes[key] ?? people.outcome(of: name, on: day)
                outcomes[key] = outcome
                switch outcome {
                case .blank, .employee, .unchecked: break
                case .unknown, .gone, .ambiguous: found.append((row, name, outcome))
                }
            }
        }
        let byRow = Dictionary(found.map { ($0.row, $0) }, uniquingKeysWith: { first, _ in first })
        let rows = found.map(\.row).reduce(into: [Int]()) { if $0.last != $1 { $0.append($1) } }
        return listed(rows, column, of: table) { row in
            let entry = byRow[row]
            return finding(
                entry?.outcome ?? .unknown, shown(entry?.name ?? "", column), column,
                at: table.origin(row: row, column: index), table)
        }
    }

    private struct PersonKey: Hashable {
        var name: String
        var day: Int?
    }

    private struct CodeAndDay: Hashable {
        var code: UInt32
        var day: Int?
    }

    /// The names in a cell that holds several.
    private static func names(in text: String) -> [String] {
        text.split { ",，、;；/\n".contains($0) }.map(String.init)
    }

    private func finding(
        _ outcome: PersonResolver.Outcome, _ name: String, _ column: RegisterColumn, at origin: Origin,
        _ table: RegisterTable
    ) -> Finding {
        var values = [
            "header": column.header, "column": column.name, "register": table.register.key, "value": name,
        ]
        switch outcome {
        case .gone(let place):
            let left = people.employees[place].left.map { CivilDay(daysSince1970: $0) }
            values["day"] = left.map { ColumnConverter.iso($0.daysSince1970, 0) } ?? ""
            return Finding(.personGone, .warning, at: origin, values: values)
        case .ambiguous(let places):
            values["count"] = String(places.count)
            values["numbers"] = places.map { people.employees[$0].number }.joined(separator: "、")
            return Finding(.personAmbiguous, .warning, at: origin, values: values)
        default:
            return Finding(.personUnknown, .warning, at: origin, values: values)
        }
    }

    /// The column that says when a row happened: the first required day or moment.
    private static func dayColumn(of table: RegisterTable) -> RegisterColumnData? {
        let index = table.register.columns.firstIndex {
            $0.need == .required && ($0.type == .date || $0.type == .datetime)
        }
        return index.map { table.columns[$0] }
    }

    private static func day(_ data: RegisterColumnData, _ row: Int) -> Int? {
        guard data.isValid(row) else { return nil }
        switch data.values {
        case .days(let days): return Int(days[row])
        case .moments(let moments): return PersonResolver.day(ofMoment: moments[row])
        default: return nil
        }
    }
}
