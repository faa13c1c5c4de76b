import CLibXML2

/// Feeds a page to libxml2's HTML parser and its elements and text to a ``HTMLTableBuilder``.
///
/// No tree is built, nothing outside of the page is read, and scripts are not run.
final class HTMLParser {
    /// Why the page was given up before its end.
    enum Failure: Equatable {
        case tooDeep(limit: Int)
        case tagTooLong
        case outOfTime
    }

    /// How deep elements may be nested.
    ///
    /// More than XML gets, because a page with unclosed tags nests deeper than it looks.
    static let mostDepth = 1024
    /// Bytes handed over at a time: also what an unfinished tag can grow by unwatched.
    static let chunkBytes = 4096

    private(set) var builder: HTMLTableBuilder
    private(set) var failure: Failure?
    private var depth = 0

    init(_ builder: HTMLTableBuilder) {
        self.builder = builder
    }

    /// Makes UTF-8 text ready for libxml2, which stops at a NUL and behind the last open element, and takes
    /// declarations in the middle of a page for text.
    ///
    /// Pages are put together from several, each with its own `</html>`, or begin with end tags of nothing; so the
    /// elements around everything are opened here, and whatever would close them is blanked out. So are document
    /// types and Office's `<![if …]>`, which HTML treats as comments (HTML Living Standard, 13.2.5.42).
    static func prepare(_ text: inout [UInt8]) {
        text.removeAll { $0 == 0 }
        text.insert(contentsOf: "<html><body>".utf8, at: 0)
        text.withUnsafeMutableBytes { bytes in
            let window = ByteWindow(UnsafeRawBufferPointer(bytes))
            let open = [UInt8(ascii: "<")]
            var offset = 0
            while let found = window.first(open, from: offset) {
                offset = found + 1
                if window.has("<!--", at: found) {
                    guard let end = window.first(Array("-->".utf8), from: found + 4) else { return }
                    offset = end
                } else if endsDocument(bytes, at: found) || window.has("<!", at: found) {
                    while offset < bytes.count, bytes[offset] != UInt8(ascii: ">") { offset += 1 }
                    for index in found...min(offset, bytes.count - 1) { bytes[index] = 0x20 }
                }
            }
        }
    }

    /// Whether `</html` or `</body` stands at an offset.
    private static func endsDocument(_ bytes: UnsafeMutableRawBufferPointer, at offset: Int) -> Bool {
        guard offset + 6 <= bytes.count, bytes[offset + 1] == UInt8(ascii: "/") else { return false }
        let name = bytes[offset + 2..<offset + 6].map(TextHead.lower)
        return name == Array("html".utf8) || name == Array("body".utf8)
    }

    /// Parses a whole page that was made ready by ``prepare(_:)``.
    func parse(_ page: UnsafeRawBufferPointer, budget: ReadBudget, chunkBytes: Int = HTMLParser.chunkBytes) {
        LibXML2.silence()
        var handler = Self.makeHandler()
        guard
            let context = htmlCreatePushParserCtxt(
                &handler, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil, XML_CHAR_ENCODING_UTF8)
        else { return }
        defer { htmlFreeParserCtxt(context) }
        let options = [
            HTML_PARSE_RECOVER, HTML_PARSE_NOERROR, HTML_PARSE_NOWARNING, HTML_PARSE_NONET,
            HTML_PARSE_IGNORE_ENC,
        ]
        htmlCtxtUseOptions(context, options.reduce(0) { $0 | Int32(bitPattern: $1.rawValue) })
        var tag = HTMLTagGuard()
        var offset = 0
        var chunks = 0
        while offset < page.count, failure == nil {
            let end = min(offset + chunkBytes, page.count)
            let chunk = page[offset..<end].withMemoryRebound(to: CChar.self) { Array($0) }
            htmlParseChunk(context, chunk, Int32(chunk.count), 0)
            offset = end
            if let input = context.pointee.input, let current = input.pointee.cur,
                let last = input.pointee.end,
                !tag.accepts(UnsafeBufferPointer(start: current, count: last - current))
            {
                failure = .tagTooLong
            }
            chunks += 1
            if chunks % 64 == 0, budget.isOver { failure = .outOfTime }
        }
        if failure == nil { htmlParseChunk(context, nil, 0, 1) }
        builder.finish()
    }

    // MARK: Callbacks

    private static func makeHandler() -> htmlSAXHandler {
        var handler = htmlSAXHandler()
        handler.startElement = { context, name, attributes in
            HTMLParser.with(context) { $0.didStart(name, attributes) }
        }
        handler.endElement = { context, name in
            HTMLParser.with(context) { $0.didEnd(name) }
        }
        handler.characters = { context, text, count in
            HTMLParser.with(context) { $0.didFindText(text, count) }
        }
        handler.ignorableWhitespace = handler.characters
        handler.cdataBlock = handler.characters
        handler.comment = { context, text in
            HTMLParser.with(context) { $0.didFindComment(text) }
        }
        return handler
    }

    private static func with(_ context: UnsafeMutableRawPointer?, _ body: (HTMLParser) -> Void) {
        guard let context else { return }
        body(Unmanaged<HTMLParser>.fromOpaque(context).takeUnretainedValue())
    }

    private func didStart(
        _ name: UnsafePointer<xmlChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        guard failure == nil, let name else { return }
        depth += 1
        if depth > Self.mostDepth {
            failure = .tooDeep(limit: Self.mostDepth)
        } else {
            builder.start(HTMLElement(name: name), HTMLAttributes(base: attributes))
        }
    }

    private func didEnd(_ name: UnsafePointer<xmlChar>?) {
        guard failure == nil, let name else { return }
        depth -= 1
        builder.end(HTMLElement(name: name))
    }

    private func didFindText(_ text: UnsafePointer<xmlChar>?, _ count: Int32) {
        guard failure == nil, let text, count > 0 else { return }
        builder.text(UnsafeRawBufferPointer(start: text, count: Int(count)))
    }

    private func didFindComment(_ text: UnsafePointer<xmlChar>?) {
        guard failure == nil, let text else { return }
        builder.comment(UnsafeRawBufferPointer(start: text, count: Int(xmlStrlen(text))))
    }
}
