/// JSON text in the making, for millions of small pieces: plain memory that grows, and no array to be checked for being
/// shared at every byte.
///
/// The pieces are JSON already, or texts that are escaped on the way. All of it is inlined into the loops of other
/// modules: a call for each piece would take longer than the piece.
package struct JSONBytes: ~Copyable {
    @usableFromInline var base: UnsafeMutablePointer<UInt8>
    @usableFromInline var capacity: Int
    /// How many bytes there are.
    @usableFromInline package private(set) var count = 0

    /// Makes an empty text with room for so many bytes.
    package init(capacity: Int = 256) {
        self.capacity = max(256, capacity)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    /// The bytes so far.
    package var bytes: [UInt8] { Array(UnsafeBufferPointer(start: base, count: count)) }

    /// Hands over the bytes so far, without a copy.
    package borrowing func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(start: base, count: count))
    }

    /// Forgets the text but keeps its memory.
    package mutating func removeAll() { count = 0 }

    /// Makes room for so many more bytes and answers where they go; they are counted as written.
    @inlinable @inline(__always)
    package mutating func add(_ more: Int) -> UnsafeMutablePointer<UInt8> {
        if capacity &- count < more { grow(more) }
        let start = base + count
        count &+= more
        return start
    }

    @usableFromInline mutating func grow(_ more: Int) {
        let larger = max(capacity * 2, count + more)
        let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        fresh.update(from: base, count: count)
        base.deallocate()
        (base, capacity) = (fresh, larger)
    }

    // MARK: - JSON

    /// Adds JSON.
    @inlinable @inline(__always)
    package mutating func raw(_ text: StaticString) {
        add(text.utf8CodeUnitCount).update(from: text.utf8Start, count: text.utf8CodeUnitCount)
    }

    /// Adds JSON.
    @inlinable @inline(__always)
    package mutating func raw(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        add(bytes.count).update(from: start, count: bytes.count)
    }

    /// Adds JSON.
    package mutating func raw(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { raw($0) }
    }

    /// Adds JSON that was added before, once more.
    @inlinable @inline(__always)
    package mutating func raw(again earlier: Range<Int>) {
        let target = add(earlier.count)
        target.update(from: base + earlier.lowerBound, count: earlier.count)
    }

    /// Adds a byte of JSON.
    @inlinable @inline(__always)
    package mutating func raw(_ byte: UInt8) { add(1).pointee = byte }

    // MARK: - Strings

    /// Adds a string with its quotes.
    package mutating func string(_ text: String) {
        raw(UInt8(ascii: "\""))
        characters(text)
        raw(UInt8(ascii: "\""))
    }

    /// Adds a string with its quotes, or null.
    package mutating func string(_ text: String?) {
        if let text { string(text) } else { raw("null") }
    }

    /// Adds characters of a string.
    package mutating func characters(_ text: String) {
        var text = text
        text.withUTF8 { characters($0) }
    }

    /// Adds characters of a string, given as well-formed UTF-8.
    package mutating func characters(_ utf8: UnsafeBufferPointer<UInt8>) {
        guard let start = utf8.baseAddress else { return }
        // Few texts have something to escape.
        let target = add(utf8.count)
        target.update(from: start, count: utf8.count)
        guard Self.isEscaped(utf8) else { return }
        count &-= utf8.count
        var escaped = JSONText()
        escaped.characters(UnsafeRawBufferPointer(utf8))
        raw(escaped.bytes)
    }

    /// Whether a byte cannot stand in a string as it is.
    @inlinable @inline(__always)
    package static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// Whether some of many bytes cannot stand in a string as they are.
    package static func isEscaped(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        // Without a branch, so that many bytes are looked at together.
        var isAny: UInt8 = 0
        for index in 0..<bytes.count { isAny |= isEscaped(bytes[index]) ? 1 : 0 }
        return isAny != 0
    }

    // MARK: - Numbers

    /// Adds a whole number of no less than so many digits.
    @inlinable @inline(__always)
    package mutating func integer(_ value: Int, minimumDigits: Int = 1) {
        if value < 0 { raw(UInt8(ascii: "-")) }
        let magnitude = UInt64(value.magnitude)
        let length = max(ByteFormat.digitCount(magnitude), minimumDigits)
        ByteFormat.putDigits(magnitude, count: length, at: add(length))
    }

    /// Adds the fixed-point number `units × 10^-scale` with all its decimals; `scale` lies in 0...18.
    @inlinable @inline(__always)
    package mutating func fixed(units: Int64, scale: Int) {
        if units < 0 { raw(UInt8(ascii: "-")) }
        let length = max(ByteFormat.digitCount(units.magnitude), scale &+ 1)
        guard scale > 0 else {
            return ByteFormat.putDigits(units.magnitude, count: length, at: add(length))
        }
        let start = add(length &+ 1)
        ByteFormat.putDigits(units.magnitude, count: length, at: start)
        // The decimals make room for the point.
        var place = length
        while place > length &- scale {
            start[place] = start[place &- 1]
            place &-= 1
        }
        start[place] = UInt8(ascii: ".")
    }

    /// Adds the fixed-point number `units × 10^-scale` without zeros at its end, but for so many decimals.
    @inlinable @inline(__always)
    package mutating func shortest(units: Int64, scale: Int, leastDecimals: Int = 0) {
        var (units, scale) = (units, scale)
        while scale > leastDecimals {
            let (quotient, digit) = units.quotientAndRemainder(dividingBy: 10)
            if digit != 0 { break }
            units = quotient
            scale &-= 1
        }
        fixed(units: units, scale: scale)
    }
}
