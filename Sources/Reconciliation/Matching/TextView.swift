/// All texts of a column in memory; valid only while it is handed over.
struct TextView {
    let bytes: UnsafeRawBufferPointer
    let ends: UnsafeBufferPointer<Int>

    var count: Int { ends.count }

    /// The bytes of a text.
    @inline(__always)
    subscript(code: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[(code == 0 ? 0 : ends[code &- 1])..<ends[code]])
    }
}
