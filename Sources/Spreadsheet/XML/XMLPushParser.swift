import CLibXML2

/// Parses an XML part that arrives in pieces, through libxml2's SAX2 push interface.
///
/// Namespace-aware. Nothing outside the part is ever read: no network, no document type (a `DOCTYPE` stops the
/// part), and no entities but the five of XML and character references. UTF-8 is read as it is; UTF-16, GBK and
/// other declared encodings go through libxml2.
///
/// `XML_PARSE_HUGE` stays off: libxml2's own bounds (10 MB for one attribute value or comment, 50,000 bytes for a
/// name) then hold beneath the tighter ones here.
final class XMLPushParser<Handler: XMLContentHandler>: XMLPushParserCore {
    /// The receiver of the content.
    var handler: Handler

    init(_ handler: Handler, maxDepth: Int) {
        self.handler = handler
        super.init(maxDepth: maxDepth)
    }

    /// Parses a whole part at once.
    static func parse(
        _ bytes: UnsafeRawBufferPointer, maxDepth: Int, into handler: Handler
    ) -> (handler: Handler, failure: XMLFailure?) {
        let parser = XMLPushParser(handler, maxDepth: maxDepth)
        parser.push(bytes)
        parser.finish()
        return (parser.handler, parser.failure)
    }

    override func start(_ name: XMLName, _ attributes: XMLAttributes) -> Bool {
        handler.startElement(name, attributes, depth: depth, preservesSpace: preservesSpace)
        return !handler.isDone
    }

    override func end(_ name: XMLName) -> Bool {
        handler.endElement(name, depth: depth)
        return !handler.isDone
    }

    override func text(_ bytes: UnsafeRawBufferPointer) {
        handler.text(bytes)
    }
}

/// The part of ``XMLPushParser`` that does not know its handler's type, because C callbacks cannot be generic.
class XMLPushParserCore {
    /// Attributes that one element may have.
    ///
    /// Excel's own richest element has fewer than 60; libxml2 compares each attribute with every other, so
    /// the bound also keeps the time linear.
    static let maxAttributes = 1024
    /// Bytes of one tag.
    ///
    /// Long lists of ranges reach some hundred kilobytes.
    static let maxTagBytes = 4 << 20
    /// Bytes of the text of one element; Excel's own limit is 32,767 characters.
    static let maxTextBytes = 64 << 20
    /// Bytes handed to libxml2 in one call.
    static let sliceBytes = 64 << 10

    /// Why parsing stopped early; nil while all is well.
    private(set) var failure: XMLFailure?
    /// How deep the current element is nested; the root has 1.
    private(set) var depth = 0
    /// Whether the current element is in the reach of `xml:space="preserve"`.
    private(set) var preservesSpace = false

    /// Whether elements of another namespace than the root's are left out; set before the first bytes.
    var skipsForeignElements = true

    private let maxDepth: Int
    private var context: xmlParserCtxtPtr?
    /// Bytes not handed over yet: those from the last `<` to the end.
    ///
    /// libxml2 2.9 takes a `>` inside an attribute value for the end of an unfinished tag when a push ends there,
    /// so every push ends before a `<`.
    private var carry: [UInt8] = []
    /// The first bytes, as long as there are fewer than libxml2 needs to tell the encoding.
    private var opening: [UInt8] = []
    private var hasStarted = false
    private var isFinishing = false
    /// Whether the root has ended.
    private var hasEnded = false
    private var isStopped = false
    /// Depth of the outermost element that is being left out; 0 when none is.
    private var skippedFrom = 0
    /// The namespace of the root, as interned by libxml2.
    private var mainNamespace: UnsafePointer<xmlChar>?
    private var textBytes = 0
    /// The depths at which `xml:space` changed, with the value to go back to.
    private var spaceChanges: [(depth: Int, previous: Bool)] = []

    init(maxDepth: Int) {
        self.maxDepth = maxDepth
    }

    deinit {
        xmlFreeParserCtxt(context)
    }

    // MARK: For the subclass to override

    /// An element begins.
    ///
    /// Returns whether to go on.
    func start(_ name: XMLName, _ attributes: XMLAttributes) -> Bool { true }

    /// An element ends.
    ///
    /// Returns whether to go on.
    func end(_ name: XMLName) -> Bool { true }

    /// Text of the current element.
    func text(_ bytes: UnsafeRawBufferPointer) {}

    // MARK: Feeding

    /// Whether further input would be ignored.
    var isDone: Bool { isStopped }

    /// Takes the next bytes of the part, cut wherever it suits the caller.
    func push(_ bytes: UnsafeRawBufferPointer) {
        LibXML2.silence()
        var offset = 0
        while offset < bytes.count, !isStopped {
            let end = min(offset + Self.sliceBytes, bytes.count)
            pushSlice(UnsafeRawBufferPointer(rebasing: bytes[offset..<end]))
            offset = end
        }
    }

    /// Takes the next bytes of the part.
    func push(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { push($0) }
    }

    /// Says that the part has ended; only now can a truncated part be told.
    func finish() {
        guard !isStopped, !isFinishing else { return }
        LibXML2.silence()
        isFinishing = true
        flushCarry()
        guard !isStopped else { return }
        if !hasStarted {
            // libxml2 needs four bytes to begin; a part with fewer cannot hold an element.
            stop(.truncated)
            return
        }
        xmlParseChunk(context, nil, 0, 1)
        noteStop()
        isStopped = true
    }

    private func pushSlice(_ slice: UnsafeRawBufferPointer) {
        let open = UInt8(ascii: "<")
        guard let last = slice.lastIndex(of: open), let first = slice.firstIndex(of: open) else {
            carry.append(contentsOf: slice)
            if carry.count > Self.maxTagBytes { flushCarry() }
            return
        }
        if !carry.isEmpty {
            carry.append(contentsOf: slice[..<first])
            flushCarry()
            feed(UnsafeRawBufferPointer(rebasing: slice[first..<last]))
        } else {
            feed(UnsafeRawBufferPointer(rebasing: slice[..<last]))
        }
        carry.append(contentsOf: slice[last...])
    }

    private func flushCarry() {
        let bytes = carry
        carry.removeAll(keepingCapacity: true)
        // libxml2 would report the beginning of an element whose tag breaks off.
        if isFinishing, bytes.first == UInt8(ascii: "<"), !bytes.contains(UInt8(ascii: ">")) {
            return stop(.truncated)
        }
        bytes.withUnsafeBytes { bytes in
            // Shorter tags can be left to the check at the beginning of the element.
            if bytes.count > Self.sliceBytes {
                if let reason = Self.excess(inTag: bytes) {
                    stop(reason)
                    return
                }
            }
            feed(bytes)
        }
    }

    /// What is wrong with a long piece that begins with a tag; nil when nothing is.
    private static func excess(inTag bytes: UnsafeRawBufferPointer) -> XMLFailure.Reason? {
        guard bytes.count > 1, bytes[0] == UInt8(ascii: "<"), bytes[1] != UInt8(ascii: "!"),
            bytes[1] != UInt8(ascii: "?")
        else { return nil }
        var quote: UInt8 = 0
        var attributes = 0
        for (index, byte) in bytes.enumerated() {
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
                attributes += 1
                if attributes > maxAttributes { return .tooManyAttributes(limit: maxAttributes) }
            } else if byte == UInt8(ascii: ">") {
                return index >= maxTagBytes ? .tagTooLong(limit: maxTagBytes) : nil
            }
        }
        return bytes.count > maxTagBytes ? .tagTooLong(limit: maxTagBytes) : nil
    }

    private func feed(_ bytes: UnsafeRawBufferPointer) {
        guard !isStopped, bytes.count > 0 else { return }
        if !hasStarted {
            opening.append(contentsOf: bytes)
            let first = opening
            first.withUnsafeBytes { first in
                if let rest = begin(with: first) { parse(rest) }
            }
        } else {
            parse(bytes)
        }
    }

    private func parse(_ bytes: UnsafeRawBufferPointer) {
        var offset = 0
        while offset < bytes.count, !isStopped {
            let end = min(offset + Self.sliceBytes, bytes.count)
            let piece = UnsafeRawBufferPointer(rebasing: bytes[offset..<end])
            xmlParseChunk(
                context, piece.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(piece.count), 0)
            noteStop()
            offset = end
        }
    }

    /// Makes the context from the first bytes; returns the bytes that are left, or nil while there are too few to
    /// tell the encoding.
    private func begin(with bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        // Blank lines before the XML declaration are an error of some exports that readers forgive.
        var start = 0
        while start < bytes.count, XMLValue.isSpace(bytes[start]) { start += 1 }
        let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
        guard rest.count >= 4 else {
            opening = Array(rest)
            return nil
        }
        hasStarted = true
        opening = []
        var sax = xmlSAXHandler()
        sax.initialized = XML_SAX2_MAGIC
        sax.startElementNs = { context, name, _, namespace, _, _, count, _, attributes in
            XMLPushParserCore.with(context) { $0.didStart(name, namespace, attributes, Int(count)) }
        }
        sax.endElementNs = { context, name, _, _ in
            XMLPushParserCore.with(context) { $0.didEnd(name) }
        }
        sax.characters = { context, bytes, count in
            XMLPushParserCore.with(context) {
                $0.didRead(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
            }
        }
        sax.ignorableWhitespace = sax.characters
        sax.cdataBlock = sax.characters
        sax.internalSubset = { context, _, _, _ in
            XMLPushParserCore.with(context) { $0.stop(.documentType) }
        }
        sax.serror = { context, error in
            guard let error else { return }
            XMLPushParserCore.with(context) { $0.didFail(error.pointee) }
        }
        context = xmlCreatePushParserCtxt(
            &sax, Unmanaged.passUnretained(self).toOpaque(),
            rest.baseAddress?.assumingMemoryBound(to: CChar.self), 4, nil)
        guard let context else {
            stop(.malformed("out of memory"))
            return nil
        }
        // Without NOENT an `&amp;` in an attribute comes out as `&#38;`. No other entity can exist, because the
        // document type that would have to declare it stops the part.
        var options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue)
        if Self.declaresUTF16InVain(rest) { options |= Int32(XML_PARSE_IGNORE_ENC.rawValue) }
        xmlCtxtUseOptions(context, options)
        return UnsafeRawBufferPointer(rebasing: rest[4...])
    }

    /// Whether a text in single bytes says it is UTF-16, as programs do that build XML in memory strings.
    private static func declaresUTF16InVain(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes[0] == UInt8(ascii: "<"), bytes[1] == UInt8(ascii: "?") else { return false }
        let declaration = bytes.prefix(200).prefix { $0 != UInt8(ascii: ">") }
        return String(decoding: declaration, as: UTF8.self).lowercased().contains("utf-16")
    }

    // MARK: Callbacks

    @inline(__always)
    private static func with(_ context: UnsafeMutableRawPointer?, _ body: (XMLPushParserCore) -> Void) {
        guard let context else { return }
        Unmanaged<XMLPushParserCore>.fromOpaque(context)._withUnsafeGuaranteedRef(body)
    }

    private func didStart(
        _ name: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int
    ) {
        guard !isStopped, let name = name.map(XMLName.init(pointer:)) else { return }
        textBytes = 0
        depth += 1
        if depth > maxDepth { return stop(.tooDeep(limit: maxDepth)) }
        if count > Self.maxAttributes { return stop(.tooManyAttributes(limit: Self.maxAttributes)) }
        if depth == 1 { mainNamespace = namespace }
        if skippedFrom != 0 { return }
        // Interned strings: the same namespace has the same address.
        if skipsForeignElements, (namespace != nil && namespace != mainNamespace) || "extLst" ~= name {
            skippedFrom = depth
            return
        }
        let attributes = XMLAttributes(base: attributes, count: count)
        if let preserves = attributes.preservesSpace {
            spaceChanges.append((depth, preservesSpace))
            preservesSpace = preserves
        }
        if !start(name, attributes) { halt() }
    }

    private func didEnd(_ name: UnsafePointer<xmlChar>?) {
        guard !isStopped, let name else { return }
        textBytes = 0
        if skippedFrom == 0 {
            if !end(XMLName(pointer: name)) { halt() }
            if let change = spaceChanges.last, change.depth == depth {
                preservesSpace = change.previous
                spaceChanges.removeLast()
            }
        } else if skippedFrom == depth {
            skippedFrom = 0
        }
        depth -= 1
        hasEnded = depth == 0
    }

    private func didRead(_ bytes: UnsafeRawBufferPointer) {
        guard !isStopped, skippedFrom == 0 else { return }
        textBytes += bytes.count
        if textBytes > Self.maxTextBytes { return stop(.textTooLong(limit: Self.maxTextBytes)) }
        text(bytes)
    }

    private func didFail(_ error: xmlError) {
        // Warnings and namespace errors leave the text readable.
        guard error.level == XML_ERR_FATAL, failure == nil, !isStopped else { return }
        let message = error.message.map { String(cString: $0) } ?? "error \(error.code)"
        let detail = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? message
        let reason: XMLFailure.Reason =
            isFinishing && !hasEnded && !Self.certainErrors.contains(error.code)
            ? .truncated : .malformed(detail)
        failure = XMLFailure(reason: reason, line: Int(error.line), column: Int(error.int2))
    }

    /// The errors that the end of the input cannot have caused, even in its last tag or text.
    private static let certainErrors: Set<Int32> = Set(
        [
            XML_ERR_TAG_NAME_MISMATCH, XML_ERR_INVALID_CHAR, XML_ERR_INVALID_ENCODING,
            XML_ERR_UNDECLARED_ENTITY, XML_ERR_ATTRIBUTE_REDEFINED, XML_ERR_UNSUPPORTED_ENCODING,
            XML_ERR_UNKNOWN_ENCODING, XML_ERR_LT_IN_ATTRIBUTE,
        ].map { Int32($0.rawValue) })

    // MARK: Stopping

    private func stop(_ reason: XMLFailure.Reason) {
        if failure == nil {
            let input = context?.pointee.input
            failure = XMLFailure(
                reason: reason, line: Int(input?.pointee.line ?? 1), column: Int(input?.pointee.col ?? 1))
        }
        halt()
    }

    private func halt() {
        isStopped = true
        if let context { xmlStopParser(context) }
    }

    /// Takes over libxml2's own decision to go no further.
    private func noteStop() {
        guard !isStopped, let context, context.pointee.disableSAX != 0 || failure != nil else { return }
        stop(.malformed("error \(context.pointee.errNo)"))
    }
}
