/// A part of a package that lies ready in the spool.
struct PackageEntry {
    /// The name inside the package, such as `xl/workbook.xml`.
    var name: String
    /// The pieces whose deflated bytes make up the entry, in this order.
    ///
    /// Only the last one ends its deflate stream.
    var pieces: [SpooledPart]

    /// Where the deflated bytes lie in the spool.
    var segments: [Range<Int>] { pieces.flatMap(\.segments) }
    /// The number of bytes before deflating.
    var size: Int { pieces.reduce(0) { $0 + $1.size } }
    /// The CRC-32 of the bytes before deflating.
    var crc: UInt32 {
        pieces.reduce(0) { SpooledPart.combine(crc: $0, crc: $1.crc, secondSize: $1.size) }
    }
}
