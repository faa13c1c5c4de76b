import Glibc

/// Turns UTF-8 into GB18030 with the C library's converter.
///
/// Everything that writes GB18030 goes through ``encode(_:_:)``, so that a faster encoder need replace nothing else.
struct GB18030Transcoder: ~Copyable {
    private let converter: iconv_t
    private let output: UnsafeMutablePointer<CChar>
    private static let capacity = 64 << 10
    /// Characters that GB18030 does not have, written as `?`.
    private(set) var replacedCharacters = 0

    init() throws(SystemFailure) {
        guard let converter = iconv_open("GB18030", "UTF-8"), Int(bitPattern: converter) != -1 else {
            throw SystemFailure(number: errno)
        }
        self.converter = converter
        output = .allocate(capacity: Self.capacity)
    }

    deinit {
        iconv_close(converter)
        output.deallocate()
    }

    /// Encodes UTF-8 that begins and ends between characters; hands the result over in pieces.
    mutating func encode(
        _ utf8: UnsafeBufferPointer<UInt8>, _ write: (UnsafeBufferPointer<UInt8>) -> Void
    ) {
        guard let base = utf8.baseAddress else { return }
        var input: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: base)
            .assumingMemoryBound(to: CChar.self)
        var inputLeft = utf8.count
        while inputLeft > 0 {
            var target: UnsafeMutablePointer<CChar>? = output
            var room = Self.capacity - 1
            let result = iconv(converter, &input, &inputLeft, &target, &room)
            let problem = result == -1 ? errno : 0
            var written = Self.capacity - 1 - room
            if problem == EILSEQ || problem == EINVAL, inputLeft > 0 {
                output[written] = CChar(bitPattern: UInt8(ascii: "?"))
                written += 1
                replacedCharacters += 1
                Self.skipCharacter(&input, &inputLeft)
            }
            output.withMemoryRebound(to: UInt8.self, capacity: written) {
                write(UnsafeBufferPointer(start: $0, count: written))
            }
        }
    }

    private static func skipCharacter(_ input: inout UnsafeMutablePointer<CChar>?, _ left: inout Int) {
        repeat {
            input = input.map { $0 + 1 }
            left -= 1
        } while left > 0 && UInt8(bitPattern: input?.pointee ?? 0) & 0xC0 == 0x80
    }
}
