/// A colour as red, green and blue.
public struct RGBColor: Hashable, Sendable {
    /// 0xRRGGBB.
    public var value: UInt32

    /// Makes a colour from 0xRRGGBB; higher bits are ignored.
    public init(_ value: UInt32) {
        self.value = value & 0xFF_FFFF
    }

    /// Whether dark text is read more easily on it than white text, by the lightness of the television standard
    /// (ITU-R BT.601).
    var isLight: Bool {
        let (red, green, blue) = (value >> 16, value >> 8 & 0xFF, value & 0xFF)
        return red * 299 + green * 587 + blue * 114 > 145_000
    }

    /// `AARRGGBB`, opaque, as SpreadsheetML has it.
    var argb: String { "FF" + hex }

    /// `RRGGBB`, as DrawingML has it.
    var hex: String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }
}

extension RGBColor {
    /// Black.
    public static let black = RGBColor(0x000000)
    /// White.
    public static let white = RGBColor(0xFFFFFF)
    /// The accent of the built-in look: a deep blue that stays readable in grey print.
    public static let accent = RGBColor(0x1F4E79)
    /// A tint of the accent for header bands and bars.
    public static let accentLight = RGBColor(0xDDE8F3)
    /// Text of lesser weight.
    public static let mutedText = RGBColor(0x595959)
    /// Titles, and text on light colours.
    static let dark = RGBColor(0x262626)
    /// Hairlines between rows.
    public static let hairline = RGBColor(0xD9D9D9)
    /// Good: a blue-green told from ``bad`` by the colour-blind.
    public static let good = RGBColor(0x1B7F79)
    /// A tint of ``good`` for fills.
    public static let goodLight = RGBColor(0xD5ECEA)
    /// Bad: a red-orange.
    public static let bad = RGBColor(0xC0392B)
    /// A tint of ``bad`` for fills.
    public static let badLight = RGBColor(0xF9DEDA)
    /// Worth a look: amber.
    public static let warning = RGBColor(0xB7791F)
    /// A tint of ``warning`` for fills; also the fill of cells to type into.
    public static let warningLight = RGBColor(0xFFF3D6)

    /// The colours of chart series, in order: distinct in lightness, so that they survive grey print.
    public static let series = [
        RGBColor(0x1F4E79), RGBColor(0xE08E2B), RGBColor(0x1B7F79), RGBColor(0x9DB7D5), RGBColor(0xC0392B),
        RGBColor(0x7F7F7F),
    ]
}
