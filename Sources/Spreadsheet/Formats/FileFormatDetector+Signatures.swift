extension FileFormatDetector {
    /// A format that gives itself away by bytes at a fixed place.
    struct Signature: Sendable {
        var format: FileFormat
        var finding: FindingCode
        /// The format's own name, the same in every language; goes into the finding.
        var kind: String?
        /// The bytes as they are shown in the reason.
        var shown: String
        /// Whether a file has them.
        var matches: @Sendable (ByteWindow) -> Bool

        init(
            _ format: FileFormat, _ finding: FindingCode, _ kind: String?, shown: String,
            matches: @escaping @Sendable (ByteWindow) -> Bool
        ) {
            self.format = format
            self.finding = finding
            self.kind = kind
            self.shown = shown
            self.matches = matches
        }

        init(
            _ format: FileFormat, _ finding: FindingCode, _ kind: String?, _ bytes: [UInt8],
            at offset: Int = 0
        ) {
            let shown =
                bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F }
                ? String(decoding: bytes, as: UTF8.self)
                : bytes.map { String($0, radix: 16, uppercase: true) }.joined(separator: " ")
            self.init(format, finding, kind, shown: shown) { $0.has(bytes, at: offset) }
        }
    }

    /// Tried in this order.
    static let signatures: [Signature] = [
        Signature(.pdf, .formatPDF, nil, shown: "%PDF-") { $0.first(Array("%PDF-".utf8), to: 1024) != nil },
        Signature(.image, .formatImage, "PNG", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        Signature(.image, .formatImage, "JPEG", [0xFF, 0xD8, 0xFF]),
        Signature(.image, .formatImage, "GIF", Array("GIF8".utf8)),
        Signature(.image, .formatImage, "TIFF", [0x49, 0x49, 0x2A, 0x00]),
        Signature(.image, .formatImage, "TIFF", [0x4D, 0x4D, 0x00, 0x2A]),
        Signature(.image, .formatImage, "WebP", shown: "RIFF…WEBP") {
            $0.has("RIFF") && $0.has("WEBP", at: 8)
        },
        Signature(.image, .formatImage, "BMP", shown: "BM") {
            $0.has("BM") && $0.little32(at: 2) == $0.count
        },
        Signature(.image, .formatImage, "HEIC", shown: "ftyp") { $0.has("ftyp", at: 4) },
        Signature(.archive, .formatArchive, "gzip", [0x1F, 0x8B]),
        Signature(.archive, .formatArchive, "7-Zip", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
        Signature(.archive, .formatArchive, "RAR", [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07]),
        Signature(.archive, .formatArchive, "xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
        Signature(.archive, .formatArchive, "Zstandard", [0x28, 0xB5, 0x2F, 0xFD]),
        Signature(.archive, .formatArchive, "bzip2", shown: "BZh") {
            $0.has("BZh") && $0.has([0x31, 0x41, 0x59, 0x26, 0x53, 0x59], at: 4)
        },
        Signature(.archive, .formatArchive, "tar", Array("ustar".utf8), at: 257),
        Signature(.archive, .formatArchive, "Microsoft Cabinet", [0x4D, 0x53, 0x43, 0x46, 0, 0, 0, 0]),
        Signature(.database, .formatDatabase, "SQLite", Array("SQLite format 3\0".utf8)),
        Signature(.database, .formatDatabase, "Access", Array("\0\u{1}\0\0Standard ".utf8)),
        Signature(.database, .formatDatabase, "Parquet", shown: "PAR1") {
            $0.has("PAR1") && $0.has("PAR1", at: $0.count - 4)
        },
        Signature(.database, .formatDatabase, "dBASE", shown: "DBF", matches: isDBase),
        Signature(.program, .formatProgram, nil, shown: "MZ") { window in
            window.has("MZ") && window.little32(at: 0x3C).map { window.has("PE\0\0", at: $0) } ?? false
        },
        Signature(.program, .formatProgram, nil, [0x7F, 0x45, 0x4C, 0x46]),
    ]

    /// A dBASE table has no signature of its own, but a header that can hardly be anything else: a version, a date,
    /// a header length at whose end the field list is closed, and a record length.
    private static func isDBase(_ window: ByteWindow) -> Bool {
        guard let version = window.byte(at: 0), [0x03, 0x30, 0x31, 0x43, 0x83, 0x8B, 0xF5].contains(version),
            let month = window.byte(at: 2), (1...12).contains(month), let day = window.byte(at: 3),
            (1...31).contains(day), let header = window.little16(at: 8), header >= 65,
            let record = window.little16(at: 10), record >= 2
        else { return false }
        return (header - 264...header - 1).contains { $0 >= 64 && window.byte(at: $0) == 0x0D }
    }
}
