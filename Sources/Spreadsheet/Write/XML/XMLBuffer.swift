/// Writes the XML of the parts that are not worksheet rows: readable rather than fast.
struct XMLBuffer {
    /// The bytes written so far.
    private(set) var bytes: [UInt8] = []

    /// An attribute with its value; a nil value leaves the attribute out.
    typealias Attributes = KeyValuePairs<String, (any XMLAttributeValue)?>

    /// Makes a buffer that begins with the XML declaration.
    static func document() -> XMLBuffer {
        var buffer = XMLBuffer()
        buffer.raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
        return buffer
    }

    /// Adds markup as it is.
    mutating func raw(_ markup: String) {
        bytes.append(contentsOf: markup.utf8)
    }

    /// Adds markup as it is.
    mutating func raw(_ markup: [UInt8]) {
        bytes.append(contentsOf: markup)
    }

    /// Adds an A1 reference.
    mutating func reference(_ cell: CellPosition) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: ByteFormat.referenceRoom) { buffer in
            guard let start = buffer.baseAddress else { return }
            let count = ByteFormat.put(cell, at: start) - start
            bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
        }
    }

    /// Adds an element without content.
    mutating func element(_ name: String, _ attributes: Attributes = [:]) {
        start(name, attributes)
        raw("/>")
    }

    /// Adds an element with what `content` adds.
    mutating func element<E: Error>(
        _ name: String, _ attributes: Attributes = [:], content: (inout XMLBuffer) throws(E) -> Void
    ) throws(E) {
        start(name, attributes)
        raw(">")
        try content(&self)
        raw("</\(name)>")
    }

    /// Adds an element with text.
    mutating func element(_ name: String, _ attributes: Attributes = [:], text: String) {
        start(name, attributes)
        raw(">")
        self.text(text)
        raw("</\(name)>")
    }

    /// Adds the start tag of an element whose content follows in pieces.
    mutating func open(_ name: String, _ attributes: Attributes = [:]) {
        start(name, attributes)
        raw(">")
    }

    /// Adds an end tag.
    mutating func close(_ name: String) {
        raw("</\(name)>")
    }

    /// Adds the content of an element, escaped as Excel does.
    mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { self.text($0) }
    }

    /// Adds the content of an element, given as valid UTF-8, escaped as Excel does.
    mutating func text(_ utf8: UnsafeBufferPointer<UInt8>) {
        guard let base = utf8.baseAddress else { return }
        withUnsafeTemporaryAllocation(
            of: UInt8.self, capacity: utf8.count * ByteFormat.escapedRoomPerByte + 8
        ) { buffer in
            guard let target = buffer.baseAddress else { return }
            let count = ByteFormat.putEscaped(base, utf8.count, at: target) - target
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    /// Adds the content of an element with the escapes of XML only.
    mutating func plain(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): raw("&amp;")
            case UInt8(ascii: "<"): raw("&lt;")
            case UInt8(ascii: ">"): raw("&gt;")
            default: bytes.append(byte)
            }
        }
    }

    /// The bytes so far, taken out of the buffer.
    mutating func take() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    private mutating func start(_ name: String, _ attributes: Attributes) {
        raw("<")
        raw(name)
        for (attribute, value) in attributes {
            guard let value else { continue }
            raw(" ")
            raw(attribute)
            raw("=\"")
            attributeText(value.xmlText)
            raw("\"")
        }
    }

    /// Adds the value of an attribute, or a piece of it, escaped.
    mutating func attributeText(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": raw("&amp;")
            case "<": raw("&lt;")
            case ">": raw("&gt;")
            case "\"": raw("&quot;")
            case "\t", "\n", "\r": raw("&#\(scalar.value);")
            // The rest of what XML forbids has no escape in an attribute; it is dropped.
            case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": break
            default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }
}

/// A value that an attribute can have.
protocol XMLAttributeValue {
    /// The value as text, not yet escaped.
    var xmlText: String { get }
}

extension String: XMLAttributeValue {
    var xmlText: String { self }
}

extension Int: XMLAttributeValue {
    var xmlText: String { String(self) }
}

extension UInt32: XMLAttributeValue {
    var xmlText: String { String(self) }
}

extension Bool: XMLAttributeValue {
    var xmlText: String { self ? "1" : "0" }
}

extension Double: XMLAttributeValue {
    /// The shortest digits, without an exponent where the value is whole.
    var xmlText: String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: ByteFormat.numberRoom) { buffer in
            guard let base = buffer.baseAddress, isFinite else { return "0" }
            let count = ByteFormat.put(self, at: base) - base
            return String(decoding: buffer[..<count], as: UTF8.self)
        }
    }
}
