extension Chart {
    /// A Pareto chart: columns in falling order, and over them the running share on a second axis up to 100 %.
    ///
    /// - Parameters:
    ///   - title: The title.
    ///   - values: The columns; the cells must be in falling order.
    ///   - share: The running share, 0...1.
    /// - Returns: The chart.
    public static func pareto(_ title: String?, values: ChartSeries, share: ChartSeries) -> Chart {
        var share = share
        share.color = share.color ?? RGBColor.series[1]
        var chart = Chart(
            title,
            groups: [
                ChartGroup(.column, [values]), ChartGroup(.markedLine, [share], usesSecondaryAxis: true),
            ])
        chart.groups[0].gap = 30
        chart.secondaryAxis.numberFormat = .percent
        chart.secondaryAxis.minimum = 0
        chart.secondaryAxis.maximum = 1
        chart.secondaryAxis.step = 0.2
        chart.valueAxis.minimum = 0
        return chart
    }

    /// A waterfall, which shows how one amount becomes another: stacked columns of which the lowest is invisible.
    ///
    /// Write the four columns of a ``Waterfall`` into cells and pass them here.
    ///
    /// - Parameters:
    ///   - title: The title.
    ///   - base: What the columns stand on; not drawn.
    ///   - totals: The first and last amounts, and those in between.
    ///   - increases: What is added.
    ///   - decreases: What is taken away.
    /// - Returns: The chart.
    public static func waterfall(
        _ title: String?, base: ChartSeries, totals: ChartSeries, increases: ChartSeries,
        decreases: ChartSeries
    ) -> Chart {
        var base = base
        base.isInvisible = true
        var totals = totals
        totals.color = totals.color ?? .accent
        var increases = increases
        increases.color = increases.color ?? .good
        var decreases = decreases
        decreases.color = decreases.color ?? .bad
        var chart = Chart(
            title, groups: [ChartGroup(.stackedColumn, [base, totals, increases, decreases])])
        chart.groups[0].gap = 40
        return chart
    }
}

/// The columns of a waterfall chart, made from its steps.
///
/// Amounts below zero cannot be drawn with stacked columns; ``isDrawable`` says so.
public struct Waterfall: Hashable, Sendable {
    /// What each column stands on.
    public private(set) var base: [Double] = []
    /// The amounts, zero where there is a step.
    public private(set) var totals: [Double] = []
    /// What is added at each step.
    public private(set) var increases: [Double] = []
    /// What is taken away at each step.
    public private(set) var decreases: [Double] = []
    /// Whether no amount on the way is below zero.
    public private(set) var isDrawable = true

    /// A column of the waterfall.
    public enum Step: Hashable, Sendable {
        /// The amount so far; the first one says where to begin.
        case total(Double)
        /// What is added, or taken away when below zero.
        case change(Double)
    }

    /// Makes the columns.
    public init(_ steps: [Step]) {
        var amount = 0.0
        for step in steps {
            switch step {
            case .total(let total):
                amount = total
                add(base: 0, total: total)
            case .change(let change) where change >= 0:
                add(base: amount, increase: change)
                amount += change
            case .change(let change):
                amount += change
                add(base: amount, decrease: -change)
            }
            if amount < 0 { isDrawable = false }
        }
    }

    private mutating func add(
        base: Double, total: Double = 0, increase: Double = 0, decrease: Double = 0
    ) {
        self.base.append(base)
        totals.append(total)
        increases.append(increase)
        decreases.append(decrease)
    }
}
