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

    /// Gives hits, which are in order, their statuses, and settles what each costs.
    mutating func settle(_ hits: [Hit]) {
        for hit in hits { decide(hit) }
        combineRecords(hits)
        combineCases(hits)
        escalate(hits)
        cap(hits)
    }

    private mutating func decide(_ hit: Hit) {
        if hit.isCandidate { hit.violation.status = .candidate }
        if let decision = decisions[hit.violation.id] { hit.violation.status = decision }
        for waiver in waivers where waiver.covers(hit.violation) {
            let day = hit.violation.date.daysSince1970
            if day < waiver.from?.daysSince1970 ?? .min { continue }
            if day <= waiver.until.daysSince1970 {
                hit.violation.status = .waived
            } else {
                let finding = Finding(
                    .waiverExpired, .warning, at: Origin(file: ""),
                    values: [
                        "rule": hit.violation.rule, "key": waiver.key ?? waiver.person ?? waiver.group ?? "*",
                        "until": waiver.until.iso8601,
                    ])
                if !findings.contains(finding) { findings.append(finding) }
            }
        }
        if !hit.violation.status.isPriced { hit.unprice() }
    }

    /// Whether one price is heavier than another: by fine, then points, then consequences.
    private static func isHeavier(_ left: Hit, _ right: Hit) -> Bool {
        let (left, right) = (left.violation, right.violation)
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
    private func combineRecords(_ hits: [Hit]) {
        struct Record: Hashable {
            var clause: String
            var register: String
            var key: String
            var file: String
            var sheet: String
            var row: Int
        }
        var groups: [Record: [Hit]] = [:]
        for hit in hits where hit.price != nil && hit.violation.group.isEmpty {
            let violation = hit.violation
            guard !violation.clause.isEmpty, let origin = violation.origins.first, let row = origin.row else {
                continue
            }
            let record = Record(
                clause: violation.clause, register: violation.register, key: violation.key, file: origin.file,
                sheet: origin.sheet ?? "", row: row)
            groups[record, default: []].append(hit)
        }
        keepHeaviest(groups.values.filter { $0.count > 1 }, mergesCells: true)
    }

    /// One priced line for each case.
    private func combineCases(_ hits: [Hit]) {
        guard mode.sameCase == .heaviest else { return }
        var groups: [String: [Hit]] = [:]
        for hit in hits where hit.price != nil {
            guard let text = hit.caseKey, !text.isEmpty else { continue }
            let clause = hit.violation.clause
            let document =
                mode.crossPolicy == .heaviest
                ? "" : clause.isEmpty ? hit.pack ?? "" : PolicyClause.document(of: clause)
            let kind = hit.price?.isReward == true ? "+" : "-"
            groups[
                [kind, document, hit.violation.person, text].joined(separator: "\u{1F}"), default: []
            ].append(hit)
        }
        keepHeaviest(groups.values.filter { $0.count > 1 }, mergesCells: false)
    }

    private func keepHeaviest(_ groups: [[Hit]], mergesCells: Bool) {
        for group in groups {
            guard let heaviest = group.min(by: Self.isHeavier) else { continue }
            for hit in group where hit !== heaviest {
                if mergesCells { merge(hit.violation.origins, into: &heaviest.violation.origins) }
                hit.unprice()
                hit.violation.effects = ["same-case:" + heaviest.violation.id]
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
    private func repetitions(_ hits: [Hit], _ span: (Hit) -> PeriodGrain?) -> [[Hit]] {
        var groups: [String: [Hit]] = [:]
        for hit in hits where hit.price != nil {
            guard let grain = span(hit), hit.violation.person != RuleRun.nobody else { continue }
            let violation = hit.violation
            let what =
                hit.hasOwnPrice || violation.clause.isEmpty ? "rule " + violation.rule : violation.clause
            let period = PeriodSpan(grain, containing: violation.date.daysSince1970).label
            groups[[what, violation.person, period].joined(separator: "\u{1F}"), default: []].append(hit)
        }
        return groups.values.map { group in
            group.sorted { a, b in
                (a.violation.date.daysSince1970, a.violation.id)
                    < (b.violation.date.daysSince1970, b.violation.id)
            }
        }
    }

    private func escalate(_ hits: [Hit]) {
        for group in repetitions(hits, { $0.steps.isEmpty ? nil : .month }) {
            for (number, hit) in group.enumerated() {
                guard let step = hit.steps.last(where: { $0.from <= number + 1 }) else { continue }
                if let points = step.points { hit.violation.points = points }
                if let fine = step.fine { hit.violation.fine = fine }
            }
        }
    }

    private func cap(_ hits: [Hit]) {
        func grain(_ hit: Hit) -> PeriodGrain? {
            hit.price?.cap.flatMap { PeriodGrain(rawValue: $0.per.rawValue) }
        }
        for group in repetitions(hits, grain) {
            guard let cap = group[0].price?.cap else { continue }
            var (points, fine) = (ExactDecimal.zero, ExactDecimal.zero)
            for (number, hit) in group.enumerated() {
                if let count = cap.count, number >= count {
                    hit.unprice()
                    hit.violation.effects = ["capped"]
                    continue
                }
                let before = (hit.violation.points, hit.violation.fine)
                if let most = cap.points {
                    hit.violation.points = Self.limited(before.0, most, &points)
                }
                if let most = cap.fine { hit.violation.fine = Self.limited(before.1, most, &fine) }
                if before != (hit.violation.points, hit.violation.fine) {
                    hit.violation.effects.append("capped")
                }
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
