import Testing

@testable import Spreadsheet

struct TextEncodingTests {
    @Test func everyCharacterSurvivesGB18030() {
        var text = ""
        for value in UInt32(1)...0x10FFFF where !(0xD800...0xDFFF).contains(value) {
            // The other planes are calculated; a sample of them will do.
            if value > 0x10FFF, value % 97 != 0 { continue }
            if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
        }
        var bytes: [UInt8] = []
        GB18030.shared.encode(text, into: &bytes)
        let decoded = bytes.withUnsafeBytes { TextEncoding.gb18030.decode($0) }
        #expect(decoded.failures.isEmpty)
        #expect(Array(text.utf8) == decoded.utf8)
    }

    @Test(
        arguments: [
            ("中", [0xD6, 0xD0]), ("€", [0xA2, 0xE3]), ("㐀", [0x81, 0x39, 0xEE, 0x39]),
            ("😀", [0x94, 0x39, 0xFC, 0x36]),
            ("a", [0x61]), ("　", [0xA1, 0xA1]),
        ] as [(String, [UInt8])])
    func encodesAsTheStandardSays(text: String, bytes: [UInt8]) {
        #expect(TextEncoding.gb18030.encode(text) == bytes)
    }

    @Test func agreesWithTheSystem() throws {
        let converter = try #require(IconvConverter(from: "GB18030"))
        var different: [Int] = []
        for lead in 0x81...0xFE {
            for trail in 0x40...0xFE where trail != 0x7F {
                let bytes = [UInt8(lead), UInt8(trail)]
                bytes.withUnsafeBytes { bytes in
                    var system: [UInt8] = []
                    _ = converter.decode(bytes, isFinal: true, into: &system) { _, _ in }
                    if system != TextEncoding.gb18030.decode(bytes).utf8 {
                        different.append(lead << 8 | trail)
                    }
                }
            }
        }
        // The editions of the standard differ in 0xA8BC and in the vertical punctuation, that is all.
        #expect(different.count <= 25, "\(different.map { String($0, radix: 16) })")
    }

    @Test func damagedBytesAreReportedAndReplaced() {
        let bytes: [UInt8] = [0x61, 0xD6, 0xD0, 0xFF, 0x62, 0xD6]
        let decoded = bytes.withUnsafeBytes { TextEncoding.gb18030.decode($0, offset: 10) }
        #expect(String(decoding: decoded.utf8, as: UTF8.self) == "a中\u{FFFD}b\u{FFFD}")
        #expect(decoded.failures.map(\.offset) == [13, 15])
        #expect(decoded.failures.first?.hexadecimal == "FF")
    }

    @Test(arguments: [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian, .gb18030])
    func textSurvivesEncoding(encoding: TextEncoding) throws {
        let text = "订单号,€,😀,é\n"
        let bytes = try #require(encoding.encode(text))
        #expect(String(decoding: bytes.withUnsafeBytes { encoding.decode($0) }.utf8, as: UTF8.self) == text)
    }

    @Test(arguments: [
        ("utf-8", TextEncoding.utf8), ("GBK", .gb18030), ("gb2312", .gb18030), ("BIG5", .big5),
        ("latin1", .other("WINDOWS-1252")), ("Shift_JIS", .other("Shift_JIS")),
    ])
    func knowsNames(name: String, encoding: TextEncoding) {
        #expect(TextEncoding(name: name) == encoding)
    }

    @Test func refusesUnknownNames() {
        #expect(TextEncoding(name: "klingon") == nil)
    }

    @Test(
        arguments: [
            // 訂單編號,客戶名稱,數量 and 張先生,台北市 in Big5.
            (
                [
                    0xAD, 0x71, 0xB3, 0xE6, 0xBD, 0x73, 0xB8, 0xB9, 0x2C, 0xAB, 0xC8, 0xA4, 0xE1, 0xA6, 0x57,
                    0xBA, 0xD9, 0x2C,
                    0xBC, 0xC6, 0xB6, 0x71, 0x0A,
                ], TextEncoding.big5
            ),
            (
                Array("caf".utf8) + [0xE9] + Array(",na".utf8) + [0xEF] + Array("ve,1\nr".utf8) + [0xE9]
                    + Array("sum".utf8) + [0xE9] + Array(",2,3\n".utf8), .other("WINDOWS-1252")
            ),
            ([0x61, 0x2C, 0x62, 0x0A], .utf8),
            ([0x61, 0x00, 0x2C, 0x00, 0x2D, 0x4E, 0x0A, 0x00], .utf16LittleEndian),
        ] as [([UInt8], TextEncoding)])
    func detects(bytes: [UInt8], encoding: TextEncoding) {
        let found = bytes.withUnsafeBytes { EncodingDetector().detect($0) }
        #expect(found.encoding == encoding)
        #expect(found.reasons.count == 1)
    }

    @Test func headerWordsDecideBetweenEncodings() {
        // These bytes are whole characters in both encodings.
        let bytes: [UInt8] = TextEncoding.gb18030.encode("客户,金额\n") ?? []
        #expect(bytes.withUnsafeBytes { EncodingDetector().detect($0) }.encoding == .gb18030)
        #expect(
            bytes.withUnsafeBytes { EncodingDetector().detect($0) }.reasons.first?.code
                == .encodingHeaderWords)
    }

    @Test func aDamagedFileStaysUTF8() {
        let bytes: [UInt8] = Array("订单号,客户名称,金额,备注\n".utf8) + [0xFF, 0x0A]
        #expect(bytes.withUnsafeBytes { EncodingDetector().detect($0) }.encoding == .utf8)
    }
}
