import CISAL

/// The deflated bytes of a package part, or of a piece of one, as they lie in the spool.
final class SpooledPart {
    /// Where the deflated bytes lie in the spool, in their order.
    ///
    /// Touched by the pipeline while blocks are under way.
    var segments: [Range<Int>] = []
    /// The CRC-32 of the bytes before deflating.
    private(set) var crc: UInt32 = 0
    /// The number of bytes before deflating.
    private(set) var size = 0

    /// Counts bytes that are about to be deflated, in their order.
    func count(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
        crc = crc32_gzip_refl(crc, bytes, UInt64(length))
        size += length
    }

    /// Notes that the next deflated bytes lie at an offset of the spool.
    func append(segment: Range<Int>) {
        if let last = segments.last, last.upperBound == segment.lowerBound {
            segments[segments.count - 1] = last.lowerBound..<segment.upperBound
        } else {
            segments.append(segment)
        }
    }

    /// The CRC-32 of one piece followed by another, from the CRC-32 of each.
    ///
    /// Appending n zero bytes multiplies the CRC by x^8n modulo the polynomial of IEEE 802.3; the powers are
    /// taken by squaring.
    static func combine(crc first: UInt32, crc second: UInt32, secondSize: Int) -> UInt32 {
        var power: UInt32 = 0x0080_0000  // x^8, bits reflected
        var factor: UInt32 = 0x8000_0000  // 1
        var rest = secondSize
        while rest > 0 {
            if rest & 1 == 1 { factor = multiply(factor, power) }
            power = multiply(power, power)
            rest >>= 1
        }
        return multiply(first, factor) ^ second
    }

    private static func multiply(_ left: UInt32, _ right: UInt32) -> UInt32 {
        var product: UInt32 = 0
        var shifted = right
        var mask: UInt32 = 0x8000_0000
        while mask != 0 {
            if left & mask != 0 { product ^= shifted }
            shifted = shifted & 1 == 1 ? (shifted >> 1) ^ 0xEDB8_8320 : shifted >> 1
            mask >>= 1
        }
        return product
    }
}
