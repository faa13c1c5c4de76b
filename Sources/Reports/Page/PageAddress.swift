/// Paths as addresses of links.
enum PageAddress {
    /// The address of a path that is relative to the page, or absolute.
    ///
    /// Everything but letters, digits, `-._~` and `/` is percent-encoded (RFC 3986, 2.1), so that no name can be read as a
    /// scheme, a query or a fragment.
    static func href(_ path: String) -> String {
        var address = path.hasPrefix("/") ? "file://" : ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                address.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = Array("0123456789ABCDEF".unicodeScalars)
                address.unicodeScalars.append("%")
                address.unicodeScalars.append(digits[Int(byte >> 4)])
                address.unicodeScalars.append(digits[Int(byte & 15)])
            }
        }
        return address
    }
}
