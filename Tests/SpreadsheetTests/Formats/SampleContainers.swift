/// Containers made by hand, byte for byte, for the tests of format detection.
enum SampleContainers {
    static func little16(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }

    static func little32(_ value: Int) -> [UInt8] { little16(value) + little16(value >> 16) }

    /// A ZIP container of stored entries (APPNOTE.TXT 4.3); checksums are left at zero.
    static func zip(_ entries: [(name: String, content: [UInt8])], flags: Int = 0, size: Int? = nil)
        -> [UInt8]
    {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for (name, content) in entries {
            let offset = bytes.count
            let size = size ?? content.count
            let common =
                little16(flags) + little16(0) + little16(0) + little16(0x21) + little32(0) + little32(size)
                + little32(size) + little16(name.utf8.count) + little16(0)
            bytes += [0x50, 0x4B, 0x03, 0x04] + little16(20) + common + Array(name.utf8) + content
            directory += [0x50, 0x4B, 0x01, 0x02] + little16(20) + little16(20) + common
            directory +=
                little16(0) + little16(0) + little16(0) + little32(0) + little32(offset) + Array(name.utf8)
        }
        let start = bytes.count
        bytes += directory
        bytes += [0x50, 0x4B, 0x05, 0x06] + little32(0) + little16(entries.count) + little16(entries.count)
        bytes += little32(directory.count) + little32(start) + little16(0)
        return bytes
    }

    static func zip(names: String...) -> [UInt8] {
        zip(names.map { ($0, Array("content of \($0)".utf8)) })
    }

    /// An OLE compound file with the given streams ([MS-CFB]): header, FAT, directory, then the streams.
    static func compound(_ streams: [(name: String, content: [UInt8])]) -> [UInt8] {
        let directorySectors = (streams.count + 1 + 3) / 4
        var fat: [Int] = [0xFFFF_FFFD]
        for index in 1...directorySectors { fat.append(index == directorySectors ? 0xFFFF_FFFE : index + 1) }
        var directory = entry("Root Entry", kind: 5, start: 0xFFFF_FFFE, size: 0)
        var data: [UInt8] = []
        for (name, content) in streams {
            let padded = content + [UInt8](repeating: 0, count: max(4096 - content.count, 0) + 511)
            let sectors = padded.count / 512
            directory += entry(name, kind: 2, start: fat.count, size: sectors * 512)
            for index in 0..<sectors { fat.append(index == sectors - 1 ? 0xFFFF_FFFE : fat.count + 1) }
            data += padded.prefix(sectors * 512)
        }
        directory += [UInt8](repeating: 0, count: directorySectors * 512 - directory.count)
        precondition(fat.count <= 128, "one FAT sector only")
        fat += Array(repeating: 0xFFFF_FFFF, count: 128 - fat.count)
        var header: [UInt8] =
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 16)
        header += little16(0x3E) + little16(3) + little16(0xFFFE) + little16(9) + little16(6)
        header += [UInt8](repeating: 0, count: 6) + little32(0) + little32(1) + little32(1) + little32(0)
        header += little32(4096) + little32(0xFFFF_FFFE) + little32(0) + little32(0xFFFF_FFFE) + little32(0)
        header += little32(0)
        for _ in 1..<109 { header += little32(0xFFFF_FFFF) }
        return header + fat.flatMap { little32($0) } + directory + data
    }

    private static func entry(_ name: String, kind: UInt8, start: Int, size: Int) -> [UInt8] {
        let units = Array(name.utf16)
        var bytes = units.flatMap { little16(Int($0)) }
        bytes += [UInt8](repeating: 0, count: 64 - bytes.count)
        bytes += little16(units.count * 2 + 2) + [kind, 1] + little32(-1) + little32(-1) + little32(-1)
        bytes += [UInt8](repeating: 0, count: 36) + little32(start) + little32(size) + little32(0)
        return bytes
    }

    /// The opening records of a workbook stream ([MS-XLS] 2.4.21), with FilePass (2.4.117) when it is encrypted.
    static func workbookStream(version: Int = 0x0600, encrypted: Bool = false) -> [UInt8] {
        let opening =
            little16(0x0809) + little16(16) + little16(version) + little16(5)
            + [UInt8](repeating: 0, count: 12)
        return opening + (encrypted ? little16(0x2F) + little16(54) + [UInt8](repeating: 7, count: 54) : [])
            + little16(0x0A) + little16(0)
    }
}
