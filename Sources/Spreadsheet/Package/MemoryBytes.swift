/// Bytes held in memory, as a source.
public struct MemoryBytes: ByteSource {
    /// The bytes.
    public let bytes: [UInt8]

    /// Makes a source of the bytes.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The number of bytes.
    public var count: Int { bytes.count }

    /// Copies bytes; never fails.
    public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard offset >= 0, offset < bytes.count else { return 0 }
        let length = min(buffer.count, bytes.count - offset)
        bytes.withUnsafeBytes { all in
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[offset..<(offset + length)]))
        }
        return length
    }
}
