import Formulas
import Reconciliation
import Rules
import Spreadsheet

/// Makes the charts of a page.
struct PageCharts {
    /// How many bars a chart has before the rest is put together.
    private static let mostBars = 10

    let input: ReportInput
    let words: Words
    let vocabulary: Vocabulary
    /// What is charted, by place: no rewards, nothing that was let pass.
    private let charted: [Int]
    private let legend: (solid: String, hatched: String)?

    init(_ input: ReportInput) {
        self.input = input
        words = Words(language: input.language)
        vocabulary = Vocabulary(words: words)
        let violations = input.rules.violations
        charted = violations.indices.filter {
            violations[$0].points <= .zero && violations[$0].status != .waived
        }
        legend =
            charted.contains { violations[$0].status == .candidate }
            ? (words("已确认", "Confirmed"), words("待核实", "Candidates")) : nil
    }

    /// All charts that have something to show.
    var all: [PageChart] {
        [byKind, byPerson, byDay, money, rates, ages, figures, scores].compactMap { $0 }
    }

    // MARK: - Violations

    private var byKind: PageChart? {
        counted("kind", words("违规按种类", "Violations by kind"), words("规则", "Rule"), by: { $0.rule }) {
            input.policy.title(ofRule: $0, input.language)
        }
    }

    private var byPerson: PageChart? {
        counted("person", words("违规按人员", "Violations by person"), words("人员", "Person"), by: { $0.person }) {
            vocabulary.person($0)
        }
    }

    private func counted(
        _ id: String, _ name: String, _ label: String, by key: (Violation) -> String,
        shown: (String) -> String
    ) -> PageChart? {
        // Counted by the code of the text, shown and put together once for each.
        var texts = TextDictionary()
        var countsOfTexts: [(solid: Int, hatched: Int)] = []
        for index in charted {
            let code = Int(texts.code(of: key(input.rules.violations[index])))
            if code == countsOfTexts.count { countsOfTexts.append((0, 0)) }
            if input.rules.violations[index].status == .candidate {
                countsOfTexts[code].hatched += 1
            } else {
                countsOfTexts[code].solid += 1
            }
        }
        var counts: [String: (solid: Int, hatched: Int)] = [:]
        for (code, count) in countsOfTexts.enumerated() {
            let name = shown(texts[UInt32(code)])
            counts[name, default: (0, 0)].solid += count.solid
            counts[name, default: (0, 0)].hatched += count.hatched
        }
        let sorted = counts.sorted { left, right in
            let (a, b) = (left.value.solid + left.value.hatched, right.value.solid + right.value.hatched)
            return a != b ? a > b : left.key < right.key
        }
        guard let first = sorted.first else { return nil }
        let most = Double(first.value.solid + first.value.hatched)
        var bars = sorted.prefix(Self.mostBars).map { entry in
            PageChart.Bar(
                label: entry.key, value: ReportText.grouped(entry.value.solid + entry.value.hatched),
                length: Double(entry.value.solid) / most, hatched: Double(entry.value.hatched) / most)
        }
        let rest = sorted.dropFirst(Self.mostBars)
        if !rest.isEmpty {
            let sum = rest.reduce(0) { $0 + $1.value.solid + $1.value.hatched }
            // No bar: it would be the longest without being one thing.
            bars.append(
                PageChart.Bar(
                    label: words("其余 \(rest.count) 项", "\(rest.count) more"), value: ReportText.grouped(sum),
                    length: 0))
        }
        var chart = PageChart(id: id, name: name)
        chart.bars = bars
        chart.legend = legend
        chart.heads = (label, words("条数", "Count"))
        return chart
    }

    private var byDay: PageChart? {
        let (year, month) = input.period
        let first = CivilDay(year: year, month: month, day: 1).daysSince1970
        let next =
            month == 12
            ? CivilDay(year: year + 1, month: 1, day: 1) : CivilDay(year: year, month: month + 1, day: 1)
        let length = next.daysSince1970 - first
        guard (28...31).contains(length) else { return nil }
        var solid = [Int](repeating: 0, count: length)
        var hatched = solid
        var others = 0
        for place in charted {
            let index = input.rules.violations[place].date.daysSince1970 - first
            guard solid.indices.contains(index) else {
                others += 1
                continue
            }
            if input.rules.violations[place].status == .candidate {
                hatched[index] += 1
            } else {
                solid[index] += 1
            }
        }
        guard let most = zip(solid, hatched).map(+).max(), most > 0 else { return nil }
        var chart = PageChart(id: "day", name: words("违规按日", "Violations by day"), isWide: true)
        chart.columns = solid.indices.map { index in
            PageChart.Column(
                label: String(index + 1),
                hint: words.labelled(
                    words("\(month)月\(index + 1)日", "Day \(index + 1)"),
                    ReportText.grouped(solid[index] + hatched[index])),
                count: solid[index], hatched: hatched[index],
                isLabelled: index == 0 || (index + 1) % 5 == 0 && index + 1 <= 30)
        }
        let worst = solid.indices.filter { solid[$0] + hatched[$0] == most }.map { String($0 + 1) }
        chart.summary = words(
            "\(words.month(year, month))每日违规条数；最多的是 \(words.list(worst)) 日，\(most) 条。",
            "Violations on each day of \(words.month(year, month)); most on day \(words.list(worst)): \(most)."
        )
        chart.legend = legend
        if others > 0 {
            chart.note = words(
                "另有 \(others) 条不在本月之内，不在图中。", "\(others) more belong to other months and are not shown.")
        }
        return chart
    }

    private var ages: PageChart? {
        var counts = [Int](repeating: 0, count: 5)
        for place in charted where input.rules.violations[place].status != .fixed {
            let violation = input.rules.violations[place]
            let since = input.firstSeen[violation.id] ?? violation.date
            let age = input.asOf.daysSince1970 - since.daysSince1970
            counts[age <= 7 ? 0 : age <= 30 ? 1 : age <= 60 ? 2 : age <= 90 ? 3 : 4] += 1
        }
        guard let most = counts.max(), most > 0 else { return nil }
        let names = [
            words("7 天以内", "Up to 7 days"), words("8–30 天", "8–30 days"), words("31–60 天", "31–60 days"),
            words("61–90 天", "61–90 days"), words("90 天以上", "Over 90 days"),
        ]
        var chart = PageChart(id: "age", name: words("未了结问题的账龄", "Age of what is open"))
        chart.note = words(
            "从首次发现（没有记录的从发生日）到截至日。", "From the day it was first seen, or else happened, to the as-of date.")
        chart.bars = zip(names, counts).map { name, count in
            PageChart.Bar(label: name, value: ReportText.grouped(count), length: Double(count) / Double(most))
        }
        chart.heads = (words("账龄", "Age"), words("条数", "Count"))
        return chart
    }

    // MARK: - Reconciliations

    private var money: PageChart? {
        var sums: [String: ExactDecimal] = [:]
        for result in input.reconciliations where !result.isRefused && result.bridge.isMoney {
            for line in result.bridge.lines where line.kind != .tolerance {
                let name =
                    line.cause.map { vocabulary.cause($0, result.definition) }
                    ?? vocabulary.step(line, of: result)
                // A sum that does not fit is left out; the headline number says so.
                guard let sum = (sums[name] ?? .zero).adding(line.amount.magnitude) else { continue }
                sums[name] = sum
            }
        }
        let sorted = sums.filter { $0.value > .zero }
            .sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
        guard let most = sorted.first?.value.double else { return nil }
        var chart = PageChart(id: "money", name: words("待查金额", "Money at risk"))
        chart.note = words("各项差异不论正负的合计，单位：元。", "What differs, whatever its direction, in CNY.")
        chart.bars = sorted.prefix(12).map { entry in
            PageChart.Bar(
                label: entry.key, value: ReportText.grouped(ReportText.money(entry.value)),
                length: entry.value.double / most, tone: "fill-warn")
        }
        chart.heads = (words("原因", "Cause"), words("金额（元）", "Amount (CNY)"))
        return chart
    }

    private var rates: PageChart? {
        let rated = input.reconciliations.compactMap { result -> (ReconciliationResult, Int, Int)? in
            let rate = result.matchRate
            guard !result.isRefused, let permille = rate.permille else { return nil }
            return (result, permille, rate.lines)
        }
        .sorted { $0.1 != $1.1 ? $0.1 < $1.1 : vocabulary.name(of: $0.0) < vocabulary.name(of: $1.0) }
        guard !rated.isEmpty else { return nil }
        var chart = PageChart(id: "rate", name: words("对账一致率", "Match rates"))
        chart.bars = rated.prefix(12).map { result, permille, lines in
            PageChart.Bar(
                label: vocabulary.name(of: result), sublabel: "×" + ReportText.grouped(lines),
                value: ReportText.percent(permille: permille), length: Double(permille) / 1000,
                tone: permille == 1000 ? "fill-good" : "solid")
        }
        chart.note =
            words("按双方行数。", "Of the lines of both sides.")
            + (rated.count > 12 ? words("最低的 12 个。", " The lowest 12.") : "")
        chart.heads = (words("对账", "Reconciliation"), words("一致率", "Match rate"))
        return chart
    }

    // MARK: - People

    /// A figure as it is shown.
    static func shown(_ value: FormulaValue, _ unit: KPIValue.Unit, _ words: Words) -> String {
        guard case .number = value else { return value.shown.isEmpty ? "–" : value.shown }
        switch unit {
        case .percent:
            guard let permille = value.exact(decimals: 3)?.double, permille.magnitude < 1e6 else {
                return value.shown
            }
            return ReportText.percent(permille: Int((permille * 1000).rounded()))
        case .money:
            return value.exact(decimals: 2).map { ReportText.grouped(ReportText.money($0)) } ?? value.shown
        case .days: return (value.exact(decimals: 2)?.description ?? value.shown) + words(" 天", " d")
        case .hours: return (value.exact(decimals: 2)?.description ?? value.shown) + words(" 小时", " h")
        case .number, .count:
            return value.exact(decimals: 2).map { ReportText.grouped($0.description) } ?? value.shown
        }
    }

    private var figures: PageChart? {
        let shown = input.rules.kpis.filter { $0.person.isEmpty && $0.target != nil }.prefix(12)
        let bars = shown.compactMap { figure -> PageChart.Bar? in
            guard let target = figure.target, let goal = target.exact(decimals: 6)?.double,
                let actual = figure.value.exact(decimals: 6)?.double, case .number = figure.value,
                actual >= 0,
                goal >= 0, max(actual, goal) > 0
            else { return nil }
            let scale = max(actual, goal) * 1.1
            return PageChart.Bar(
                label: input.policy.title(ofRule: figure.rule, input.language),
                sublabel: figure.key.isEmpty ? nil : figure.key,
                value: Self.shown(figure.value, figure.unit, words) + " / "
                    + Self.shown(target, figure.unit, words),
                length: actual / scale, tone: figure.isMet == false ? "fill-bad" : "solid", mark: goal / scale
            )
        }
        guard !bars.isEmpty else { return nil }
        var chart = PageChart(id: "figures", name: words("指标与目标", "Key figures against targets"))
        chart.note = words("实际 / 目标；竖线为目标。", "Actual / target; the line is the target.")
        chart.bars = bars
        chart.heads = (words("指标", "Figure"), words("实际 / 目标", "Actual / target"))
        return chart
    }

    private var scores: PageChart? {
        let scores = input.rules.performance.compactMap { row -> Double? in
            guard case .number? = row.score else { return nil }
            return row.score?.exact(decimals: 2)?.double
        }
        guard !scores.isEmpty else { return nil }
        let names = ["<60", "60–69", "70–79", "80–89", "90–99", "≥100"]
        var counts = [Int](repeating: 0, count: names.count)
        for score in scores { counts[score < 60 ? 0 : score >= 100 ? 5 : Int(score / 10) - 5] += 1 }
        var chart = PageChart(id: "scores", name: words("得分分布", "Distribution of scores"))
        chart.note = words("各分数段的人数。", "People in each range.")
        chart.columns = zip(names, counts).map { name, count in
            PageChart.Column(label: name, hint: words.labelled(name, String(count)), count: count)
        }
        chart.summary = words.labelled(
            words("各分数段的人数", "People in each range of scores"),
            words.list(zip(names, counts).map { "\($0) \($1)" }))
        return chart
    }
}
