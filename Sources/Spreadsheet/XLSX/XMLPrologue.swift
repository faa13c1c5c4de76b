import Foundation

/// Looks at the beginning of an XML part to tell whether the byte scanners may read on.
enum XMLPrologue {
    /// Whether the bytes are plain UTF-8 XML that ends with the start tag of the container: no other encoding, no
    /// document type, comment or section, no change to the treatment of blanks.
    static func isPlain(_ prefix: UnsafeRawBufferPointer, endingWith container: [UInt8]) -> Bool {
        var bytes = prefix[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        guard bytes.first == UInt8(ascii: "<") else { return false }
        if bytes.starts(with: Array("<?xml".utf8)) {
            guard let end = bytes.firstIndex(of: UInt8(ascii: ">")) else { return false }
            let declaration = String(decoding: bytes[..<end], as: UTF8.self).lowercased()
            if let encoding = declaration.range(of: "encoding") {
                let value = declaration[encoding.upperBound...]
                guard value.contains("\"utf-8\"") || value.contains("'utf-8'") else { return false }
            }
            bytes = bytes[end...]
        }
        guard let lastTag = bytes.lastIndex(of: UInt8(ascii: "<")),
            bytes[lastTag...].starts(with: container), endsName(bytes, at: lastTag + container.count),
            let end = bytes[lastTag...].firstIndex(of: UInt8(ascii: ">")),
            bytes[end - 1] != UInt8(ascii: "/"),
            bytes[(end + 1)...].allSatisfy(XMLBytes.isBlank),
            !String(decoding: bytes, as: UTF8.self).contains("xml:space")
        else { return false }
        var previous: UInt8 = 0
        for byte in bytes {
            if previous == UInt8(ascii: "<"), byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") {
                return false
            }
            previous = byte
        }
        return true
    }

    /// Whether no further character of a name stands at a place.
    private static func endsName(_ bytes: Slice<UnsafeRawBufferPointer>, at place: Int) -> Bool {
        guard place < bytes.endIndex else { return false }
        return bytes[place] == UInt8(ascii: ">") || XMLBytes.isBlank(bytes[place])
    }
}
