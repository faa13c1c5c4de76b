/// Text as UTF-8 with the places where bytes were no characters.
public struct DecodedText: Sendable {
    /// Valid UTF-8; U+FFFD stands for bytes that are no character.
    public var utf8: [UInt8] = []
    /// The bytes that are no character, in the order of the file.
    public var failures: [DecodingFailure] = []

    /// Makes an empty text.
    public init() {}
}

/// Bytes that are no character in the encoding of their file.
public struct DecodingFailure: Hashable, Sendable {
    /// The offset of the first byte, from 0.
    public var offset: Int
    /// The bytes, at most four.
    public var bytes: [UInt8]

    /// Makes a failure.
    public init(offset: Int, bytes: [UInt8]) {
        self.offset = offset
        self.bytes = bytes
    }

    /// The bytes in hexadecimal, such as `A3 FF`.
    public var hexadecimal: String {
        bytes.map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return byte < 16 ? "0" + digits : digits
        }.joined(separator: " ")
    }
}
