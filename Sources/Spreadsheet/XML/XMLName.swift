/// A local name as libxml2 hands it over, compared without making a `String`.
///
/// Valid only during the callback that received it.
struct XMLName {
    /// The name, UTF-8, ended by a zero byte.
    let pointer: UnsafePointer<UInt8>

    /// Whether the name is the literal.
    ///
    /// Lets `switch` tell names apart.
    @inline(__always)
    static func ~= (literal: StaticString, name: XMLName) -> Bool {
        let wanted = literal.utf8Start
        var index = 0
        while wanted[index] == name.pointer[index] {
            if wanted[index] == 0 { return true }
            index &+= 1
        }
        return false
    }

    /// The name as a string.
    var string: String { String(cString: pointer) }
}
