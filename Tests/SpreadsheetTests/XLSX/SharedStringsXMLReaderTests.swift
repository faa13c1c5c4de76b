import Testing

@testable import Spreadsheet

struct SharedStringsXMLReaderTests {
    private func read(
        _ text: String, step: Int = .max, limits: ReadLimits = ReadLimits()
    ) -> (strings: [String], codes: [String]) {
        let reader = SharedStringsXMLReader(
            part: "xl/sharedStrings.xml", limits: limits, origin: Origin(file: "f.xlsx"))
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let piece = rest.prefix(step)
            piece.withUnsafeBytes { reader.push($0) }
            rest = rest.dropFirst(piece.count)
        }
        let (strings, findings) = reader.finish()
        return ((0..<strings.count).map { strings[$0] }, findings.map(\.code.rawValue))
    }

    private func table(_ items: String) -> String {
        "<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' count='10000000' uniqueCount='10000000'>"
            + items + "</sst>"
    }

    @Test(
        arguments: [
            ("", []), ("<si/>", [""]), ("<si><t/></si>", [""]),
            ("<si><t>a</t></si><si><t>中&lt;</t></si>", ["a", "中<"]),
            ("<si><t> a </t></si><si><t xml:space='preserve'> a </t></si>", ["a", " a "]),
            ("<si xml:space='preserve'><t> a </t></si><si><t> b</t></si>", [" a ", "b"]),
            ("<si><t>a\r\nb\rc</t></si>", ["a\nb\nc"]),
            ("<si><t>a&#13;&#10;b_x000D_c</t></si>", ["a\r\nb\rc"]),
            ("<si><t>_x005F_x000D_</t></si>", ["_x000D_"]),
            ("<si><t xml:space='preserve'>_x0020_</t></si><si><t>_x0020_</t></si>", [" ", " "]),
            (
                "<si><r><rPr><b/></rPr><t>北京</t></r><r><t xml:space='preserve'> 上海</t></r><rPh sb='0' eb='2'><t>bei</t></rPh>"
                    + "<phoneticPr fontId='1'/></si>", ["北京 上海"]
            ),
            ("<si><t>課</t><rPh sb='0' eb='1'><t>ka</t></rPh></si>", ["課"]),
            ("<si><t><![CDATA[<a>]]></t></si>", ["<a>"]), ("<si><t>a<!-- x -->b</t></si>", ["ab"]),
            ("<si><x><t>no</t></x><t>yes</t></si>", ["yes"]), ("<t>stray</t><si><t>a</t></si>", ["a"]),
            ("<si><t>a</t><extLst><t>no</t></extLst></si>", ["a"]),
        ] as [(String, [String])])
    func readsItems(items: String, expected: [String]) {
        for step in [1, 4, .max] {
            let result = read(table(items), step: step)
            #expect(result.strings == expected)
            #expect(result.codes.isEmpty)
        }
    }

    @Test func stopsAtTheLimit() {
        var limits = ReadLimits()
        limits.sharedStrings = 2
        let result = read(table("<si/><si/><si/><si/>"), limits: limits)
        #expect(result.strings.count == 2)
        #expect(result.codes == ["limit.shared-strings"])
    }

    @Test func keepsTheStringsBeforeTheDamage() {
        let whole = Array(table("<si><t>a</t></si><si><r><t>b</t></r></si>").utf8)
        for length in 0..<whole.count {
            let result = read(String(decoding: whole[..<length], as: UTF8.self))
            #expect(result.codes == ["xml.truncated"])
            #expect(["a", "b"].starts(with: result.strings))
        }
    }

    @Test func refusesAnotherRoot() {
        #expect(read("<worksheet/>").codes == ["xlsx.wrong-root"])
    }

    @Test func reportsLongText() {
        let result = read(table("<si><t>" + String(repeating: "x", count: 32_768) + "</t></si>"))
        #expect(result.strings.first?.count == 32_768)
        #expect(result.codes == ["limit.text-length"])
    }
}
