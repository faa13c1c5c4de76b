/// What the bytes of a cell look like.
///
/// Enough to tell headers from data and one dialect from another; the values of a column are read by
/// ``ColumnTyper``.
enum ValueShape: UInt8, Sendable {
    case blank
    /// A whole number of at most 15 digits.
    case integer
    /// A number with a point, thousands separators or an exponent; also with a decimal comma or a currency sign.
    case decimal
    case percent
    case date
    case time
    case dateTime
    case boolean
    /// Digits that are no number: leading zeros, more than 15 digits, dashes or a plus sign as in telephone numbers.
    case identifier
    case text

    /// Whether the shape says more than text does.
    var isTyped: Bool { self != .blank && self != .text }

    /// The shape of a cell's bytes.
    init(_ raw: UnsafeRawBufferPointer, _ parser: ValueParser) {
        let bytes = ValueParser.trimmed(raw)
        guard let first = bytes.first else {
            self = .blank
            return
        }
        if let number = parser.number(bytes) {
            if number.isPercent {
                self = .percent
            } else if number.scale > 0 || number.exponent != 0 || bytes.contains(UInt8(ascii: ",")) {
                self = number.hasLeadingZero && number.scale == 0 ? .identifier : .decimal
            } else if number.hasLeadingZero || number.integerDigits > 15
                || (number.hasPlus && number.integerDigits > 7)
            {
                self = .identifier
            } else {
                self = .integer
            }
            return
        }
        if let moment = parser.moment(bytes) {
            self = moment.days == nil ? .time : moment.milliseconds == nil ? .date : .dateTime
            return
        }
        if parser.boolean(bytes) != nil {
            self = .boolean
            return
        }
        guard bytes.count <= 40 else {
            self = .text
            return
        }
        self = Self.loose(bytes, first: first, parser)
    }

    /// Shapes that are written in too many ways to be read here, but still tell data from headers.
    private static func loose(
        _ bytes: UnsafeRawBufferPointer, first: UInt8, _ parser: ValueParser
    ) -> ValueShape {
        var (digits, letters, dashes, slashes, points, commas, colons, spaces, others) =
            (0, 0, 0, 0, 0, 0, 0, 0, 0)
        for byte in bytes {
            switch byte {
            case 0x30...0x39: digits += 1
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): letters += 1
            case UInt8(ascii: "-"): dashes += 1
            case UInt8(ascii: "/"): slashes += 1
            case UInt8(ascii: "."): points += 1
            case UInt8(ascii: ","): commas += 1
            case UInt8(ascii: ":"): colons += 1
            case 0x20: spaces += 1
            default: others += 1
            }
        }
        guard digits > 0 else { return .text }
        let separators = max(dashes, slashes, points)
        // 13/05/2018, 5.3.26, 05-03-2026, and the same with a time behind it.
        if letters == 0, others == 0, separators == 2, dashes + slashes + points == 2, commas == 0,
            digits >= 4, digits <= 8 || colons > 0, first &- 0x30 < 10
        {
            return colons > 0 ? .dateTime : .date
        }
        // 5-Mar-26 or 05 Mar 2026.
        if letters == 3, others == 0, dashes == 2 || spaces == 2, digits >= 3, digits <= 6 { return .date }
        // 8:30 AM.
        if colons > 0, letters == 2, others == 0, digits <= 6, first &- 0x30 < 10,
            (bytes[bytes.count - 1] | 0x20) == UInt8(ascii: "m")
        {
            return .time
        }
        if letters == 0, others == 0, colons == 0, slashes == 0, spaces == 0 {
            // A decimal comma; groups that are not of three digits.
            if dashes == 0 || (dashes == 1 && first == UInt8(ascii: "-")), commas == 1, points == 0 {
                return .decimal
            }
            if digits >= 7, dashes > 0 || commas + points == 0 { return .identifier }
        }
        // A currency sign before or behind: one to three bytes that are not ASCII, or a dollar.
        if letters == 0, others >= 1, others <= 3, digits >= 1, dashes <= 1, spaces <= 1, slashes == 0,
            colons == 0,
            first >= 0x80 || first == UInt8(ascii: "$") || bytes[bytes.count - 1] >= 0x80
        {
            let isMoney = Self.isMoney(bytes)
            if isMoney { return .decimal }
        }
        // ID cards end in X; waybills begin with two letters.
        if others == 0, separators == 0, commas == 0, spaces == 0, colons == 0, letters <= 3, digits >= 8 {
            return .identifier
        }
        return .text
    }

    /// Whether a run of digits, points and commas is all there is beside one sign at one end.
    private static func isMoney(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var runs = 0
        var inside = false
        for byte in bytes {
            let belongs = byte &- 0x30 < 10 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
            if belongs, !inside { runs += 1 }
            inside = belongs
        }
        return runs == 1
    }
}
