/// The elements of a part that is small enough to be held as a tree: everything but worksheets.
struct MarkupOutline {
    /// One element.
    struct Element {
        /// The start tag.
        var tag: MarkupTag
        /// Where its end tag begins; behind the tag for an empty element.
        var contentEnd: Int
        /// Behind the end tag.
        var end: Int
        /// The index of the element around it; nil for the root.
        var parent: Int?
        /// The indexes of the elements right inside.
        var children: [Int] = []

        /// The whole element.
        var range: Range<Int> { tag.range.lowerBound..<end }
        /// What is inside.
        var content: Range<Int> { tag.range.upperBound..<max(tag.range.upperBound, contentEnd) }
    }

    /// The part.
    let bytes: [UInt8]
    /// The elements in the order of their start tags; the root is the first.
    private(set) var elements: [Element] = []
    /// The prefix, with its colon, of attributes that hold relationship ids, as the root has it.
    private(set) var relationshipPrefix: [UInt8]?
    /// Whether the root is of the Strict namespace.
    private(set) var isStrict = false

    /// Reads the part.
    ///
    /// `opaque` names an element, such as the rows of a sheet, whose content is left out.
    init(_ bytes: [UInt8], opaque: StaticString? = nil) throws(MarkupFailure) {
        self.bytes = bytes
        let read = Self.read(bytes, opaque)
        if let failure = read.failure { throw failure }
        elements = read.elements
        relationshipPrefix = read.prefix
        isStrict = read.isStrict
        guard !elements.isEmpty else { throw MarkupFailure(offset: 0) }
    }

    private typealias Reading = (
        elements: [Element], prefix: [UInt8]?, isStrict: Bool, failure: MarkupFailure?
    )

    private static func read(_ bytes: [UInt8], _ opaque: StaticString?) -> Reading {
        bytes.withUnsafeBufferPointer { buffer in
            var result: Reading = ([], nil, false, nil)
            var scanner = MarkupScanner(buffer)
            var stack: [Int] = []
            do throws(MarkupFailure) {
                while let tag = try scanner.next() {
                    if tag.kind == .end {
                        guard let index = stack.popLast() else { break }
                        result.elements[index].contentEnd = tag.range.lowerBound
                        result.elements[index].end = tag.range.upperBound
                        continue
                    }
                    if result.elements.isEmpty {
                        result.prefix = scanner.prefix(for: MarkupNamespace.relationships)
                        let prefix = tag.name.lowerBound..<max(tag.name.lowerBound, tag.localStart - 1)
                        result.isStrict = scanner.address(of: prefix) == MarkupNamespace.strictMain
                    }
                    let index = result.elements.count
                    if let parent = stack.last { result.elements[parent].children.append(index) }
                    result.elements.append(
                        Element(
                            tag: tag, contentEnd: tag.range.upperBound, end: tag.range.upperBound,
                            parent: stack.last))
                    if tag.kind == .start {
                        stack.append(index)
                        if let opaque, tag.isMain, scanner.isNamed(tag, opaque) {
                            try scanner.jumpToLastEnd(of: tag)
                        }
                    }
                }
            } catch {
                result.failure = error
            }
            return result
        }
    }

    /// The root element.
    var root: Element { elements[0] }

    /// The elements right inside of another.
    func children(of element: Element) -> [Element] { element.children.map { elements[$0] } }

    /// The elements of a name right inside of another.
    func children(of element: Element, named name: String) -> [Element] {
        children(of: element).filter { self.name(of: $0) == name }
    }

    /// The first element of a name right inside of another.
    func child(of element: Element, named name: String) -> Element? {
        children(of: element).first { self.name(of: $0) == name }
    }

    /// The name of an element without its prefix.
    func name(of element: Element) -> String {
        String(decoding: bytes[element.tag.localStart..<element.tag.name.upperBound], as: UTF8.self)
    }

    /// The prefix of an element with its colon.
    func prefix(of element: Element) -> String { String(decoding: bytes[element.tag.prefix], as: UTF8.self) }

    /// Where the value of an attribute stands, by its name as written.
    func attributeRange(_ name: StaticString, of element: Element) -> Range<Int>? {
        bytes.withUnsafeBufferPointer { MarkupScanner($0).attribute(name, of: element.tag) }
    }

    /// The value of an attribute, by its name as written, with its references resolved.
    func attribute(_ name: StaticString, of element: Element) -> String? {
        attributeRange(name, of: element).map { decoded($0) }
    }

    /// The value of an attribute as a whole number from 0.
    func integer(_ name: StaticString, of element: Element) -> Int? {
        attribute(name, of: element).flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil }
    }

    /// The value of the attribute of this local name that has a prefix: `r:id`.
    func prefixedAttribute(_ name: String, of element: Element) -> String? {
        var found: String?
        bytes.withUnsafeBufferPointer { buffer in
            MarkupScanner(buffer).forEachAttribute(of: element.tag) { attribute, value in
                let written = String(decoding: buffer[attribute], as: UTF8.self)
                if written.hasSuffix(":" + name), !written.hasPrefix("xmlns:") { found = decoded(value) }
            }
        }
        return found
    }

    /// Text with references resolved.
    func decoded(_ range: Range<Int>) -> String {
        var output: [UInt8] = []
        let isDecoded = bytes.withUnsafeBytes {
            XMLTextDecoder.decode(UnsafeRawBufferPointer(rebasing: $0[range]), into: &output)
        }
        return String(decoding: isDecoded ? output : Array(bytes[range]), as: UTF8.self)
    }
}
