/// Why two values differ, as far as it can be proven from the values themselves.
///
/// A definition may declare causes of its own, such as `late`.
public struct DifferenceCause: RawRepresentable, Hashable, Sendable {
    /// The name: lower case words joined by underscores.
    public var rawValue: String

    /// Makes a cause from its name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Makes a cause from its name.
    public init(_ name: String) { rawValue = name }

    /// Two neighbouring digits changed places.
    public static let digitsTransposed = DifferenceCause("digits_transposed")
    /// The decimal point moved: one value is 10, 100 or 1,000 times the other.
    public static let decimalPointMoved = DifferenceCause("decimal_point_moved")
    /// One value is in 元, the other in 万元.
    public static let tenThousands = DifferenceCause("yuan_wan")
    /// One value has the tax of 13 % in it, the other not.
    public static let tax13 = DifferenceCause("tax_13")
    /// One value has the tax of 9 % in it, the other not.
    public static let tax9 = DifferenceCause("tax_9")
    /// One value has the tax of 6 % in it, the other not.
    public static let tax6 = DifferenceCause("tax_6")
    /// One value has the tax of 3 % in it, the other not.
    public static let tax3 = DifferenceCause("tax_3")
    /// One value has the tax of 1 % in it, the other not.
    public static let tax1 = DifferenceCause("tax_1")
    /// The amounts are opposite.
    public static let signReversed = DifferenceCause("sign_reversed")
    /// Their amount is not what the agreed rate gives; ours is.
    public static let contractPrice = DifferenceCause("contract_price")
    /// Our amount is not what the agreed rate gives; theirs is.
    public static let ownPrice = DifferenceCause("own_price")
    /// Their weight is ours, rounded up to the step in which the carrier charges; an amount follows from it.
    public static let weightStep = DifferenceCause("weight_step")
    /// The line is there once more than it should.
    public static let duplicateLine = DifferenceCause("duplicate")
    /// The line belongs to the neighbouring month.
    public static let cutOff = DifferenceCause("cut_off")
    /// The line belongs to a month farther away.
    public static let otherPeriod = DifferenceCause("other_period")
    /// The amounts differ by no more than rounding each line can give.
    public static let rounding = DifferenceCause("rounding")
    /// The total of a line is not the sum of its parts.
    public static let rowTotal = DifferenceCause("row_total")
    /// The difference follows from the other compared values.
    public static let consequence = DifferenceCause("consequence")
    /// A value is missing on one side.
    public static let missing = DifferenceCause("missing")
    /// Nothing proves a cause.
    public static let unexplained = DifferenceCause("unexplained")

    /// The causes that every reconciliation knows.
    public static let builtIn: [DifferenceCause] = [
        digitsTransposed, decimalPointMoved, tenThousands, tax13, tax9, tax6, tax3, tax1, signReversed,
        contractPrice, ownPrice, weightStep, duplicateLine, cutOff, otherPeriod, rounding, rowTotal,
        consequence,
        missing, unexplained,
    ]
}
