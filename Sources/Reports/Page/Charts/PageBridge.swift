import Formulas
import Reconciliation

/// The way from our total to theirs as a chart of steps.
struct PageBridge {
    let result: ReconciliationResult
    let vocabulary: Vocabulary

    /// How many steps are drawn; the smaller ones are put together.
    private static let mostSteps = 10

    private var words: Words { vocabulary.words }

    /// The chart for the template; nil when the totals are too large to be drawn.
    func context(id: String) -> [String: Any]? {
        let bridge = result.bridge
        let steps = shownSteps
        var running = bridge.oursTotal.double
        var levels = [running]
        for step in steps {
            running += step.amount.double
            levels.append(running)
        }
        guard let low = levels.min(), let high = levels.max(), high.isFinite, low.isFinite, high > low else {
            return nil
        }
        // Steps that are small beside the totals would not be seen from zero.
        let start = low > 0 && (high - low) < high * 0.4 ? low - (high - low) * 0.5 : min(0, low)
        let scale = max(high, 0) - start
        guard scale > 0 else { return nil }
        func place(_ value: Double) -> Double { (value - start) / scale * 100 }
        let zero = max(0, start)
        func bar(_ from: Double, _ to: Double) -> [String: Any] {
            let (left, right) = (place(min(from, to)), place(max(from, to)))
            return [
                "x": PageChart.number(left),
                "width": PageChart.number(max(right - left, from == to ? 0 : 0.5)),
            ]
        }
        var rows: [[String: Any]] = []
        func add(
            _ role: String, _ label: String, _ count: Int?, _ value: String, _ tone: String,
            _ bar: [String: Any]
        ) {
            var row = bar
            row["role"] = role
            row["label"] = label
            row["value"] = value
            row["tone"] = tone
            row["zero"] = start < 0
            row["zeroX"] = PageChart.number(place(0))
            if let count { row["sublabel"] = "×" + ReportText.grouped(count) }
            rows.append(row)
        }
        let language = words.language
        add(
            "total", words.labelled(words("我方", "Ours"), result.comparison.ours.name[language]), nil,
            shown(bridge.oursTotal), "solid", bar(zero, bridge.oursTotal.double))
        for (index, step) in steps.enumerated() {
            let sign = step.amount > .zero ? "+" : ""
            add(
                "step", step.label, step.count, sign + shown(step.amount),
                step.amount > .zero ? "fill-warn" : "fill-good", bar(levels[index], levels[index + 1]))
        }
        add(
            "total", words.labelled(words("对方", "Theirs"), result.comparison.theirs.name[language]), nil,
            shown(bridge.theirsTotal), "solid", bar(zero, bridge.theirsTotal.double))
        var notes: [String] = []
        if bridge.isMoney { notes.append(words("单位：元。", "In CNY.")) }
        if start > 0 { notes.append(words("横轴不从零开始。", "The axis does not begin at zero.")) }
        return [
            "id": id, "name": vocabulary.name(of: result), "note": notes.joined(separator: " "),
            "valueName": bridge.isMoney ? words("金额（元）", "Amount (CNY)") : words("数量", "Quantity"),
            "steps": rows,
        ]
    }

    private func shown(_ amount: ExactDecimal) -> String {
        ReportText.grouped(result.bridge.isMoney ? ReportText.money(amount) : amount.description)
    }

    private struct Step {
        var label: String
        var count: Int
        var amount: ExactDecimal
    }

    /// The steps in their order; when there are many, the smallest are one step at the end.
    private var shownSteps: [Step] {
        let lines = result.bridge.lines.filter { $0.amount != .zero }
        let steps = lines.map {
            Step(label: vocabulary.step($0, of: result), count: $0.count, amount: $0.amount)
        }
        guard steps.count > Self.mostSteps else { return steps }
        let order = steps.indices.sorted {
            let (a, b) = (steps[$0].amount.magnitude, steps[$1].amount.magnitude)
            return a != b ? a > b : $0 < $1
        }
        let kept = Set(order.prefix(Self.mostSteps - 1))
        var rest = Step(label: words("其余各项", "The rest"), count: 0, amount: .zero)
        for index in steps.indices where !kept.contains(index) {
            guard let sum = rest.amount.adding(steps[index].amount) else { return steps }
            rest.amount = sum
            rest.count += steps[index].count
        }
        return steps.indices.filter(kept.contains).map { steps[$0] } + [rest]
    }
}
