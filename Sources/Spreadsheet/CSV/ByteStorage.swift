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
        memory = LargeMemory.allocate(capacity + Self.padding)
        count = 0
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: Self.padding)
    }

    /// Copies bytes.
    convenience init(_ bytes: UnsafeRawBufferPointer) {
        self.init(capacity: bytes.count)
        append(bytes)
    }

    deinit { free(memory) }

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

    /// Reads all of a source, for which there must be room.
    func fill(from source: any ByteSource) throws(SpreadsheetError) {
        precondition(source.count <= room, "no room for the bytes")
        let target = UnsafeMutableRawBufferPointer(start: memory + count, count: source.count)
        setCount(count + (try source.read(at: 0, into: target)))
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

/// Memory for large blocks, in large pages where the system has them: touching 4 KiB pages one by one for the first
/// time costs more than filling them.
enum LargeMemory {
    private static let pageSize = 2 << 20

    /// Allocates memory to be given back with `free`.
    static func allocate(_ bytes: Int) -> UnsafeMutableRawPointer {
        let isLarge = bytes >= 2 * pageSize
        var memory: UnsafeMutableRawPointer?
        let result = posix_memalign(&memory, isLarge ? pageSize : 64, max(bytes, 1))
        guard result == 0, let memory else { fatalError("out of memory") }
        #if os(Linux)
            if isLarge { madvise(memory, bytes, MADV_HUGEPAGE) }
        #endif
        return memory
    }
}
