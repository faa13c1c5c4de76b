/// Builds one JSON object, key by key.
package struct JSONObject: Sendable {
    private var text = JSONText()
    private var isFirst = true

    /// Makes an object without keys.
    package init() { text.raw("{") }

    /// The object without a line feed, UTF-8.
    package var bytes: [UInt8] {
        var text = text
        text.raw("}")
        return text.bytes
    }

    private mutating func key(_ name: String) {
        if !isFirst { text.raw(",") }
        isFirst = false
        text.string(name)
        text.raw(":")
    }

    package mutating func add(_ name: String, _ value: String) {
        key(name)
        text.string(value)
    }

    package mutating func add(_ name: String, _ value: String?) {
        if let value { add(name, value) } else { raw(name, Array("null".utf8)) }
    }

    package mutating func add(_ name: String, _ value: Int) {
        key(name)
        text.integer(value)
    }

    package mutating func add(_ name: String, _ values: [String]) {
        key(name)
        text.raw("[")
        for (index, value) in values.enumerated() {
            if index > 0 { text.raw(",") }
            text.string(value)
        }
        text.raw("]")
    }

    package mutating func add(_ name: String, _ object: JSONObject) { raw(name, object.bytes) }

    /// A list of objects, each on a line of its own.
    package mutating func add(_ name: String, _ objects: [JSONObject]) {
        key(name)
        text.raw("[")
        for (index, object) in objects.enumerated() {
            if index > 0 { text.raw(",") }
            text.raw("\n")
            text.raw(object.bytes)
        }
        text.raw("]")
    }

    /// A value that is JSON already.
    package mutating func raw(_ name: String, _ json: [UInt8]) {
        key(name)
        text.raw(json)
    }
}
