import Formulas
import Spreadsheet

/// The headline numbers of a page against last month's.
struct PageSummary {
    let totals: RunTotals
    let previous: RunTotals?
    let words: Words

    /// The tiles for the template.
    var tiles: [[String: Any]] {
        [
            tile(words("已确认违规", "Confirmed violations"), totals.confirmed, previous?.confirmed, tone: "bad"),
            tile(
                words("扣分", "Points deducted"), totals.points, previous.map(\.points), isMoney: false,
                tone: "bad"),
            tile(words("罚款", "Fines"), totals.fines, previous.map(\.fines), isMoney: true, tone: "bad"),
            tile(
                words("待查金额", "Money at risk"), totals.disputed, previous.map(\.disputed), isMoney: true,
                tone: "warn"),
            rate, tile(words("待核实线索", "Candidates"), totals.candidates, previous?.candidates, tone: "warn"),
            tile(words("未能检查", "Not checked"), totals.unchecked, previous?.unchecked, tone: "warn"),
            tile(
                words("退回的文件", "Files rejected"), totals.rejectedFiles, previous?.rejectedFiles, tone: "bad"),
        ]
    }

    private func tile(_ name: String, _ now: Int, _ before: Int?, tone: String) -> [String: Any] {
        let value = ReportText.grouped(now)
        let change = before.map {
            compared(now == $0 ? 0 : now > $0 ? 1 : -1, ReportText.grouped(abs(now - $0)))
        }
        return tile(name, value, nil, now == 0 ? "good" : tone, change)
    }

    private func tile(
        _ name: String, _ now: ExactDecimal?, _ before: ExactDecimal??, isMoney: Bool, tone: String
    ) -> [String: Any] {
        func shown(_ amount: ExactDecimal) -> String {
            ReportText.grouped(isMoney ? ReportText.money(amount) : amount.description)
        }
        let unit = isMoney ? words("元", "CNY") : words("分", "points")
        guard let now else { return tile(name, words("超出范围", "too large"), nil, tone, nil) }
        var change: (text: String, tone: String)?
        if let known = before, let known, let difference = now.adding(known.negated) {
            change = compared(
                difference == .zero ? 0 : difference > .zero ? 1 : -1, shown(difference.magnitude))
        }
        return tile(name, shown(now), unit, now == .zero ? "good" : tone, change)
    }

    private var rate: [String: Any] {
        let name = words("对账一致率", "Match rate")
        guard let now = totals.matchedPermille else {
            return tile(name, "–", nil, "", (words("没有对账", "no reconciliation"), ""))
        }
        let change = previous?.matchedPermille.map { before in
            compared(
                now == before ? 0 : now > before ? 1 : -1,
                ReportText.percent(permille: abs(now - before)).replacing(
                    " %", with: words(" 个百分点", " points")),
                isMoreGood: true)
        }
        return tile(name, ReportText.percent(permille: now), nil, now == 1000 ? "good" : "warn", change)
    }

    private func tile(
        _ name: String, _ value: String, _ unit: String?, _ tone: String,
        _ change: (text: String, tone: String)?
    ) -> [String: Any] {
        var tile: [String: Any] = [
            "name": name, "value": value, "tone": tone, "changeTone": change?.tone ?? "",
        ]
        if let change {
            tile["change"] = change.text
        } else if previous != nil {
            tile["change"] = words("上月没有可比的数", "no figure of last month")
        }
        if let unit { tile["unit"] = unit }
        return tile
    }

    /// A change in words; an arrow tells the direction, the tone whether it is good.
    private func compared(_ sign: Int, _ amount: String, isMoreGood: Bool = false) -> (
        text: String, tone: String
    ) {
        if sign == 0 { return (words("与上月相同", "as last month"), "") }
        let text =
            sign > 0
            ? words("▲ 比上月多 \(amount)", "▲ \(amount) more than last month")
            : words("▼ 比上月少 \(amount)", "▼ \(amount) less than last month")
        return (text, (sign > 0) == isMoreGood ? "good" : "bad")
    }
}
