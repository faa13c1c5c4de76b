/// JSON text in the making, for millions of small pieces: plain memory that grows, without a check at every byte.
///
/// The pieces are JSON already, or texts that are escaped on the way.
package struct JSONBytes: ~Copyable {
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// How many bytes there are.
    package private(set) var count = 0

    /// Makes an empty text with room for so many bytes.
    package init(capacity: Int) {
        self.capacity = max(256, capacity)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    /// The bytes so far.
    package var bytes: [UInt8] { Array(UnsafeBufferPointer(start: base, count: count)) }

    @inline(__always)
    private mutating func reserve(_ more: Int) {
        if capacity &- count < more { grow(more) }
    }

    private mutating func grow(_ more: Int) {
        let larger = max(capacity * 2, count + more)
        let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        fresh.update(from: base, count: count)
        base.deallocate()
        (base, capacity) = (fresh, larger)
    }

    /// Adds JSON.
    @inline(__always)
    package mutating func raw(_ text: StaticString) {
        raw(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Adds JSON.
    @inline(__always)
    package mutating func raw(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        reserve(bytes.count)
        (base + count).update(from: start, count: bytes.count)
        count &+= bytes.count
    }

    /// Adds JSON.
    package mutating func raw(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { raw($0) }
    }

    /// Adds characters of a string, given as well-formed UTF-8.
    package mutating func characters(_ utf8: UnsafeBufferPointer<UInt8>) {
        for byte in utf8 where Self.isEscaped(byte) {
            var escaped = JSONText()
            escaped.characters(UnsafeRawBufferPointer(utf8))
            raw(escaped.bytes)
            return
        }
        raw(utf8)
    }

    /// Whether a byte cannot stand in a string as it is.
    @inline(__always)
    package static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// Adds a whole number of no less than so many digits.
    @inline(__always)
    package mutating func integer(_ value: Int64, minimumDigits: Int = 1) {
        if value < 0 { raw("-") }
        digits(value.magnitude, minimumDigits)
    }

    /// Adds the fixed-point number `units × 10^-scale` with all its decimals; `scale` lies in 0...18.
    @inline(__always)
    package mutating func fixed(units: Int64, scale: Int) {
        guard scale > 0 else { return integer(units) }
        if units < 0 { raw("-") }
        let divisor = Self.powers[scale]
        let (whole, fraction) = units.magnitude.quotientAndRemainder(dividingBy: divisor)
        digits(whole, 1)
        raw(".")
        digits(fraction, scale)
    }

    private static let powers: [UInt64] = (0...18).map { exponent in
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }

    private mutating func digits(_ value: UInt64, _ minimumDigits: Int) {
        var length = 1
        var bound: UInt64 = 10
        while length < 20, value >= bound {
            length &+= 1
            let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
            if overflow { break }
            bound = next
        }
        length = max(length, minimumDigits)
        reserve(length)
        var rest = value
        var place = count &+ length
        while place > count {
            place &-= 1
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            base[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit)
            rest = quotient
        }
        count &+= length
    }
}
