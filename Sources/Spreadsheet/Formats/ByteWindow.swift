import Glibc

/// Checked reading in bytes that nobody vouches for: whatever lies outside is nil.
///
/// Looks at memory, or at a source through one block that is read again where needed.
final class ByteWindow {
    /// Bytes read from a source at a time.
    private static let blockBytes = 1 << 17

    /// The number of bytes.
    let count: Int
    /// Why the source could not be read; what is asked for afterwards may be nil for that reason.
    private(set) var failure: SpreadsheetError?

    private let source: (any ByteSource)?
    private var block: UnsafeRawBufferPointer
    private var blockStart = 0
    private var owned: UnsafeMutableRawBufferPointer?

    /// Looks at bytes in memory, which must stay there.
    init(_ bytes: UnsafeRawBufferPointer) {
        source = nil
        count = bytes.count
        block = bytes
    }

    /// Looks at a source.
    init(_ source: any ByteSource) {
        self.source = source
        count = source.count
        block = UnsafeRawBufferPointer(start: nil, count: 0)
    }

    deinit {
        owned?.deallocate()
    }

    /// The bytes of a range; nil when it is not wholly inside.
    ///
    /// They are valid until the next reading.
    func slice(at offset: Int, count wanted: Int) -> UnsafeRawBufferPointer? {
        guard offset >= 0, wanted >= 0, wanted <= count, offset <= count - wanted else { return nil }
        if offset < blockStart || offset + wanted > blockStart + block.count {
            guard load(offset, wanted) else { return nil }
        }
        return UnsafeRawBufferPointer(rebasing: block[offset - blockStart..<offset - blockStart + wanted])
    }

    private func load(_ offset: Int, _ wanted: Int) -> Bool {
        guard let source, failure == nil else { return false }
        // A little before what is wanted, because directories are looked for from the end of the file back.
        let start = max(0, min(offset - Self.blockBytes / 2, count - Self.blockBytes))
        let length = min(count - start, max(Self.blockBytes, offset - start + wanted))
        if owned.map({ $0.count < length }) ?? true {
            owned?.deallocate()
            owned = .allocate(byteCount: length, alignment: 16)
        }
        guard let owned else { return false }
        block = UnsafeRawBufferPointer(start: nil, count: 0)
        do throws(SpreadsheetError) {
            let read = try source.read(
                at: start, into: UnsafeMutableRawBufferPointer(rebasing: owned[..<length]))
            guard read >= offset - start + wanted else { return false }
            block = UnsafeRawBufferPointer(rebasing: owned[..<read])
            blockStart = start
            return true
        } catch {
            failure = error
            return false
        }
    }

    func byte(at offset: Int) -> Int? {
        slice(at: offset, count: 1).map { Int($0[0]) }
    }

    func little16(at offset: Int) -> Int? {
        slice(at: offset, count: 2).map { Int(UInt16(littleEndian: $0.loadUnaligned(as: UInt16.self))) }
    }

    func little32(at offset: Int) -> Int? {
        slice(at: offset, count: 4).map { Int(UInt32(littleEndian: $0.loadUnaligned(as: UInt32.self))) }
    }

    /// Nil as well when the number is too large for an offset.
    func little64(at offset: Int) -> Int? {
        slice(at: offset, count: 8).flatMap {
            Int(exactly: UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)))
        }
    }

    func has(_ pattern: StaticString, at offset: Int = 0) -> Bool {
        guard let slice = slice(at: offset, count: pattern.utf8CodeUnitCount) else { return false }
        return slice.elementsEqual(
            UnsafeBufferPointer(start: pattern.utf8Start, count: pattern.utf8CodeUnitCount))
    }

    func has(_ pattern: [UInt8], at offset: Int = 0) -> Bool {
        slice(at: offset, count: pattern.count)?.elementsEqual(pattern) ?? false
    }

    /// The first place of a pattern at or after `start` and wholly before `end`.
    func first(_ pattern: [UInt8], from start: Int = 0, to end: Int = .max) -> Int? {
        let end = min(end, count)
        guard let lead = pattern.first else { return nil }
        var offset = max(0, start)
        while offset <= end - pattern.count {
            let length = min(end - offset, Self.blockBytes / 2)
            guard let stretch = slice(at: offset, count: length), let base = stretch.baseAddress else {
                return nil
            }
            guard let found = memchr(base, Int32(lead), length) else {
                offset += length
                continue
            }
            offset += UnsafeRawPointer(found) - base
            if has(pattern, at: offset) { return offset <= end - pattern.count ? offset : nil }
            offset += 1
        }
        return nil
    }

    /// The length without the zeros at the end.
    var countWithoutTrailingZeros: Int {
        var end = count
        while end > 0 {
            let length = min(end, Self.blockBytes / 2)
            guard let stretch = slice(at: end - length, count: length) else { return end }
            if let last = stretch.lastIndex(where: { $0 != 0 }) { return end - length + last + 1 }
            end -= length
        }
        return 0
    }
}
