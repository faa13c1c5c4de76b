/// A chart that Excel draws itself, so that it can be changed there.
public struct Chart: Hashable, Sendable {
    /// The title; nil for none.
    public var title: String?
    /// What is drawn: one group, or several over each other with the same categories.
    public var groups: [ChartGroup]
    /// The axis of categories.
    public var categoryAxis = ChartAxis()
    /// The axis of values.
    public var valueAxis = ChartAxis()
    /// The second axis of values, at the right, of groups that use it.
    public var secondaryAxis = ChartAxis()
    /// Where the legend is; nil for none.
    public var legend: LegendPosition? = .bottom
    /// What a screen reader says; nil for the title.
    public var description: String?

    /// Where a legend is.
    public enum LegendPosition: String, Sendable {
        /// Below.
        case bottom = "b"
        /// At the right.
        case right = "r"
        /// Above.
        case top = "t"
    }

    /// Makes a chart from groups.
    public init(_ title: String? = nil, groups: [ChartGroup]) {
        self.title = title
        self.groups = groups
    }

    /// Makes a chart of one kind.
    public init(_ title: String? = nil, _ kind: ChartGroup.Kind, _ series: [ChartSeries]) {
        self.init(title, groups: [ChartGroup(kind, series)])
        if series.count == 1, !kind.isRound { legend = nil }
    }

    /// What is wrong with the chart; nil when nothing is.
    var problem: WriteProblem? {
        let isEmpty = groups.isEmpty || groups.contains { $0.series.isEmpty }
        if isEmpty { return WriteProblem(code: .writeChartEmpty) }
        let mixesRound = groups.count > 1 && groups.contains { $0.kind.isRound }
        let mixesBars = groups.contains { $0.kind.isHorizontal } && groups.contains { !$0.kind.isHorizontal }
        if mixesRound || mixesBars { return WriteProblem(code: .writeChartMix) }
        if groups.allSatisfy(\.usesSecondaryAxis) { return WriteProblem(code: .writeChartAxis) }
        let count = groups.reduce(0) { $0 + $1.series.count }
        if count > 255 { return WriteProblem(code: .writeChartSeries, values: ["limit": "255"]) }
        return nil
    }
}

/// Series that are drawn in the same way.
public struct ChartGroup: Hashable, Sendable {
    /// How they are drawn.
    public var kind: Kind
    /// The series.
    public var series: [ChartSeries]
    /// Whether the values are read off the second axis.
    public var usesSecondaryAxis: Bool
    /// The space between columns or bars in percent of their width, 0...500.
    public var gap = 60

    /// How series are drawn.
    public enum Kind: String, Sendable, CaseIterable {
        /// Columns side by side.
        case column
        /// Columns on top of each other.
        case stackedColumn
        /// Columns on top of each other, all as high as 100 %.
        case percentColumn
        /// Bars side by side.
        case bar
        /// Bars one behind the other.
        case stackedBar
        /// Bars one behind the other, all as long as 100 %.
        case percentBar
        /// Lines.
        case line
        /// Lines with a mark for each value.
        case markedLine
        /// Areas.
        case area
        /// Areas on top of each other.
        case stackedArea
        /// A pie; it shows one series.
        case pie
        /// A ring.
        case doughnut

        var isRound: Bool { self == .pie || self == .doughnut }
        var isHorizontal: Bool { self == .bar || self == .stackedBar || self == .percentBar }
        var isBar: Bool {
            isHorizontal || self == .column || self == .stackedColumn || self == .percentColumn
        }
        var isLine: Bool { self == .line || self == .markedLine }
        /// Whether series lie on top of each other.
        var isStacked: Bool { grouping == "stacked" || grouping == "percentStacked" }
        /// The name of the element of a plot.
        var element: String {
            switch self {
            case .line, .markedLine: "c:lineChart"
            case .area, .stackedArea: "c:areaChart"
            case .pie: "c:pieChart"
            case .doughnut: "c:doughnutChart"
            default: "c:barChart"
            }
        }

        var grouping: String {
            switch self {
            case .column, .bar: "clustered"
            case .stackedColumn, .stackedBar, .stackedArea: "stacked"
            case .percentColumn, .percentBar: "percentStacked"
            default: "standard"
            }
        }
    }

    /// Makes a group.
    public init(_ kind: Kind, _ series: [ChartSeries], usesSecondaryAxis: Bool = false) {
        self.kind = kind
        self.series = series
        self.usesSecondaryAxis = usesSecondaryAxis
    }
}

/// A series of a chart.
public struct ChartSeries: Hashable, Sendable {
    /// The name in the legend.
    public var name: Name
    /// The categories; nil for whole numbers from 1.
    public var categories: ChartSource?
    /// The values.
    public var values: ChartSource
    /// The colour; nil for the next of the built-in look.
    public var color: RGBColor?
    /// Colours of single points, by place from 0.
    public var pointColors: [Int: RGBColor] = [:]
    /// Whether values are written beside the points.
    public var showsValues = false
    /// Whether shares are written on the pieces of a pie or ring.
    public var showsShares = false
    /// Whether it is left undrawn and out of the legend: what holds up the columns of a waterfall.
    public var isInvisible = false
    /// The number format of values written beside points; nil for that of the cells.
    public var numberFormat: NumberFormatCode?

    /// The name of a series.
    public enum Name: Hashable, Sendable {
        /// Text.
        case text(String)
        /// What a cell holds, and the text it holds now.
        case cell(sheet: String, CellPosition, text: String)
    }

    /// Makes a series.
    public init(
        _ name: Name, categories: ChartSource? = nil, values: ChartSource, color: RGBColor? = nil,
        showsValues: Bool = false
    ) {
        self.name = name
        self.categories = categories
        self.values = values
        self.color = color
        self.showsValues = showsValues
    }
}

/// Cells that a chart draws.
public struct ChartSource: Hashable, Sendable {
    /// The name of the sheet.
    public var sheet: String
    /// The cells: one row or one column.
    public var range: CellRange
    /// What the cells hold, so that programs that do not calculate can draw the chart too; nil leaves them to look.
    public var content: Content?

    /// What cells hold.
    public enum Content: Hashable, Sendable {
        /// Numbers; nil for an empty cell.
        case numbers([Double?])
        /// Text.
        case texts([String])
    }

    /// Makes a source.
    public init(sheet: String, _ range: CellRange, content: Content? = nil) {
        self.sheet = sheet
        self.range = range
        self.content = content
    }

    /// The reference as a formula.
    var formula: String { SheetName.quoted(sheet) + "!" + range.absoluteReference }
}

/// An axis of a chart.
public struct ChartAxis: Hashable, Sendable {
    /// The title; nil for none.
    public var title: String?
    /// The number format; nil for that of the cells.
    public var numberFormat: NumberFormatCode?
    /// The least value; nil for what fits.
    public var minimum: Double?
    /// The greatest value; nil for what fits.
    public var maximum: Double?
    /// The distance between gridlines; nil for what fits.
    public var step: Double?
    /// Whether there are gridlines; always without on axes of categories.
    public var hasGridlines = true
    /// Whether the axis is left out.
    public var isHidden = false
    /// Whether the order is turned around; for bars, so that the first is at the top.
    public var isReversed = false

    /// Excel's own choices.
    public init() {}
}
