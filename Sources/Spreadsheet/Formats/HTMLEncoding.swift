/// Finds the encoding of a page: what its bytes prove comes before what it says of itself.
struct HTMLEncoding {
    /// The encoding to decode with.
    var encoding: TextEncoding
    /// How many bytes the byte order mark takes.
    var markLength = 0
    /// The name that the page gives, when it turned out to be wrong.
    var contradicted: String?

    /// Looks at the bytes of a page.
    init(_ bytes: UnsafeRawBufferPointer) {
        let window = ByteWindow(bytes)
        for marked in [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian, .gb18030]
        where window.has(marked.byteOrderMark) {
            encoding = marked
            markLength = marked.byteOrderMark.count
            return
        }
        let declared = Self.declaredName(bytes.prefix(8192))
        let named = declared.flatMap(TextEncoding.init(name:))
        let isASCII = !bytes.contains { $0 >= 0x80 }
        if TextHead.isWide(bytes, littleEndian: true) {
            encoding = .utf16LittleEndian
        } else if TextHead.isWide(bytes, littleEndian: false) {
            encoding = .utf16BigEndian
        } else if UTF8Scanner.firstInvalid(in: bytes) == bytes.count {
            encoding = .utf8
        } else if let named, named != .utf8, named != .utf16LittleEndian, named != .utf16BigEndian {
            encoding = named
        } else {
            // Without a declaration, or with a wrong one, it is what office software here has always written.
            encoding = .gb18030
        }
        if let declared, let named, named != encoding, !isASCII { contradicted = declared }
    }

    /// The name behind `charset=` or in the XML declaration.
    private static func declaredName(_ head: Slice<UnsafeRawBufferPointer>) -> String? {
        let text = String(
            decoding: head.map { $0 < 0x80 ? TextHead.lower($0) : UInt8(ascii: "?") }, as: UTF8.self)
        for key in ["charset", "encoding"] {
            guard let range = text.firstRange(of: key) else { continue }
            let rest = text[range.upperBound...].drop { $0 == " " || $0 == "=" || $0 == "\"" || $0 == "'" }
            let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
            if !name.isEmpty { return String(name.prefix(40)) }
        }
        return nil
    }
}
