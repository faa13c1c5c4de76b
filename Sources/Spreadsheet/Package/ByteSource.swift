/// Bytes that can be read at any place, by several threads at once.
public protocol ByteSource: Sendable {
    /// The number of bytes.
    var count: Int { get }

    /// Copies bytes starting at `offset` into `buffer` and returns how many: as many as fit or are left.
    /// - Throws: ``SpreadsheetError`` when the bytes cannot be read.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SpreadsheetError) -> Int
}

extension ByteSource {
    /// A copy of a range of bytes, shorter when the source ends before.
    public func bytes(at offset: Int, count wanted: Int) throws(SpreadsheetError) -> [UInt8] {
        guard offset >= 0, offset < count, wanted > 0 else { return [] }
        let length = min(wanted, count - offset)
        var failure: SpreadsheetError?
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, initialized in
            do throws(SpreadsheetError) {
                initialized = try read(at: offset, into: UnsafeMutableRawBufferPointer(buffer))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }
}
