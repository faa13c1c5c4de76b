#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A block of bytes with some zero bytes behind it, so that words may be read across its end.
final class ByteStorage: @unchecked Sendable {
    /// Zero bytes behind the content.
    static let padding = 64
    private let memory: UnsafeMutableRawPointer
    private let capacity: Int
    /// The number of bytes of content.
    private(set) var count: Int

    /// Allocates room; the content is empty.
    init(capacity: Int) {
        self.capacity = capacity
        memory = .allocate(byteCount: capacity + Self.padding, alignment: 64)
        count = 0
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: Self.padding)
    }

    /// Copies bytes.
    convenience init(_ bytes: UnsafeRawBufferPointer) {
        self.init(capacity: bytes.count)
        append(bytes)
    }

    deinit { memory.deallocate() }

    /// The content.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: memory, count: count) }

    /// How many bytes can still be added.
    var room: Int { capacity - count }

    /// Adds bytes, for which there must be room.
    func append(_ bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count <= room, "no room for the bytes")
        if let start = bytes.baseAddress { (memory + count).copyMemory(from: start, byteCount: bytes.count) }
        setCount(count + bytes.count)
    }

    /// Drops the first bytes.
    func removeFirst(_ dropped: Int) {
        memmove(memory, memory + dropped, count - dropped)
        setCount(count - dropped)
    }

    private func setCount(_ new: Int) {
        count = new
        (memory + new).initializeMemory(as: UInt8.self, repeating: 0, count: Self.padding)
    }

    /// Reads from a file until there is no room left or the file ends; returns false at the end of the file, or
    /// throws the system's error number.
    func fill(from descriptor: Int32) throws(SystemError) -> Bool {
        while room > 0 {
            let got = read(descriptor, memory + count, room)
            if got == 0 {
                setCount(count)
                return false
            }
            if got < 0 {
                if errno == EINTR { continue }
                throw SystemError(number: errno)
            }
            count += got
        }
        setCount(count)
        return true
    }
}

/// An error of the operating system.
struct SystemError: Error {
    var number: Int32
    /// What the system says about it.
    var message: String { String(cString: strerror(number)) }
}
