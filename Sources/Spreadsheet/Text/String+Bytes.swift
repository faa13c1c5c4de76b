extension String {
    /// Whether the bytes of a text occur in this one: a quick no where nothing is to be replaced.
    package func hasBytes(of text: String) -> Bool {
        var (whole, part) = (self, text)
        return whole.withUTF8 { bytes in
            part.withUTF8 { wanted in
                guard let first = wanted.first else { return true }
                guard bytes.count >= wanted.count else { return false }
                for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
                    var length = 1
                    while length < wanted.count, bytes[start + length] == wanted[length] { length += 1 }
                    if length == wanted.count { return true }
                }
                return false
            }
        }
    }
}
