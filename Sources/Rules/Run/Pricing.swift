import Formulas
import Registers
import Spreadsheet

/// Combines prices: one a record and clause, one a case, more for repetition, no more than the cap.
struct Pricing {
    let mode: TariffMode
    let waivers: [Waiver]
    let decisions: [String: ViolationStatus]
    let asOf: CivilDay
    /// Waivers that would have applied but have ended.
    private(set) var findings: [Finding] = []

    init(_ policy: Policy, _ context: RunContext) {
        mode = policy.tariff
        waivers = policy.waivers
        decisions = context.decisions
        asOf = context.asOf
    }

    /// Puts hits in order, gives them identities and statuses, and settles what each costs.
    mutating func settle(_ hits: inout [Hit]) {
        let order = hits.map { Self.order($0) }
        hits = hits.indices.sorted { order[$0] < order[$1] }.map { hits[$0] }
        identify(&hits)
        for index in hits.indices { decide(&hits[index]) }
        combineRecords(&hits)
        combineCases(&hits)
        escalate(&hits)
        cap(&hits)
    }

    private struct Order: Comparable {
        var rule: Int
        var texts: [String]

        static func < (left: Order, right: Order) -> Bool {
            left.rule == right.rule
                ? left.texts.lexicographicallyPrecedes(right.texts) : left.rule < right.rule
        }
    }

    /// The order of the report: by rule and key; the place in the file comes last, so that the order of rows matters only
    /// between rows that are alike.
    private static func order(_ hit: Hit) -> Order {
        let origin = hit.origins.first
        let row = String(origin?.row ?? 0)
        return Order(
            rule: hit.ruleIndex,
            texts: [
                hit.key, hit.group, hit.clause, hit.date.iso8601, hit.person, hit.messages.chinese,
                origin?.file ?? "", origin?.sheet ?? "",
                String(repeating: "0", count: max(0, 10 - row.count)) + row,
            ])
    }

    /// Gives each hit its identity: a digest of rule, register, key and group; of several alike the later ones a
    /// number.
    private func identify(_ hits: inout [Hit]) {
        var seen: [String: Int] = [:]
        for index in hits.indices {
            let hit = hits[index]
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in [hit.rule.id, hit.register, hit.key, hit.group].joined(separator: "\u{1F}").utf8 {
                hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            }
            let digits = String(hash, radix: 16)
            let id = hit.rule.id + "-" + String(repeating: "0", count: 16 - digits.count) + digits
            let count = (seen[id] ?? 0) + 1
            seen[id] = count
            hits[index].id = count == 1 ? id : "\(id)-\(count)"
        }
    }

    private mutating func decide(_ hit: inout Hit) {
        if hit.isCandidate { hit.status = .candidate }
        if let decision = decisions[hit.id] { hit.status = decision }
        let violation = hit.violation
        for waiver in waivers where waiver.covers(violation) {
            let day = hit.date.daysSince1970
            if day < waiver.from?.daysSince1970 ?? .min { continue }
            if day <= waiver.until.daysSince1970 {
                hit.status = .waived
            } else {
                let finding = Finding(
                    .waiverExpired, .warning, at: Origin(file: ""),
                    values: [
                        "rule": hit.rule.id, "key": waiver.key ?? waiver.person ?? waiver.group ?? "*",
                        "until": waiver.until.iso8601,
                    ])
                if !findings.contains(finding) { findings.append(finding) }
            }
        }
        if !hit.status.isPriced { unprice(&hit) }
    }

    private func unprice(_ hit: inout Hit) {
        hit.price = nil
        hit.points = .zero
        hit.fine = .zero
        hit.effects = []
        hit.steps = []
    }

    /// Whether one price is heavier than another: by fine, then points, then consequences.
    private static func isHeavier(_ left: Hit, _ right: Hit) -> Bool {
        if left.fine != right.fine { return left.fine > right.fine }
        let (a, b) = (magnitude(left.points), magnitude(right.points))
        if a != b { return a > b }
        if left.effects.count != right.effects.count { return left.effects.count > right.effects.count }
        return left.id < right.id
    }

    private static func magnitude(_ points: ExactDecimal) -> ExactDecimal {
        points < .zero ? points.negated : points
    }

    /// One priced line for each clause and record.
    private func combineRecords(_ hits: inout [Hit]) {
        var groups: [String: [Int]] = [:]
        for index in hits.indices where hits[index].price != nil && hits[index].group.isEmpty {
            let hit = hits[index]
            guard !hit.clause.isEmpty, let origin = hit.origins.first, let row = origin.row else { continue }
            let place = [hit.key, origin.file, origin.sheet ?? "", String(row)]
            groups[([hit.clause, hit.register] + place).joined(separator: "\u{1F}"), default: []].append(
                index)
        }
        keepHeaviest(groups.values.filter { $0.count > 1 }, &hits, mergesCells: true)
    }

    /// One priced line for each case.
    private func combineCases(_ hits: inout [Hit]) {
        guard mode.sameCase == .heaviest else { return }
        var groups: [String: [Int]] = [:]
        for index in hits.indices where hits[index].price != nil {
            let hit = hits[index]
            guard let text = hit.caseKey, !text.isEmpty else { continue }
            let document =
                mode.crossPolicy == .heaviest
                ? "" : hit.clause.isEmpty ? hit.rule.pack ?? "" : PolicyClause.document(of: hit.clause)
            let kind = hit.price?.isReward == true ? "+" : "-"
            groups[[kind, document, hit.person, text].joined(separator: "\u{1F}"), default: []].append(index)
        }
        keepHeaviest(groups.values.filter { $0.count > 1 }, &hits, mergesCells: false)
    }

    private func keepHeaviest(_ groups: [[Int]], _ hits: inout [Hit], mergesCells: Bool) {
        for group in groups {
            guard let heaviest = group.min(by: { Self.isHeavier(hits[$0], hits[$1]) }) else { continue }
            for index in group where index != heaviest {
                if mergesCells { merge(hits[index].origins, into: &hits[heaviest].origins) }
                unprice(&hits[index])
                hits[index].effects = ["same-case:" + hits[heaviest].id]
            }
        }
    }

    private func merge(_ more: [RecordOrigin], into origins: inout [RecordOrigin]) {
        guard !origins.isEmpty, let other = more.first else { return }
        var pairs = Array(zip(origins[0].cells, origins[0].columns))
        for (cell, column) in zip(other.cells, other.columns) where !origins[0].cells.contains(cell) {
            pairs.append((cell, column))
        }
        pairs.sort { $0.0 < $1.0 }
        origins[0].cells = pairs.map(\.0)
        origins[0].columns = pairs.map(\.1)
    }

    // MARK: Repetition

    /// The hits of each person, clause and span of time, each in order of days.
    private func repetitions(
        _ hits: [Hit], _ span: (Hit) -> PeriodGrain?
    ) -> [[Int]] {
        var groups: [String: [Int]] = [:]
        for index in hits.indices where hits[index].price != nil && hits[index].person != RuleRun.nobody {
            let hit = hits[index]
            guard let grain = span(hit) else { continue }
            let what = hit.rule.prices[""] != nil || hit.clause.isEmpty ? "rule " + hit.rule.id : hit.clause
            let period = PeriodSpan(grain, containing: hit.date.daysSince1970).label
            groups[[what, hit.person, period].joined(separator: "\u{1F}"), default: []].append(index)
        }
        return groups.values.map { group in
            group.sorted { a, b in
                (hits[a].date.daysSince1970, hits[a].id) < (hits[b].date.daysSince1970, hits[b].id)
            }
        }
    }

    private func escalate(_ hits: inout [Hit]) {
        for group in repetitions(hits, { $0.steps.isEmpty ? nil : .month }) {
            for (number, index) in group.enumerated() {
                guard let step = hits[index].steps.last(where: { $0.from <= number + 1 }) else { continue }
                if let points = step.points { hits[index].points = points }
                if let fine = step.fine { hits[index].fine = fine }
            }
        }
    }

    private func cap(_ hits: inout [Hit]) {
        func grain(_ hit: Hit) -> PeriodGrain? {
            hit.price?.cap.flatMap { PeriodGrain(rawValue: $0.per.rawValue) }
        }
        for group in repetitions(hits, grain) {
            guard let cap = hits[group[0]].price?.cap else { continue }
            var (points, fine) = (ExactDecimal.zero, ExactDecimal.zero)
            for (number, index) in group.enumerated() {
                if let count = cap.count, number >= count {
                    unprice(&hits[index])
                    hits[index].effects = ["capped"]
                    continue
                }
                let before = (hits[index].points, hits[index].fine)
                if let most = cap.points {
                    hits[index].points = Self.limited(hits[index].points, most, &points)
                }
                if let most = cap.fine { hits[index].fine = Self.limited(hits[index].fine, most, &fine) }
                if before != (hits[index].points, hits[index].fine) { hits[index].effects.append("capped") }
            }
        }
    }

    /// An amount as far as the sum of magnitudes leaves room for it.
    private static func limited(_ amount: ExactDecimal, _ most: ExactDecimal, _ sum: inout ExactDecimal)
        -> ExactDecimal
    {
        let room = most.adding(sum.negated) ?? .zero
        let size = magnitude(amount)
        let taken = size <= room ? size : max(room, .zero)
        sum = sum.adding(taken) ?? sum
        return amount < .zero ? taken.negated : taken
    }
}

extension Hit {
    /// The finished violation.
    var violation: Violation {
        Violation(
            id: id, rule: rule.id, clause: clause, severity: severity, register: register, origins: origins,
            key: key, group: group, person: person, department: department, points: points, fine: fine,
            effects: effects, date: date, status: status, values: values, expected: expected,
            messages: messages)
    }
}
