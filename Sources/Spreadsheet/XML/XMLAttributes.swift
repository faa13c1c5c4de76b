import CLibXML2

/// One attribute of an element, valid only during the callback that received it.
struct ParsedAttribute {
    /// The name without its prefix.
    let name: XMLName
    /// The namespace; nil for an attribute without prefix.
    let namespace: XMLName?
    /// The value, UTF-8, with references resolved.
    let value: UnsafeRawBufferPointer
}

/// The attributes of an element, valid only during the callback that received them.
struct XMLAttributes {
    /// libxml2 gives five pointers for each attribute: local name, prefix, namespace, begin and end of the value.
    private let base: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    /// The number of attributes.
    let count: Int

    init(base: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int) {
        self.base = base
        self.count = base == nil ? 0 : count
    }

    /// The attribute at a position.
    subscript(index: Int) -> ParsedAttribute? {
        guard let base, index >= 0, index < count else { return nil }
        let entry = base + index * 5
        guard let name = entry[0], let begin = entry[3], let end = entry[4] else { return nil }
        return ParsedAttribute(
            name: XMLName(pointer: name), namespace: entry[2].map(XMLName.init(pointer:)),
            value: UnsafeRawBufferPointer(start: begin, count: end - begin))
    }

    /// The value of the attribute of this name that is in no namespace.
    func value(_ name: StaticString) -> UnsafeRawBufferPointer? {
        for index in 0..<count {
            if let attribute = self[index], attribute.namespace == nil, name ~= attribute.name {
                return attribute.value
            }
        }
        return nil
    }

    /// The value of the attribute of this name that is in no namespace, as a string.
    func string(_ name: StaticString) -> String? {
        value(name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Reads an `xsd:boolean`; nil when the attribute is absent or is none.
    func boolean(_ name: StaticString) -> Bool? {
        value(name).flatMap(XMLValue.boolean)
    }

    /// Reads a whole number from 0; nil when the attribute is absent or is none.
    func integer(_ name: StaticString) -> Int? {
        value(name).flatMap(XMLValue.integer)
    }

    /// The value of `r:id`, whatever the prefix and whether Transitional or Strict.
    var relationshipID: String? {
        for index in 0..<count {
            if let attribute = self[index], attribute.namespace != nil, "id" ~= attribute.name {
                return String(decoding: attribute.value, as: UTF8.self)
            }
        }
        return nil
    }

    /// What `xml:space` says: true for `preserve`, false for any other value, nil without it.
    var preservesSpace: Bool? {
        for index in 0..<count {
            if let attribute = self[index], let namespace = attribute.namespace, "space" ~= attribute.name,
                "http://www.w3.org/XML/1998/namespace" ~= namespace
            {
                return XMLValue.equals(attribute.value, "preserve")
            }
        }
        return nil
    }
}
