/// A chart of the page: bars lying, each with its label and number, or columns standing.
struct PageChart {
    /// A lying bar.
    struct Bar {
        var label: String
        var sublabel: String?
        /// The number as it is shown.
        var value: String
        /// The length of the filled part, 0...1 of the width.
        var length: Double
        /// The length of the hatched part behind it.
        var hatched = 0.0
        /// The tone: `solid`, `fill-bad`, `fill-warn`, `fill-good`.
        var tone = "solid"
        /// Where the line of the target is; nil for none.
        var mark: Double?
    }

    /// A standing column.
    struct Column {
        var label: String
        /// What a pointer at rest shows.
        var hint: String
        var count: Int
        var hatched = 0
        /// Whether the label is shown under it.
        var isLabelled = true
    }

    var id: String
    var name: String
    var note: String?
    var bars: [Bar] = []
    var columns: [Column] = []
    /// The names of the filled and the hatched part; nil without hatched parts.
    var legend: (solid: String, hatched: String)?
    /// Whether it takes the whole width.
    var isWide = false
    /// What stands over the labels and the numbers, for those who listen.
    var heads = (label: "", value: "")
    /// The chart of columns in a sentence, for those who listen.
    var summary = ""

    /// The chart for the template.
    var context: [String: Any] {
        var context: [String: Any] = [
            "id": "chart-" + id, "name": name, "wide": isWide, "hasLegend": legend != nil,
        ]
        if let note { context["note"] = note }
        if let legend {
            context["solidName"] = legend.solid
            context["hatchName"] = legend.hatched
        }
        if !bars.isEmpty {
            context["bars"] =
                ["labelName": heads.label, "valueName": heads.value, "rows": bars.map(Self.context)]
                as [String: Any]
        }
        if !columns.isEmpty { context["columns"] = columnContext }
        return context
    }

    private static func context(_ bar: Bar) -> [String: Any] {
        var context: [String: Any] = [
            "label": bar.label, "value": bar.value, "tone": bar.tone, "x": "0",
            "width": number(visible(bar.length) * 100), "second": bar.hatched > 0, "mark": bar.mark != nil,
        ]
        if let sublabel = bar.sublabel { context["sublabel"] = sublabel }
        if bar.hatched > 0 {
            context["secondX"] = number(visible(bar.length) * 100)
            context["secondWidth"] = number(visible(bar.hatched) * 100)
        }
        if let mark = bar.mark { context["markX"] = number(mark * 100) }
        return context
    }

    /// What is not nothing is seen.
    private static func visible(_ length: Double) -> Double { length > 0 ? max(length, 0.004) : 0 }

    private var columnContext: [String: Any] {
        let (width, left, bottom, height) = (isWide ? 900.0 : 440.0, 34.0, 168.0, 148.0)
        let most = Self.roundedUp(columns.map { $0.count + $0.hatched }.max() ?? 0)
        let step = (width - left) / Double(columns.count)
        let items = columns.enumerated().map { index, column -> [String: Any] in
            let solid = height * Double(column.count) / Double(most)
            let hatched = height * Double(column.hatched) / Double(most)
            let x = left + step * Double(index)
            var item: [String: Any] = [
                "hint": column.hint, "tone": "solid", "x": Self.number(x + step * 0.14),
                "width": Self.number(step * 0.72), "y": Self.number(bottom - solid),
                "height": Self.number(solid),
                "second": column.hatched > 0, "secondY": Self.number(bottom - solid - hatched),
                "secondHeight": Self.number(hatched), "middle": Self.number(x + step / 2),
            ]
            if column.isLabelled { item["tick"] = column.label }
            if !isWide, column.count + column.hatched > 0 {
                item["top"] = String(column.count + column.hatched)
                item["topY"] = Self.number(bottom - solid - hatched - 5)
            }
            return item
        }
        let grid = (0...2).map { line -> [String: Any] in
            let y = bottom - height * Double(line) / 2
            return ["y": Self.number(y), "textY": Self.number(y + 4), "label": String(most * line / 2)]
        }
        return [
            "summary": summary, "chartWidth": Self.number(width), "grid": grid, "columnItems": items,
        ]
    }

    /// The next even number that is round enough for the top of an axis.
    static func roundedUp(_ count: Int) -> Int {
        guard count > 2 else { return 2 }
        var unit = 1
        while count / unit >= 20 { unit *= 10 }
        for factor in [2, 4, 6, 8, 10, 12, 14, 16, 18, 20] where factor * unit >= count {
            return factor * unit
        }
        return count
    }

    /// A coordinate with at most two decimals.
    static func number(_ value: Double) -> String {
        guard value.isFinite, value.magnitude < 1e9 else { return "0" }
        let hundredths = Int((value * 100).rounded())
        let (whole, rest) = (hundredths.magnitude / 100, hundredths.magnitude % 100)
        let sign = hundredths < 0 ? "-" : ""
        if rest == 0 { return sign + String(whole) }
        if rest % 10 == 0 { return sign + "\(whole).\(rest / 10)" }
        return sign + "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}
