/// How large the blocks are in which a ``UnitPipeline`` reads a part.
struct BlockSizes: Sendable {
    /// Bytes of a block: large enough that handing over costs nothing, small enough to stay in the cache.
    var usual = 512 << 10
    /// A block without a place to cut it grows up to here; then the rest of the part goes unscanned.
    var largest = 32 << 20

    /// A part of fewer bytes is read before a second thread has started.
    var smallPart: Int { 4 * usual }
}
