/// The opening records of a binary Excel workbook stream.
///
/// Layout: [MS-XLS] 2.4.21 (BOF), 2.4.117 (FilePass); the older versions differ in the record number of BOF.
struct BIFFStream {
    /// The version as people know it: `2` to `5` and `8`.
    ///
    /// Version 5 is Excel 5.0 and 95, 8 is 97 to 2003.
    var version: Int
    /// Whether the records behind the first are encrypted.
    var isEncrypted: Bool

    /// Recognises a stream by its first record; nil when it is none.
    init?(_ window: ByteWindow) {
        guard let record = window.little16(at: 0), let length = window.little16(at: 2),
            let declared = window.little16(at: 4), let kind = window.little16(at: 6)
        else { return nil }
        let kinds: Set = [0x0005, 0x0006, 0x0010, 0x0020, 0x0040, 0x0100]
        guard kinds.contains(kind) else { return nil }
        switch (record, length) {
        case (0x0009, 4): version = 2
        case (0x0209, 6): version = 3
        case (0x0409, 6): version = 4
        case (0x0809, 8...64): version = declared == 0x0500 ? 5 : 8
        default: return nil
        }
        isEncrypted = false
        // FilePass stands near the front, behind BOF and, in some files, WriteProt and a few more.
        var offset = 4 + length
        for _ in 0..<8 {
            guard let next = window.little16(at: offset), let size = window.little16(at: offset + 2) else {
                break
            }
            if next == 0x002F {
                isEncrypted = true
                break
            }
            offset += 4 + size
        }
    }
}
