/// What the end record of a ZIP archive declares (APPNOTE.TXT 4.3.14 to 4.3.16).
struct ZipDirectoryEnd {
    /// Entries of the directory.
    var entries: UInt64

    /// Looks for the end record; nil when there is none.
    init?(_ bytes: any ByteSource) throws(SpreadsheetError) {
        // The record is 22 bytes long and may be followed by a comment of up to 65,535.
        let start = max(0, bytes.count - 22 - 65_535)
        let tail = try bytes.bytes(at: start, count: bytes.count - start)
        guard
            let place = stride(from: tail.count - 22, through: 0, by: -1).first(where: {
                tail[$0] == 0x50 && tail[$0 + 1] == 0x4B && tail[$0 + 2] == 5 && tail[$0 + 3] == 6
            })
        else { return nil }
        entries = Self.number(tail, at: place + 10, bytes: 2)
        if entries == 0xFFFF, place >= 20, Self.number(tail, at: place - 20, bytes: 4) == 0x0706_4B50 {
            let offset = Self.number(tail, at: place - 12, bytes: 8)
            let record = try bytes.bytes(at: Int(clamping: offset), count: 56)
            if record.count == 56, Self.number(record, at: 0, bytes: 4) == 0x0606_4B50 {
                entries = Self.number(record, at: 32, bytes: 8)
            }
        }
    }

    private static func number(_ bytes: [UInt8], at offset: Int, bytes count: Int) -> UInt64 {
        (0..<count).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) }
    }
}
