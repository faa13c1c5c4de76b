/// Text in the making, in memory that is used over and over.
///
/// For the cells of long lists, none of which should cost an allocation.
package final class TextScratch {
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var count = 0

    /// Makes an empty text.
    package init(capacity: Int = 256) {
        self.capacity = max(1, capacity)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    /// The bytes so far, which stay where they are until the text changes.
    @inline(__always)
    package var utf8: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

    /// The text as a string.
    package var string: String { String(decoding: utf8, as: UTF8.self) }

    /// Begins anew.
    package func clear() { count = 0 }

    /// Adds valid UTF-8.
    package func append(_ utf8: UnsafeBufferPointer<UInt8>) {
        guard let start = utf8.baseAddress, !utf8.isEmpty else { return }
        reserve(utf8.count)
        (base + count).update(from: start, count: utf8.count)
        count &+= utf8.count
    }

    /// Adds a text.
    package func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    /// Adds a literal.
    package func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Adds the digits of a number.
    package func append(_ number: Int) {
        reserve(ByteFormat.numberRoom)
        count = ByteFormat.put(Int64(number), at: base + count) - base
    }

    /// Adds an A1 reference.
    package func append(_ cell: CellPosition) {
        reserve(ByteFormat.referenceRoom)
        count = ByteFormat.put(cell, at: base + count) - base
    }

    /// Adds what a function writes, which says how long that is: again with more room when there was too little.
    ///
    /// - Parameter write: Is given memory and how much of it there is, and returns how many bytes it wrote or would have
    ///   written.
    @inline(__always)
    package func append(_ write: (UnsafeMutablePointer<UInt8>, Int) -> Int) {
        let room = capacity &- count
        let length = write(base + count, room)
        if length > room {
            reserve(length)
            _ = write(base + count, length)
        }
        count &+= length
    }

    @inline(__always)
    private func reserve(_ more: Int) {
        if count &+ more > capacity { grow(more) }
    }

    @inline(never)
    private func grow(_ more: Int) {
        capacity = max(capacity * 2, count + more)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
    }
}
