import Testing

@testable import Spreadsheet

/// Writes down every event as one line.
private struct Recorder: XMLContentHandler {
    var events: [String] = []
    private var pending = ""

    mutating func startElement(_ name: XMLName, _ attributes: XMLAttributes, depth: Int, preservesSpace: Bool)
    {
        flush()
        var line = "<" + name.string
        for index in 0..<attributes.count {
            guard let attribute = attributes[index] else { continue }
            line += " " + attribute.name.string + "=" + String(decoding: attribute.value, as: UTF8.self)
        }
        events.append(line)
    }

    mutating func text(_ bytes: UnsafeRawBufferPointer) {
        pending += String(decoding: bytes, as: UTF8.self)
    }

    mutating func endElement(_ name: XMLName, depth: Int) {
        flush()
        events.append("/" + name.string)
    }

    private mutating func flush() {
        if !pending.isEmpty { events.append(pending) }
        pending = ""
    }
}

struct XMLPushParserTests {
    private func parse(
        _ bytes: [UInt8], step: Int = .max, maxDepth: Int = 64
    ) -> (events: [String], failure: XMLFailure?) {
        let parser = XMLPushParser(Recorder(), maxDepth: maxDepth)
        var start = 0
        while start < bytes.count {
            let end = step < bytes.count - start ? start + step : bytes.count
            parser.push(Array(bytes[start..<end]))
            start = end
        }
        parser.finish()
        return (parser.handler.events, parser.failure)
    }

    private func parse(_ text: String, step: Int = .max) -> (events: [String], failure: XMLFailure?) {
        parse(Array(text.utf8), step: step)
    }

    @Test(arguments: [1, 2, 3, 7, 64, 10_000])
    func givesTheSameEventsHoweverTheInputIsCut(step: Int) {
        let text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- < > --><a x='1>2' y=\"&lt;&#20013;&amp;&#38;\">"
            + "中文&amp;<b/><![CDATA[<&]]>\u{1F600}<?pi > ?> end</a>"
        let result = parse(text, step: step)
        #expect(result.failure == nil)
        #expect(result.events == ["<a x=1>2 y=<中&&", "中文&", "<b", "/b", "<&\u{1F600} end", "/a"])
    }

    @Test func leavesOutForeignNamespacesAndExtensionLists() {
        let result = parse(
            "<m:a xmlns:m='urn:m' xmlns:f='urn:f'><f:x><m:b/>t</f:x><m:extLst><m:b/></m:extLst>"
                + "<m:b m:q='2' q='1'>u</m:b></m:a>")
        #expect(result.failure == nil)
        #expect(result.events == ["<a", "<b q=2 q=1", "u", "/b", "/a"])
    }

    static let utf16 = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a t=\"中\">文</a>"

    @Test(arguments: [1, 2, 5, 1000])
    func readsUTF16InBothByteOrders(step: Int) {
        var little: [UInt8] = [0xFF, 0xFE]
        var big: [UInt8] = [0xFE, 0xFF]
        for unit in Self.utf16.utf16 {
            let (low, high) = (UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8))
            little += [low, high]
            big += [high, low]
        }
        for bytes in [little, big] {
            let result = parse(bytes, step: step)
            #expect(result.failure == nil)
            #expect(result.events == ["<a t=中", "文", "/a"])
        }
    }

    @Test(arguments: [1, 3, 1000])
    func readsTheDeclaredGBK(step: Int) {
        let bytes =
            Array("<?xml version=\"1.0\" encoding=\"GBK\"?><a>".utf8) + [0xD6, 0xD0] + Array("</a>".utf8)
        let result = parse(bytes, step: step)
        #expect(result.failure == nil)
        #expect(result.events == ["<a", "中", "/a"])
    }

    @Test func readsUTF8ThatClaimsToBeUTF16() {
        #expect(parse(Self.utf16).events == ["<a t=中", "文", "/a"])
    }

    @Test func forgivesByteOrderMarkAndBlankLinesBeforeTheDeclaration() {
        #expect(parse("\u{FEFF}<?xml version='1.0'?><a/>").events == ["<a", "/a"])
        #expect(parse("\r\n <?xml version='1.0'?><a/>").events == ["<a", "/a"])
    }

    @Test(arguments: [
        "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
        "<!DOCTYPE a [<!ENTITY a 'b'><!ENTITY c '&a;&a;&a;'><!ENTITY d '&c;&c;&c;'>]><a>&d;</a>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>",
    ])
    func stopsAtADocumentType(text: String) {
        for step in [1, 1000] {
            let result = parse(text, step: step)
            #expect(result.failure?.reason == .documentType)
            #expect(result.events.isEmpty)
        }
    }

    @Test func stopsBelowTheDeepestAllowedLevel() {
        let deep = { (levels: Int) in
            String(repeating: "<a>", count: levels) + String(repeating: "</a>", count: levels)
        }
        #expect(parse(deep(64)).failure == nil)
        #expect(parse(deep(65)).failure?.reason == .tooDeep(limit: 64))
        #expect(parse(deep(100_000)).failure?.reason == .tooDeep(limit: 64))
    }

    @Test func stopsAtTooManyAttributes() {
        let tag = { (count: Int) in
            "<a " + (0..<count).map { "a\($0)=''" }.joined(separator: " ") + "/>"
        }
        let limit = XMLPushParserCore.maxAttributes
        #expect(parse(tag(limit)).failure == nil)
        #expect(parse(tag(limit + 1)).failure?.reason == .tooManyAttributes(limit: limit))
        // Quadratic time would show here: libxml2 compares every attribute with every other.
        #expect(parse(tag(300_000)).failure?.reason == .tooManyAttributes(limit: limit))
    }

    @Test func stopsAtAnEndlessTagAndAnEndlessText() {
        let huge = "<a b='" + String(repeating: "x", count: XMLPushParserCore.maxTagBytes + 10)
        #expect(parse(huge + "'/>").failure?.reason == .tagTooLong(limit: XMLPushParserCore.maxTagBytes))
        let long = "<a b='" + String(repeating: "x", count: 1 << 20) + "'/>"
        #expect(parse(long).failure == nil)
        let parser = XMLPushParser(Recorder(), maxDepth: 64)
        parser.push(Array("<a>".utf8))
        let block = [UInt8](repeating: UInt8(ascii: "x"), count: 8 << 20)
        for _ in 0..<20 where !parser.isDone { parser.push(block) }
        #expect(parser.isDone)
        #expect(parser.failure?.reason == .textTooLong(limit: XMLPushParserCore.maxTextBytes))
    }

    @Test func saysWhereXMLIsMalformed() throws {
        let failure = try #require(parse("<a>\n <b></c></a>").failure)
        #expect(failure.line == 2)
        guard case .malformed(let detail) = failure.reason else {
            Issue.record("\(failure.reason)")
            return
        }
        #expect(!detail.isEmpty && !detail.contains("\n"))
    }

    @Test func refusesBytesThatAreNotUTF8() {
        let result = parse(Array("<a>ok</a>".utf8.prefix(5)) + [0xD6, 0xD0] + Array("</a>".utf8))
        guard case .malformed = result.failure?.reason else {
            Issue.record("\(String(describing: result.failure))")
            return
        }
    }

    @Test func refusesUnknownEntities() {
        guard case .malformed = parse("<a>&nbsp;</a>").failure?.reason else {
            Issue.record("an entity that nobody declared was accepted")
            return
        }
    }

    @Test func callsEveryPrefixOfADocumentTruncated() {
        let bytes = Array("<?xml version='1.0'?><a b='c&amp;'><!-- x --><d>中</d><![CDATA[y]]></a>".utf8)
        for length in 0..<bytes.count {
            let result = parse(Array(bytes[..<length]))
            #expect(result.failure?.reason == .truncated, "\(length)")
        }
        #expect(parse(bytes).failure == nil)
    }

    @Test func worksOnSeveralThreadsAtOnce() async {
        let counts = await withTaskGroup(of: Int.self) { group in
            for index in 0..<8 {
                group.addTask {
                    let text = "<a>" + String(repeating: "<b c='\(index)'>x</b>", count: 2000) + "</a>"
                    return self.parse(text, step: 97).events.count
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts == Array(repeating: 6002, count: 8))
    }
}
