import Glibc

/// The styles of a workbook, each kept once, and what the hot path needs of each.
final class StyleTable {
    /// Excel's limit on different cell formats in a workbook (Excel specifications and limits).
    static let maximum = 65_490

    /// ` s="12"` for each style, and in the last byte how many bytes that is.
    ///
    /// Style 0 needs no attribute.
    let tags: UnsafeMutablePointer<SIMD16<UInt8>>
    /// How wide a number shown in each style is, beyond its digits.
    let widths: UnsafeMutablePointer<NumberWidth>
    /// The size of the font of each style that wraps texts, 0 for the standard size; nil for the others.
    let wrappedSizes: UnsafeMutablePointer<Double?>

    private(set) var styles: [CellStyle] = []
    private var ids: [CellStyle: UInt32] = [:]
    private(set) var fonts = Interned<CellFont>()
    private(set) var fills = Interned<CellFill?>()
    private(set) var borders = Interned<CellBorder>()
    private(set) var numberFormats = Interned<NumberFormatCode>()
    private(set) var differentials = Interned<DifferentialStyle>()

    init() {
        // Untouched pages cost no memory, and the address never changes.
        tags = .allocate(capacity: Self.maximum)
        widths = .allocate(capacity: Self.maximum)
        wrappedSizes = .allocate(capacity: Self.maximum)
        _ = fonts.index(of: CellFont())
        // ECMA-376 does not say so, but Excel takes fill 0 as none and fill 1 as this pattern whatever
        // the file says.
        _ = fills.index(of: nil)
        _ = fills.index(of: CellFill(.gray125, color: .black))
        _ = borders.index(of: .none)
        _ = add(CellStyle())
    }

    deinit {
        tags.deallocate()
        widths.deallocate()
        wrappedSizes.deallocate()
    }

    /// The index of a style; nil when there is no more room.
    func index(of style: CellStyle) -> UInt32? {
        if let known = ids[style] { return known }
        guard styles.count < Self.maximum else { return nil }
        return add(style)
    }

    /// The index of a change of look.
    func index(of style: DifferentialStyle) -> Int {
        if let format = style.numberFormat, format.builtInID == nil { _ = numberFormats.index(of: format) }
        return differentials.index(of: style)
    }

    private func add(_ style: CellStyle) -> UInt32 {
        let index = styles.count
        styles.append(style)
        ids[style] = UInt32(index)
        _ = fonts.index(of: style.font)
        _ = fills.index(of: style.fill)
        _ = borders.index(of: style.border)
        if style.numberFormat.builtInID == nil { _ = numberFormats.index(of: style.numberFormat) }
        var tag = SIMD16<UInt8>()
        let bytes = Array((index == 0 ? "" : " s=\"\(index)\"").utf8)
        for (place, byte) in bytes.enumerated() { tag[place] = byte }
        tag[15] = UInt8(bytes.count)
        (tags + index).initialize(to: tag)
        (widths + index).initialize(to: NumberWidth(style.numberFormat))
        (wrappedSizes + index).initialize(to: style.alignment.wraps ? style.font.size ?? 0 : nil)
        return UInt32(index)
    }
}

/// Distinct values in the order in which they came.
struct Interned<Value: Hashable> {
    private(set) var values: [Value] = []
    private var indexes: [Value: Int] = [:]

    mutating func index(of value: Value) -> Int {
        if let known = indexes[value] { return known }
        indexes[value] = values.count
        values.append(value)
        return values.count - 1
    }

    /// The index of a value that is known to be there; 0 when it is not.
    func known(_ value: Value) -> Int { indexes[value] ?? 0 }
}

/// How wide a number is when shown in a format, estimated from its code without a full formatter.
struct NumberWidth {
    /// Characters of a date or time, whose width does not depend on the number; 0 for other formats.
    var fixed: UInt8 = 0
    /// Digits behind the point; 255 for General, where the number itself decides.
    var decimals: UInt8 = 255
    /// Whether there are thousands separators.
    var isGrouped = false
    /// Percent signs, currency signs and literal text.
    var extra: UInt8 = 0
    /// Digits that a percentage adds before the point.
    var shift: UInt8 = 0

    init(_ format: NumberFormatCode) {
        guard format.code != "General", format.code != "@" else { return }
        let section = format.code.prefix { $0 != ";" }
        var literal = 0
        var letters = 0
        var isQuoted = false
        var isBracketed = false
        var digits = 0
        var sawPoint = false
        for character in section {
            if isQuoted {
                if character == "\"" {
                    isQuoted = false
                } else {
                    literal += TextWidth.columns(of: String(character))
                }
                continue
            }
            switch character {
            case "\"": isQuoted = true
            case "[": isBracketed = true
            case "]": isBracketed = false
            case _ where isBracketed: if "hms".contains(character.lowercased()) { letters += 2 }
            case "0", "#", "?": if sawPoint { digits += 1 }
            case ".": sawPoint = true
            case ",": isGrouped = true
            case "%":
                literal += 1
                shift = 2
            case "\\", "_", "*": break
            case _ where "ymdhsYMDHS".contains(character): letters += 1
            default: literal += TextWidth.columns(of: String(character))
            }
        }
        if letters > 0 {
            fixed = UInt8(clamping: letters + literal + (sawPoint ? 1 + digits : 0))
        } else {
            decimals = UInt8(clamping: digits)
            extra = UInt8(clamping: literal)
        }
    }

    /// The width of a number in columns of the standard digit.
    @inline(__always)
    func columns(wholeDigits: Int, fractionDigits: Int, isNegative: Bool) -> Int {
        if fixed > 0 { return Int(fixed) }
        let whole = wholeDigits &+ Int(shift)
        let separators = isGrouped ? (whole &- 1) / 3 : 0
        let fraction = decimals == 255 ? fractionDigits : Int(decimals)
        return whole &+ separators &+ (fraction > 0 ? fraction &+ 1 : 0) &+ Int(extra) &+ (isNegative ? 1 : 0)
    }
}
