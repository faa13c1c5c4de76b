/// What can be said of a ZIP container without unpacking it: the names inside, and whether it is whole.
///
/// Only for telling formats apart and for saying where a broken file breaks; the package reader does its own,
/// stricter reading. Layout: APPNOTE.TXT 4.3.
struct ZIPOutline {
    /// A file in the container.
    struct Entry {
        var name: String
        /// Where its local header starts.
        var offset: Int
        var method: Int
        var compressedSize: Int
        var isEncrypted: Bool

        /// The name as package formats compare it: lower case, `/` between the parts, none in front.
        var foldedName: String {
            let name = name.replacing("\\", with: "/").lowercased()
            return name.hasPrefix("/") ? String(name.dropFirst()) : name
        }
    }

    /// Whether the container is whole.
    enum Condition: Equatable {
        case whole
        /// The file ends at this offset, inside the named entry, or in the directory.
        case truncated(at: Int, inside: String?)
        /// There is an end record, but no directory where it says.
        case damaged
    }

    private(set) var entries: [Entry] = []
    private(set) var condition = Condition.whole

    private static let end: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
    private static let end64: [UInt8] = [0x50, 0x4B, 0x06, 0x06]
    private static let end64Locator: [UInt8] = [0x50, 0x4B, 0x06, 0x07]
    private static let central: [UInt8] = [0x50, 0x4B, 0x01, 0x02]
    private static let local: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    private static let marker32 = 0xFFFF_FFFF

    /// Reads the outline, looking at no more than `limit` entries.
    init(_ window: ByteWindow, limit: Int) {
        guard let end = Self.endRecord(in: window) else {
            // An interrupted download may leave the rest of the file as zeros.
            let written = window.countWithoutTrailingZeros
            let end = window.count - written >= 512 ? written : window.count
            condition = .truncated(at: end, inside: walkLocalHeaders(window, limit: limit, end: end))
            return
        }
        guard var offset = Self.directory(in: window, endRecord: end) else {
            if window.little16(at: end + 10) != 0 {
                condition = .damaged
                _ = walkLocalHeaders(window, limit: limit, end: window.count)
            }
            return
        }
        while entries.count < limit, window.has(Self.central, at: offset),
            let entry = Self.centralEntry(window, offset)
        {
            entries.append(entry.entry)
            offset = entry.next
        }
    }

    /// The end record: the last place in the file where one can stand.
    private static func endRecord(in window: ByteWindow) -> Int? {
        var offset = window.count - 22
        let lowest = max(0, window.count - 22 - 0xFFFF)
        while offset >= lowest {
            if window.has(end, at: offset), let comment = window.little16(at: offset + 20),
                offset + 22 + comment <= window.count
            {
                return offset
            }
            offset -= 1
        }
        return nil
    }

    /// Where the central directory starts; nil when no entry is found there.
    private static func directory(in window: ByteWindow, endRecord: Int) -> Int? {
        guard var size = window.little32(at: endRecord + 12), var start = window.little32(at: endRecord + 16)
        else { return nil }
        if start == marker32 || size == marker32, window.has(end64Locator, at: endRecord - 20),
            let record = window.little64(at: endRecord - 12), window.has(end64, at: record),
            let size64 = window.little64(at: record + 40), let start64 = window.little64(at: record + 48)
        {
            size = size64
            start = start64
        }
        if window.has(central, at: start) { return start }
        // With bytes put in front of the container, offsets are off, but the distances still hold.
        let (behind, overflow) = endRecord.subtractingReportingOverflow(size)
        return !overflow && window.has(central, at: behind) ? behind : nil
    }

    private static func centralEntry(_ window: ByteWindow, _ offset: Int) -> (entry: Entry, next: Int)? {
        guard let flags = window.little16(at: offset + 8), let method = window.little16(at: offset + 10),
            let compressed = window.little32(at: offset + 20),
            let nameLength = window.little16(at: offset + 28),
            let extraLength = window.little16(at: offset + 30),
            let commentLength = window.little16(at: offset + 32),
            let local = window.little32(at: offset + 42),
            let name = window.slice(at: offset + 46, count: nameLength)
        else { return nil }
        let entry = Entry(
            name: String(decoding: name, as: UTF8.self), offset: local, method: method,
            compressedSize: compressed, isEncrypted: flags & 1 != 0)
        return (entry, offset + 46 + nameLength + extraLength + commentLength)
    }

    /// Follows the local headers from the start, for a container without a usable directory.
    ///
    /// Returns the name of the entry that reaches beyond the end.
    private mutating func walkLocalHeaders(_ window: ByteWindow, limit: Int, end: Int) -> String? {
        var offset = 0
        while entries.count < limit, window.has(Self.local, at: offset) {
            guard let flags = window.little16(at: offset + 6), let method = window.little16(at: offset + 8),
                let size = window.little32(at: offset + 18),
                let nameLength = window.little16(at: offset + 26),
                let extraLength = window.little16(at: offset + 28),
                let name = window.slice(at: offset + 30, count: nameLength)
            else { return nil }
            entries.append(
                Entry(
                    name: String(decoding: name, as: UTF8.self), offset: offset, method: method,
                    compressedSize: size, isEncrypted: flags & 1 != 0))
            let data = offset + 30 + nameLength + extraLength
            if (flags & 8 != 0 && size == 0) || size == Self.marker32 {
                guard let next = Self.nextHeader(in: window, from: data) else { return entries.last?.name }
                offset = next
            } else {
                offset = data + size
                if offset > end { return entries.last?.name }
            }
        }
        return nil
    }

    /// The next local or central header, for an entry that does not say how long it is.
    private static func nextHeader(in window: ByteWindow, from start: Int) -> Int? {
        var offset = start
        while let found = window.first([0x50, 0x4B], from: offset) {
            if window.has(local, at: found) || window.has(central, at: found) { return found }
            offset = found + 2
        }
        return nil
    }
}
