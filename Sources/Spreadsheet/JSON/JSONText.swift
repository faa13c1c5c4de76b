/// Builds JSON text (RFC 8259) as bytes, for output of which there is much.
public struct JSONText: Sendable {
    /// The text so far, UTF-8.
    public private(set) var bytes: [UInt8] = []

    /// Makes an empty text.
    public init() {}

    /// Forgets the text but keeps its memory.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    /// Adds text that is JSON already.
    public mutating func raw(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Adds bytes that are JSON already.
    public mutating func raw(_ json: some Sequence<UInt8>) {
        bytes.append(contentsOf: json)
    }

    /// Adds a string with its quotes.
    public mutating func string(_ text: String) {
        var text = text
        text.withUTF8 { string(UnsafeRawBufferPointer($0)) }
    }

    /// Adds a string, given as well-formed UTF-8, with its quotes.
    public mutating func string(_ utf8: UnsafeRawBufferPointer) {
        beginString()
        characters(utf8)
        endString()
    }

    /// Begins a string that is added piece by piece.
    package mutating func beginString() { bytes.append(UInt8(ascii: "\"")) }

    /// Ends a string that was added piece by piece.
    package mutating func endString() { bytes.append(UInt8(ascii: "\"")) }

    /// Adds characters of a string, given as well-formed UTF-8.
    package mutating func characters(_ utf8: UnsafeRawBufferPointer) {
        var copied = 0
        for (offset, byte) in utf8.enumerated()
        where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
            bytes.append(contentsOf: utf8[copied..<offset])
            copied = offset + 1
            bytes.append(UInt8(ascii: "\\"))
            switch byte {
            case 0x0A: bytes.append(UInt8(ascii: "n"))
            case 0x0D: bytes.append(UInt8(ascii: "r"))
            case 0x09: bytes.append(UInt8(ascii: "t"))
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
            default:
                raw("u00")
                bytes.append(Self.hexDigits[Int(byte >> 4)])
                bytes.append(Self.hexDigits[Int(byte & 15)])
            }
        }
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: utf8[copied...]))
    }

    /// Adds the fixed-point number `units × 10^-scale` with all its decimals; `scale` lies in 0...18.
    package mutating func fixed(units: Int64, scale: Int) {
        let divisor = (0..<scale).reduce(UInt64(1)) { power, _ in power * 10 }
        digits(units.magnitude / divisor, isNegative: units < 0, minimumDigits: 1)
        guard scale > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        digits(units.magnitude % divisor, isNegative: false, minimumDigits: scale)
    }

    /// Adds a whole number of no less than so many digits.
    package mutating func padded(_ value: Int, _ minimumDigits: Int) {
        digits(value.magnitude, isNegative: value < 0, minimumDigits: minimumDigits)
    }

    /// Adds a whole number.
    public mutating func integer(_ value: Int) {
        digits(value.magnitude, isNegative: value < 0, minimumDigits: 1)
    }

    /// Adds a number with the shortest digits that read back to the same double.
    public mutating func number(_ number: CellNumber) {
        switch number {
        case .decimal(let decimal): self.number(decimal)
        case .double(let double): self.number(double)
        }
    }

    /// Adds a double with the shortest digits that read back to it; null when it is not finite.
    public mutating func number(_ double: Double) {
        guard double.isFinite else { return raw("null") }
        if double == double.rounded(), double.magnitude < 1e15 {
            return integer(Int(double))
        }
        let digits = double.description
        raw(digits.hasSuffix(".0") ? digits.utf8.dropLast(2) : digits.utf8[...])
    }

    private mutating func number(_ decimal: PackedDecimal) {
        var magnitude = decimal.significand.magnitude
        var exponent = decimal.exponent
        if magnitude == 0 { return bytes.append(UInt8(ascii: "0")) }
        while exponent < 0, magnitude % 10 == 0 {
            magnitude /= 10
            exponent += 1
        }
        // Up to fifteen digits survive the way through a double, so they are the shortest. Above and for far-off
        // exponents the double itself is asked.
        guard magnitude < 1_000_000_000_000_000, exponent <= 0, exponent >= -15 else {
            return number(decimal.double)
        }
        let isNegative = decimal.significand < 0
        if exponent == 0 { return digits(magnitude, isNegative: isNegative, minimumDigits: 1) }
        let scale = Self.powersOfTen[-exponent]
        digits(magnitude / scale, isNegative: isNegative, minimumDigits: 1)
        bytes.append(UInt8(ascii: "."))
        digits(magnitude % scale, isNegative: false, minimumDigits: -exponent)
    }

    private mutating func digits(_ value: UInt, isNegative: Bool, minimumDigits: Int) {
        digits(UInt64(value), isNegative: isNegative, minimumDigits: minimumDigits)
    }

    private mutating func digits(_ value: UInt64, isNegative: Bool, minimumDigits: Int) {
        if isNegative { bytes.append(UInt8(ascii: "-")) }
        let start = bytes.count
        var rest = value
        var count = 0
        while rest > 0 || count < minimumDigits {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
            count += 1
        }
        bytes[start...].reverse()
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)
    private static let powersOfTen: [UInt64] = (0...15).map { exponent in
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}
