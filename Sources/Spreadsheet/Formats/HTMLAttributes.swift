/// The attributes of an element as libxml2 hands them over: name and value by turns, ended by a null pointer.
///
/// Valid only during the callback that received them.
struct HTMLAttributes {
    let base: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

    /// The value of an attribute, empty for one without; nil when it is absent.
    ///
    /// `name` is in lower case.
    func value(_ name: StaticString) -> UnsafeRawBufferPointer? {
        guard var entry = base else { return nil }
        while let attribute = entry[0] {
            if Self.equals(attribute, name) {
                guard let value = entry[1] else { return UnsafeRawBufferPointer(start: nil, count: 0) }
                var count = 0
                while value[count] != 0 { count += 1 }
                return UnsafeRawBufferPointer(start: value, count: count)
            }
            entry += 2
        }
        return nil
    }

    /// The value as a string.
    func string(_ name: StaticString) -> String? {
        value(name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// A whole number, as browsers read it: leading digits, whatever comes behind.
    ///
    /// Very large ones become 1,000,000,000.
    func integer(_ name: StaticString) -> Int? {
        guard let text = value(name) else { return nil }
        var number: Int?
        for byte in text {
            if byte == 0x20, number == nil { continue }
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { break }
            number = min((number ?? 0) * 10 + Int(byte - UInt8(ascii: "0")), 1_000_000_000)
        }
        return number
    }

    private static func equals(_ name: UnsafePointer<UInt8>, _ literal: StaticString) -> Bool {
        var index = 0
        let wanted = literal.utf8Start
        while wanted[index] == name[index] {
            if wanted[index] == 0 { return true }
            index += 1
        }
        return false
    }
}
