/// How a number is shown: a format code of Excel (ECMA-376 part 1, 18.8.31).
public struct NumberFormatCode: Hashable, Sendable {
    /// The code, such as `#,##0.00`; at most 255 UTF-16 units.
    public var code: String

    /// Makes a format from its code.
    public init(_ code: String) {
        self.code = code
    }

    /// As Excel sees fit.
    public static let general = NumberFormatCode("General")
    /// `0`: a whole number without separators.
    public static let integer = NumberFormatCode("0")
    /// `#,##0`: a whole number with thousands separators.
    public static let groupedInteger = NumberFormatCode("#,##0")
    /// `0.00`: two decimals.
    public static let decimal = NumberFormatCode("0.00")
    /// `#,##0.00`: two decimals and thousands separators.
    public static let money = NumberFormatCode("#,##0.00")
    /// `#,##0.00;[Red]-#,##0.00`: like ``money``, what is below zero in red and with its sign.
    public static let moneyRed = NumberFormatCode("#,##0.00;[Red]-#,##0.00")
    /// `0%`.
    public static let percent = NumberFormatCode("0%")
    /// `0.00%`.
    public static let percentDecimal = NumberFormatCode("0.00%")
    /// `yyyy-mm-dd`, the same whatever the settings of the reader's system.
    public static let date = NumberFormatCode("yyyy-mm-dd")
    /// `yyyy-mm-dd hh:mm:ss`.
    public static let dateTime = NumberFormatCode("yyyy-mm-dd hh:mm:ss")
    /// `hh:mm:ss`.
    public static let time = NumberFormatCode("hh:mm:ss")
    /// `[h]:mm:ss`: elapsed time.
    public static let duration = NumberFormatCode("[h]:mm:ss")
    /// `yyyy"年"m"月"d"日"`.
    public static let chineseDate = NumberFormatCode("yyyy\"年\"m\"月\"d\"日\"")
    /// `@`: text, so that digits typed into the cell stay text.
    public static let text = NumberFormatCode("@")

    /// The id of a format that every program has built in and shows alike; nil for all others.
    var builtInID: Int? {
        switch code {
        case "General": 0
        case "0": 1
        case "0.00": 2
        case "#,##0": 3
        case "#,##0.00": 4
        case "0%": 9
        case "0.00%": 10
        case "@": 49
        default: nil
        }
    }
}
