#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Decodes any encoding that the system knows, through `iconv` (POSIX.1-2017).
final class IconvConverter {
    private let descriptor: iconv_t

    /// Opens a converter to UTF-8; nil when the system does not know the encoding.
    init?(from name: String) {
        let descriptor = iconv_open("UTF-8", name)
        // The error value is the pointer of all ones.
        guard let descriptor, descriptor != UnsafeMutableRawPointer(bitPattern: -1) else { return nil }
        self.descriptor = descriptor
    }

    deinit { iconv_close(descriptor) }

    /// Appends the bytes as UTF-8 and returns how many of them were used.
    ///
    /// A byte that is no character becomes U+FFFD and is reported. Fewer bytes than given are used only when
    /// they end inside a character and `isFinal` is false.
    func decode(
        _ bytes: UnsafeRawBufferPointer, isFinal: Bool, into utf8: inout [UInt8],
        onFailure: (_ offset: Int, _ length: Int) -> Void
    ) -> Int {
        guard let start = bytes.baseAddress, bytes.count > 0 else { return 0 }
        // iconv asks for a mutable pointer but does not write through it.
        var input: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: start)
            .assumingMemoryBound(to: CChar.self)
        var rest = bytes.count
        var block = [CChar](repeating: 0, count: 1 << 16)
        while rest > 0 {
            let (written, failure) = block.withUnsafeMutableBufferPointer { block in
                var output = block.baseAddress
                var room = block.count
                let result = iconv(descriptor, &input, &rest, &output, &room)
                let failure = result == Int(bitPattern: UInt.max) ? errno : 0
                return (block.count - room, failure)
            }
            block.withUnsafeBytes { utf8.append(contentsOf: $0[..<written]) }
            switch failure {
            case 0, E2BIG: continue
            case EINVAL where !isFinal: return bytes.count - rest
            default:
                onFailure(bytes.count - rest, 1)
                GB18030.append(0xFFFD, to: &utf8)
                rest -= 1
                input = input.map { $0 + 1 }
                iconv(descriptor, nil, nil, nil, nil)
            }
        }
        return bytes.count
    }
}
