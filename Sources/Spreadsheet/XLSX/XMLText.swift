/// Text up to the next tag, found eight bytes at a time.
///
/// The same look tells whether there is anything in it but plain ASCII: nearly all texts of a sheet are then known to be
/// fit for copying without a second look at their bytes.
struct XMLText {
    /// The bytes in front of the tag.
    let bytes: UnsafeRawBufferPointer
    /// Whether some byte is not ASCII.
    private let hasHigh: Bool
    /// Whether some byte may be one that ``XMLBytes/isPlainText(_:)`` has to look at.
    private let mayBeOdd: Bool

    /// Passes over text up to the next `<`; nil when there is none in front of the zero byte behind the block.
    @inline(__always)
    init?(_ place: inout UnsafePointer<UInt8>) {
        var cursor = UnsafeRawPointer(place)
        var (high, odd): (UInt64, UInt64) = (0, 0)
        while true {
            let word = UInt64(littleEndian: cursor.loadUnaligned(as: UInt64.self))
            let stops = Self.places(of: UInt8(ascii: "<"), in: word) | Self.places(of: 0, in: word)
            let odds =
                Self.places(of: UInt8(ascii: "&"), in: word) | Self.places(of: UInt8(ascii: ">"), in: word)
                | Self.places(of: UInt8(ascii: "_"), in: word) | Self.placesOfControls(in: word)
            if stops == 0 {
                high |= word
                odd |= odds
                cursor += 8
                continue
            }
            // What stands in front of the first stop.
            let bits = stops.trailingZeroBitCount & ~7
            let inside: UInt64 = (1 << UInt64(bits)) &- 1
            high |= word & inside
            odd |= odds & inside
            cursor += bits >> 3
            break
        }
        bytes = UnsafeRawBufferPointer(
            start: UnsafeRawPointer(place), count: cursor - UnsafeRawPointer(place))
        hasHigh = high & Self.tops != 0
        mayBeOdd = odd != 0
        place += bytes.count
        if place.pointee == 0 { return nil }
    }

    /// Whether the text needs no more than to be copied; see ``XMLBytes/isPlainText(_:)``.
    @inline(__always)
    var isPlain: Bool {
        mayBeOdd ? XMLBytes.isPlainText(bytes) : !hasHigh || XMLBytes.isValidUTF8(bytes)
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// The top bits of the bytes that are equal to one; behind the first of them others may be marked too.
    @inline(__always)
    private static func places(of byte: UInt8, in word: UInt64) -> UInt64 {
        let difference = word ^ (ones &* UInt64(byte))
        return (difference &- ones) & ~difference & tops
    }

    /// The top bits of the bytes below a blank; behind the first of them others may be marked too.
    @inline(__always)
    private static func placesOfControls(in word: UInt64) -> UInt64 {
        (word &- ones &* 0x20) & ~word & tops
    }
}
