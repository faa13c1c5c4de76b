extension TextEncoding {
    /// Decodes bytes that hold text in this encoding, without a byte order mark.
    ///
    /// Bytes that are no character become U+FFFD and are listed; `offset` is added to their offsets. At most
    /// `failureLimit` failures are listed.
    public func decode(
        _ bytes: UnsafeRawBufferPointer, offset: Int = 0, failureLimit: Int = 1000
    ) -> DecodedText {
        var result = DecodedText()
        var failures: [DecodingFailure] = []
        let note = { (place: Int, length: Int) in
            guard failures.count < failureLimit else { return }
            failures.append(
                DecodingFailure(offset: offset + place, bytes: Array(bytes[place..<(place + length)])))
        }
        switch self {
        case .utf8: Self.repairUTF8(bytes, into: &result.utf8, onFailure: note)
        case .gb18030: GB18030.shared.decode(bytes, into: &result.utf8, onFailure: note)
        case .utf16LittleEndian, .utf16BigEndian:
            Self.decodeUTF16(bytes, isBig: self == .utf16BigEndian, into: &result.utf8, onFailure: note)
        case .big5, .other:
            if let converter = IconvConverter(from: iconvName) {
                _ = converter.decode(bytes, isFinal: true, into: &result.utf8, onFailure: note)
            } else {
                Self.repairUTF8(bytes, into: &result.utf8, onFailure: note)
            }
        }
        result.failures = failures
        return result
    }

    /// Writes text in this encoding, without a byte order mark; nil for an encoding that cannot be written.
    ///
    /// UTF-8, UTF-16 and GB 18030 can be written; all of them hold every character.
    public func encode(_ text: String) -> [UInt8]? {
        switch self {
        case .utf8: return Array(text.utf8)
        case .utf16LittleEndian: return text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .utf16BigEndian: return text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case .gb18030:
            var bytes: [UInt8] = []
            bytes.reserveCapacity(text.utf8.count)
            GB18030.shared.encode(text, into: &bytes)
            return bytes
        case .big5, .other: return nil
        }
    }

    /// The name for `iconv`.
    var iconvName: String {
        // Plain Big5 lacks characters that Windows writes, the euro sign among them.
        self == .big5 ? "CP950" : name
    }

    private static func repairUTF8(
        _ bytes: UnsafeRawBufferPointer, into utf8: inout [UInt8], onFailure: (Int, Int) -> Void
    ) {
        var offset = 0
        while offset < bytes.count {
            let invalid = UTF8Scanner.firstInvalid(in: bytes, from: offset)
            utf8.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[offset..<invalid]))
            if invalid == bytes.count { break }
            onFailure(invalid, 1)
            GB18030.append(0xFFFD, to: &utf8)
            offset = invalid + 1
        }
    }

    private static func decodeUTF16(
        _ bytes: UnsafeRawBufferPointer, isBig: Bool, into utf8: inout [UInt8],
        onFailure: (Int, Int) -> Void
    ) {
        func unit(_ offset: Int) -> UInt32 {
            let (first, second) = (UInt32(bytes[offset]), UInt32(bytes[offset + 1]))
            return isBig ? first << 8 | second : second << 8 | first
        }
        utf8.reserveCapacity(utf8.count + bytes.count * 3 / 2)
        var offset = 0
        while offset + 1 < bytes.count {
            let high = unit(offset)
            if high & 0xF800 != 0xD800 {
                GB18030.append(high, to: &utf8)
                offset += 2
            } else if high < 0xDC00, offset + 3 < bytes.count, unit(offset + 2) & 0xFC00 == 0xDC00 {
                GB18030.append(
                    0x10000 + ((high & 0x3FF) << 10 | unit(offset + 2) & 0x3FF), to: &utf8)
                offset += 4
            } else {
                onFailure(offset, 2)
                GB18030.append(0xFFFD, to: &utf8)
                offset += 2
            }
        }
        if offset < bytes.count {
            onFailure(offset, 1)
            GB18030.append(0xFFFD, to: &utf8)
        }
    }
}
