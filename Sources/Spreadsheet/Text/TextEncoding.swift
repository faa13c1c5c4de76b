/// How the characters of a text file are written as bytes.
public enum TextEncoding: Hashable, Sendable {
    /// UTF-8 (RFC 3629).
    case utf8
    /// UTF-16, low byte first.
    case utf16LittleEndian
    /// UTF-16, high byte first.
    case utf16BigEndian
    /// GB 18030, and with it its subsets GBK (code page 936) and GB 2312.
    case gb18030
    /// Big5 with the extensions of code page 950.
    case big5
    /// Another encoding, by the name under which the system's `iconv` knows it.
    case other(String)

    /// The usual name.
    public var name: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16LittleEndian: "UTF-16LE"
        case .utf16BigEndian: "UTF-16BE"
        case .gb18030: "GB18030"
        case .big5: "Big5"
        case .other(let name): name
        }
    }

    /// Reads a name as people and programs write it: `utf-8`, `GBK`, `gb2312`, `cp936`, `big5`, `latin1`.
    ///
    /// Returns nil when neither this library nor the system's `iconv` knows the name.
    public init?(name: String) {
        let folded = name.lowercased().filter { $0.isLetter || $0.isNumber }
        switch folded {
        case "utf8", "utf8bom", "utf8sig", "ascii", "usascii": self = .utf8
        case "utf16le", "unicode", "ucs2le": self = .utf16LittleEndian
        case "utf16be", "ucs2be": self = .utf16BigEndian
        case "gb18030", "gbk", "gb2312", "cp936", "windows936", "936", "euccn", "ansi": self = .gb18030
        case "big5", "cp950", "windows950", "950", "big5hkscs": self = .big5
        case "latin1", "iso88591", "cp1252", "windows1252", "1252": self = .other("WINDOWS-1252")
        default:
            guard IconvConverter(from: name) != nil else { return nil }
            self = .other(name)
        }
    }

    /// The bytes that announce the encoding at the start of a file; empty when there are none.
    public var byteOrderMark: [UInt8] {
        switch self {
        case .utf8: [0xEF, 0xBB, 0xBF]
        case .utf16LittleEndian: [0xFF, 0xFE]
        case .utf16BigEndian: [0xFE, 0xFF]
        case .gb18030: [0x84, 0x31, 0x95, 0x33]
        case .big5, .other: []
        }
    }
}
