@testable import Spreadsheet

/// Builds ZIP containers byte for byte (APPNOTE.TXT 4.3), sound or not.
struct ZipBuilder {
    /// How the sizes of an entry are written.
    enum Sizes {
        /// In the local header, as most programs do.
        case local
        /// Behind the data, as programs do that write without looking back.
        case descriptor
        /// In 64-bit extra fields.
        case zip64
    }

    /// One entry and what is wrong with it.
    struct Entry {
        var name: String
        var content: [UInt8]
        /// 8 for deflate, 0 for stored; with others the content is stored all the same.
        var method = 8
        var sizes = Sizes.local
        var isEncrypted = false
        /// The packed bytes, where packing the content would take too long.
        var packed: [UInt8]?
        /// Changes the packed bytes.
        var damage: (inout [UInt8]) -> Void = { _ in }
        /// What is declared instead of the truth.
        var declaredCRC: UInt32?
        var declaredBytes: Int?
        /// Points the directory to the data of an earlier entry.
        var overlaps: Int?

        init(_ name: String, _ content: [UInt8]) {
            self.name = name
            self.content = content
        }

        init(_ name: String, _ text: String) {
            self.init(name, Array(text.utf8))
        }
    }

    var entries: [Entry] = []
    var comment: [UInt8] = []
    /// Entries that the end record declares instead of the truth.
    var declaredEntries: Int?

    init(_ entries: [Entry] = []) {
        self.entries = entries
    }

    var bytes: [UInt8] {
        var body: [UInt8] = []
        var directory: [UInt8] = []
        var offsets: [Int] = []
        var usesZip64 = false
        for entry in entries {
            var packed = entry.packed ?? (entry.method == 8 ? Self.deflated(entry.content) : entry.content)
            entry.damage(&packed)
            let crc = entry.declaredCRC ?? CRC32.of(entry.content)
            let size = entry.declaredBytes ?? entry.content.count
            let name = Array(entry.name.utf8)
            let flags = 0x0800 | (entry.sizes == .descriptor ? 8 : 0) | (entry.isEncrypted ? 1 : 0)
            let isZip64 = entry.sizes == .zip64
            usesZip64 = usesZip64 || isZip64
            let offset = entry.overlaps.map { offsets[$0] } ?? body.count
            offsets.append(offset)
            let sizes =
                isZip64
                ? Self.little(-1, 4) + Self.little(-1, 4)
                : Self.little(packed.count, 4) + Self.little(size, 4)
            let common = Self.little(flags, 2) + Self.little(entry.method, 2) + Self.little(0x5C21_0000, 4)
            if entry.overlaps == nil {
                let extra =
                    isZip64
                    ? Self.little(1, 2) + Self.little(16, 2) + Self.little(size, 8)
                        + Self.little(packed.count, 8) : []
                body += [0x50, 0x4B, 3, 4] + Self.little(45, 2) + common
                body += entry.sizes == .descriptor ? Self.little(0, 12) : Self.little(Int(crc), 4) + sizes
                body += Self.little(name.count, 2) + Self.little(extra.count, 2) + name + extra + packed
                if entry.sizes == .descriptor {
                    body +=
                        [0x50, 0x4B, 7, 8] + Self.little(Int(crc), 4) + Self.little(packed.count, 4)
                        + Self.little(size, 4)
                }
            }
            let extra =
                isZip64
                ? Self.little(1, 2) + Self.little(24, 2) + Self.little(size, 8) + Self.little(packed.count, 8)
                    + Self.little(offset, 8) : []
            directory +=
                [0x50, 0x4B, 1, 2] + Self.little(45, 2) + Self.little(45, 2) + common
                + Self.little(Int(crc), 4) + sizes
            directory += Self.little(name.count, 2) + Self.little(extra.count, 2) + Self.little(0, 10)
            directory += Self.little(isZip64 ? -1 : offset, 4) + name + extra
        }
        let start = body.count
        let count = declaredEntries ?? entries.count
        var end: [UInt8] = []
        if usesZip64 {
            end +=
                [0x50, 0x4B, 6, 6] + Self.little(44, 8) + Self.little(45, 2) + Self.little(45, 2)
                + Self.little(0, 8)
            end +=
                Self.little(count, 8) + Self.little(count, 8) + Self.little(directory.count, 8)
                + Self.little(start, 8)
            end +=
                [0x50, 0x4B, 6, 7] + Self.little(0, 4) + Self.little(start + directory.count, 8)
                + Self.little(1, 4)
        }
        let shown = usesZip64 ? 0xFFFF : count
        end += [0x50, 0x4B, 5, 6] + Self.little(0, 4) + Self.little(shown, 2) + Self.little(shown, 2)
        end += Self.little(usesZip64 ? -1 : directory.count, 4) + Self.little(usesZip64 ? -1 : start, 4)
        return body + directory + end + Self.little(comment.count, 2) + comment
    }

    static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 < 8 ? value >> (8 * $0) : 0) }
    }

    /// A raw deflate stream of `beginning` and then so many mebibytes of one byte, made without unpacked bytes of that
    /// size: blocks stand on their own, so that one of them can be had many times over.
    static func bomb(_ beginning: [UInt8], mebibytes: Int, of byte: UInt8) -> [UInt8] {
        let deflater = BlockDeflater()
        let block = DeflateBlock()
        func pack(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
            for (index, byte) in bytes.enumerated() { block.input[index] = byte }
            block.inputCount = bytes.count
            block.isLast = isLast
            deflater.deflate(block)
            return Array(UnsafeBufferPointer(start: block.output, count: block.outputCount))
        }
        var packed = pack(beginning, isLast: false)
        let filling = pack([UInt8](repeating: byte, count: DeflateBlock.capacity), isLast: false)
        for _ in 0..<(mebibytes << 20 / DeflateBlock.capacity) { packed += filling }
        return packed + pack([], isLast: true)
    }

    /// A raw deflate stream, block by block.
    static func deflated(_ content: [UInt8]) -> [UInt8] {
        let deflater = BlockDeflater()
        let block = DeflateBlock()
        var packed: [UInt8] = []
        var offset = 0
        repeat {
            block.inputCount = min(DeflateBlock.capacity, content.count - offset)
            for index in 0..<block.inputCount { block.input[index] = content[offset + index] }
            offset += block.inputCount
            block.isLast = offset == content.count
            deflater.deflate(block)
            packed += UnsafeBufferPointer(start: block.output, count: block.outputCount)
        } while offset < content.count
        return packed
    }
}

/// The checksum of ZIP containers, bit by bit (ISO 3309), so that it is none of the code under test.
enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { value in
        (0..<8).reduce(UInt32(value)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }

    static func of(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { $0 >> 8 ^ table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] }
    }
}
