/// A rule that changes how cells look, depending on what they hold.
public enum ConditionalFormat: Hashable, Sendable {
    /// Cells whose value compares so.
    case cell(Comparison, DifferentialStyle)
    /// Cells whose text compares so; case does not count.
    case text(TextComparison, String, DifferentialStyle)
    /// Cells for which a formula is true; its relative references count from the first cell of the first range.
    case formula(CellFormula, DifferentialStyle)
    /// Cells whose value occurs more than once.
    case duplicates(DifferentialStyle)
    /// Cells whose value occurs once.
    case unique(DifferentialStyle)
    /// Cells that are empty or hold nothing but spaces.
    case blanks(DifferentialStyle)
    /// Cells that hold an error value.
    case errors(DifferentialStyle)
    /// The largest or smallest values, so many of them or so many percent.
    case top(Int, isPercent: Bool = false, isBottom: Bool = false, DifferentialStyle)
    /// Values above or below the average.
    case average(isAbove: Bool, DifferentialStyle)
    /// Bars as long as the values are large.
    case dataBar(DataBar)
    /// Colours that run with the values.
    case colorScale(ColorScale)
    /// Icons by size.
    case iconSet(IconSet)

    /// How text is compared.
    public enum TextComparison: String, Sendable {
        /// The text contains it.
        case contains = "containsText"
        /// The text does not contain it.
        case doesNotContain = "notContainsText"
        /// The text begins with it.
        case begins = "beginsWith"
        /// The text ends with it.
        case ends = "endsWith"
    }

    /// Bars in cells.
    public struct DataBar: Hashable, Sendable {
        /// The colour of bars.
        public var color: RGBColor
        /// The colour of bars below zero.
        public var negativeColor: RGBColor
        /// Whether the numbers are shown too.
        public var showsValue: Bool
        /// Where bars begin and end; nil for the smallest and largest value, zero included.
        public var bounds: ClosedRange<Double>?

        /// Makes bars.
        public init(
            color: RGBColor = RGBColor(0x9DB7D5), negativeColor: RGBColor = .bad, showsValue: Bool = true,
            bounds: ClosedRange<Double>? = nil
        ) {
            self.color = color
            self.negativeColor = negativeColor
            self.showsValue = showsValue
            self.bounds = bounds
        }
    }

    /// Two or three colours and what lies between.
    public struct ColorScale: Hashable, Sendable {
        /// The colour of the smallest value.
        public var low: RGBColor
        /// The colour of the median; nil to run straight from low to high.
        public var middle: RGBColor?
        /// The colour of the largest value.
        public var high: RGBColor

        /// Makes a scale.
        public init(low: RGBColor, middle: RGBColor? = nil, high: RGBColor) {
            self.low = low
            self.middle = middle
            self.high = high
        }
    }

    /// Icons that tell sizes apart.
    public struct IconSet: Hashable, Sendable {
        /// Which icons.
        public var style: Style
        /// Whether the order is turned around.
        public var isReversed: Bool
        /// Whether the numbers are shown too.
        public var showsValue: Bool
        /// From which value on each icon but the first is shown; empty for equal shares in percent.
        public var thresholds: [Double]

        /// The sets that every Excel has (ECMA-376 part 1, 18.18.42).
        public enum Style: String, Sendable, CaseIterable {
            /// Three arrows.
            case arrows3 = "3Arrows"
            /// Three grey arrows.
            case grayArrows3 = "3ArrowsGray"
            /// Three flags.
            case flags3 = "3Flags"
            /// Three traffic lights.
            case trafficLights3 = "3TrafficLights1"
            /// A circle, a triangle and a diamond, told apart without colour.
            case signs3 = "3Signs"
            /// A tick, an exclamation mark and a cross in circles.
            case symbols3 = "3Symbols"
            /// A tick, an exclamation mark and a cross.
            case plainSymbols3 = "3Symbols2"
            /// Four arrows.
            case arrows4 = "4Arrows"
            /// Four bars as for signal strength.
            case rating4 = "4Rating"
            /// Four traffic lights.
            case trafficLights4 = "4TrafficLights"
            /// Five arrows.
            case arrows5 = "5Arrows"
            /// Five bars as for signal strength.
            case rating5 = "5Rating"
            /// Five circles from empty to full.
            case quarters5 = "5Quarters"

            /// The number of icons.
            var count: Int { rawValue.utf8.first.map { Int($0 - UInt8(ascii: "0")) } ?? 3 }
        }

        /// Makes an icon set.
        public init(
            _ style: Style, isReversed: Bool = false, showsValue: Bool = true, thresholds: [Double] = []
        ) {
            self.style = style
            self.isReversed = isReversed
            self.showsValue = showsValue
            self.thresholds = thresholds
        }
    }
}

/// A comparison of the value of a cell.
public enum Comparison: Hashable, Sendable {
    /// Equal.
    case equal(Operand)
    /// Not equal.
    case notEqual(Operand)
    /// Greater.
    case greater(Operand)
    /// Greater or equal.
    case atLeast(Operand)
    /// Less.
    case less(Operand)
    /// Less or equal.
    case atMost(Operand)
    /// From one to another, both included.
    case between(Operand, Operand)
    /// Outside of two bounds.
    case notBetween(Operand, Operand)

    /// What a value is compared with.
    public enum Operand: Hashable, Sendable, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
        /// A number.
        case number(Double)
        /// Text.
        case text(String)
        /// A day.
        case date(CivilDay)
        /// What a formula results in.
        case formula(CellFormula)

        /// A number.
        public init(integerLiteral value: Int) { self = .number(Double(value)) }
        /// A number.
        public init(floatLiteral value: Double) { self = .number(value) }

        /// The operand as a formula; a problem when it cannot be one.
        func stored() -> Result<String, WriteProblem> {
            switch self {
            case .number(let number):
                return number.isFinite
                    ? .success(number.xmlText) : .failure(WriteProblem(code: .writeNotFinite))
            case .text(let text):
                let doubled = text.split(separator: "\"", omittingEmptySubsequences: false)
                return .success("\"" + doubled.joined(separator: "\"\"") + "\"")
            case .date(let day):
                guard let date = SerialDate(year: day.year, month: day.month, day: day.day) else {
                    return .failure(
                        WriteProblem(
                            code: .writeDateRange, values: ["date": "\(day.year)-\(day.month)-\(day.day)"]))
                }
                return .success(date.serial.xmlText)
            case .formula(let formula): return formula.stored()
            }
        }
    }

    /// The name of the operator (ECMA-376 part 1, 18.18.15) and the operands.
    var parts: (name: String, operands: [Operand]) {
        switch self {
        case .equal(let operand): ("equal", [operand])
        case .notEqual(let operand): ("notEqual", [operand])
        case .greater(let operand): ("greaterThan", [operand])
        case .atLeast(let operand): ("greaterThanOrEqual", [operand])
        case .less(let operand): ("lessThan", [operand])
        case .atMost(let operand): ("lessThanOrEqual", [operand])
        case .between(let low, let high): ("between", [low, high])
        case .notBetween(let low, let high): ("notBetween", [low, high])
        }
    }
}
