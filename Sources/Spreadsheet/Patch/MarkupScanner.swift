import Glibc

/// Finds the tags of an XML part, keeps count of the open elements and knows their namespaces.
///
/// Nothing is copied and nothing decoded: patching needs to know where things are, so that all the rest can stay as
/// it is. Character data, comments and processing instructions are passed over. The part must be in an encoding whose
/// ASCII characters are single bytes, without a document type.
struct MarkupScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position: Int
    /// The names of the open elements.
    private(set) var open: [Range<Int>] = []
    private var bindings: [Binding] = []

    /// A prefix bound by an open element.
    private struct Binding {
        var depth: Int
        var prefix: [UInt8]
        var address: String
    }

    /// How many elements are open.
    var depth: Int { open.count }

    /// Deeper markup than any spreadsheet program writes.
    private static let depthLimit = 256

    init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) {
        self.bytes = bytes
        position = start
    }

    /// The next tag; nil behind the root element.
    ///
    /// The tag of a start counts among the open elements already, that of an end no more.
    mutating func next() throws(MarkupFailure) -> MarkupTag? {
        while let start = find(UInt8(ascii: "<"), from: position) {
            guard start + 1 < bytes.count else { throw MarkupFailure(offset: start) }
            switch bytes[start + 1] {
            case UInt8(ascii: "?"): position = try behind("?>", from: start + 2)
            case UInt8(ascii: "!"):
                if matches("<!--", at: start) {
                    position = try behind("-->", from: start + 4)
                } else if matches("<![CDATA[", at: start) {
                    position = try behind("]]>", from: start + 9)
                } else {
                    throw MarkupFailure(offset: start)
                }
            case UInt8(ascii: "/"): return try endTag(at: start)
            default: return try startTag(at: start)
            }
        }
        guard open.isEmpty else { throw MarkupFailure(offset: bytes.count) }
        return nil
    }

    /// Passes over the content of an element whose start tag came last; returns its end tag.
    mutating func skip(_ tag: MarkupTag) throws(MarkupFailure) -> MarkupTag {
        guard tag.kind == .start else { return tag }
        let target = depth - 1
        while let next = try next() {
            if next.kind == .end, depth == target { return next }
        }
        throw MarkupFailure(offset: bytes.count)
    }

    /// Goes on with the end tag of the element whose start tag came last, without a look at its content: at the last
    /// end tag of that name in the part.
    mutating func jumpToLastEnd(of tag: MarkupTag) throws(MarkupFailure) {
        guard tag.kind == .start else { return }
        var place = bytes.count - tag.name.count - 3
        while place >= tag.range.upperBound {
            if bytes[place] == UInt8(ascii: "<"), bytes[place + 1] == UInt8(ascii: "/"),
                bytes[place + 2..<place + 2 + tag.name.count].elementsEqual(bytes[tag.name]),
                bytes[place + 2 + tag.name.count] == UInt8(ascii: ">")
                    || XMLBytes.isBlank(bytes[place + 2 + tag.name.count])
            {
                position = place
                return
            }
            place -= 1
        }
        throw MarkupFailure(offset: tag.range.lowerBound)
    }

    /// Whether a tag is of an element of this local name.
    @inline(__always)
    func isNamed(_ tag: MarkupTag, _ name: StaticString) -> Bool {
        matches(name, at: tag.localStart) && tag.name.upperBound - tag.localStart == name.utf8CodeUnitCount
    }

    /// The value of an attribute, by its name as written; nil when the tag has none.
    func attribute(_ name: StaticString, of tag: MarkupTag) -> Range<Int>? {
        var found: Range<Int>?
        forEachAttribute(of: tag) { attribute, value in
            if attribute.count == name.utf8CodeUnitCount, matches(name, at: attribute.lowerBound) {
                found = value
            }
        }
        return found
    }

    /// Calls `body` with the name and the value, without its quotes, of each attribute.
    @inline(__always)
    func forEachAttribute(of tag: MarkupTag, _ body: (_ name: Range<Int>, _ value: Range<Int>) -> Void) {
        var place = tag.name.upperBound
        let end = tag.attributesEnd
        while true {
            while place < end, XMLBytes.isBlank(bytes[place]) { place += 1 }
            let start = place
            while place < end, bytes[place] != UInt8(ascii: "="), !XMLBytes.isBlank(bytes[place]) {
                place += 1
            }
            let name = start..<place
            while place < end, bytes[place] != UInt8(ascii: "\""), bytes[place] != UInt8(ascii: "'") {
                place += 1
            }
            guard place < end, !name.isEmpty else { return }
            let quote = bytes[place]
            let valueStart = place + 1
            place = valueStart
            while place < end, bytes[place] != quote { place += 1 }
            guard place < end else { return }
            body(name, valueStart..<place)
            place += 1
        }
    }

    /// The prefix, with its colon, that stands for one of the namespaces where the scanner is now; nil without one.
    func prefix(for addresses: Set<String>) -> [UInt8]? {
        for binding in bindings.reversed()
        where addresses.contains(binding.address) && !binding.prefix.isEmpty {
            guard bindings.last(where: { $0.prefix == binding.prefix })?.address == binding.address else {
                continue
            }
            return binding.prefix + [UInt8(ascii: ":")]
        }
        return nil
    }

    /// What a prefix without its colon stands for where the scanner is now.
    func address(of prefix: Range<Int>) -> String? {
        bindings.last { $0.prefix.elementsEqual(bytes[prefix]) }?.address
    }

    // MARK: - Tags

    private mutating func startTag(at start: Int) throws(MarkupFailure) -> MarkupTag {
        var place = start + 1
        var local = place
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || XMLBytes.isBlank(byte) { break }
            if byte == UInt8(ascii: ":") { local = place + 1 }
            place += 1
        }
        let name = start + 1..<place
        guard !name.isEmpty, local < place else { throw MarkupFailure(offset: start) }
        var hasDeclaration = false
        var quote: UInt8 = 0
        scan: while true {
            guard place < bytes.count else { throw MarkupFailure(offset: start) }
            let byte = bytes[place]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else {
                switch byte {
                case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
                case UInt8(ascii: ">"): break scan
                case UInt8(ascii: "<"): throw MarkupFailure(offset: place)
                case UInt8(ascii: "x"): if matches("xmlns", at: place) { hasDeclaration = true }
                default: break
                }
            }
            place += 1
        }
        let isEmpty = bytes[place - 1] == UInt8(ascii: "/")
        position = place + 1
        var tag = MarkupTag(
            kind: isEmpty ? .empty : .start, range: start..<place + 1, name: name, localStart: local)
        open.append(name)
        guard open.count <= Self.depthLimit else { throw MarkupFailure(offset: start) }
        if hasDeclaration { declare(of: tag) }
        tag.isMain = isMain(tag)
        if isEmpty { close() }
        return tag
    }

    private mutating func endTag(at start: Int) throws(MarkupFailure) -> MarkupTag {
        guard let close = find(UInt8(ascii: ">"), from: start), let opened = open.last else {
            throw MarkupFailure(offset: start)
        }
        let name = start + 2..<start + 2 + opened.count
        guard name.upperBound <= close, bytes[name].elementsEqual(bytes[opened]),
            bytes[name.upperBound..<close].allSatisfy(XMLBytes.isBlank)
        else { throw MarkupFailure(offset: start) }
        let local = bytes[name].lastIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? name.lowerBound
        var tag = MarkupTag(kind: .end, range: start..<close + 1, name: name, localStart: local)
        tag.isMain = isMain(tag)
        self.close()
        position = close + 1
        return tag
    }

    private mutating func close() {
        while let last = bindings.last, last.depth == open.count { bindings.removeLast() }
        open.removeLast()
    }

    // MARK: - Namespaces

    private mutating func declare(of tag: MarkupTag) {
        var found: [Binding] = []
        forEachAttribute(of: tag) { name, value in
            guard matches("xmlns", at: name.lowerBound) else { return }
            let prefix: [UInt8]
            if name.count == 5 {
                prefix = []
            } else if bytes[name.lowerBound + 5] == UInt8(ascii: ":") {
                prefix = Array(bytes[name.lowerBound + 6..<name.upperBound])
            } else {
                return
            }
            found.append(
                Binding(
                    depth: open.count, prefix: prefix, address: String(decoding: bytes[value], as: UTF8.self))
            )
        }
        bindings += found
    }

    private func isMain(_ tag: MarkupTag) -> Bool {
        let prefix = tag.name.lowerBound..<max(tag.name.lowerBound, tag.localStart - 1)
        for binding in bindings.reversed() where binding.prefix.count == prefix.count {
            if binding.prefix.elementsEqual(bytes[prefix]) {
                return MarkupNamespace.main.contains(binding.address)
            }
        }
        return false
    }

    // MARK: - Bytes

    private func find(_ byte: UInt8, from start: Int) -> Int? {
        guard let base = bytes.baseAddress, start < bytes.count,
            let found = memchr(base + start, Int32(byte), bytes.count - start)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    private func behind(_ mark: StaticString, from start: Int) throws(MarkupFailure) -> Int {
        let last = mark.utf8Start[mark.utf8CodeUnitCount - 1]
        var place = start
        while let found = find(last, from: place) {
            let begin = found + 1 - mark.utf8CodeUnitCount
            if begin >= start, matches(mark, at: begin) { return found + 1 }
            place = found + 1
        }
        throw MarkupFailure(offset: start)
    }

    @inline(__always)
    private func matches(_ text: StaticString, at place: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard place >= 0, place + count <= bytes.count, let base = bytes.baseAddress else { return false }
        return memcmp(base + place, text.utf8Start, count) == 0
    }
}

/// Namespaces under which the same things go by two names.
enum MarkupNamespace {
    static let strictMain = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    static let strictRelationships = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    /// SpreadsheetML, Transitional and Strict (ECMA-376 part 1, annex A, and part 4).
    static let main: Set<String> = [Namespace.main, strictMain]
    /// The attributes that hold relationship ids.
    static let relationships: Set<String> = [Namespace.relationships, strictRelationships]
}
