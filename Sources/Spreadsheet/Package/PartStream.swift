import CISAL

/// The inflated bytes of one part, from beginning to end.
///
/// Not for use by several threads at once; several streams of one package may be.
public final class PartStream {
    /// The name of the part.
    public let name: String
    /// Bytes after inflating as the directory declares; never trusted.
    public let declaredBytes: Int
    /// Inflated bytes handed over so far.
    public private(set) var position = 0

    private let package: PackageReader
    private let handle: OpaquePointer
    private let isDeflated: Bool
    private let compressedBytes: Int
    private let expectedCRC: UInt32
    private var crc: UInt32 = 0
    private var inflater = Inflater()
    private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 128 << 10, alignment: 64)
    private var inputStart = 0
    private var inputEnd = 0
    private var isFinished = false
    private var failure: SpreadsheetError?

    init(
        package: PackageReader, handle: OpaquePointer, name: String, isDeflated: Bool,
        compressedBytes: Int, declaredBytes: Int, crc: UInt32
    ) {
        self.package = package
        self.handle = handle
        self.name = name
        self.isDeflated = isDeflated
        self.compressedBytes = compressedBytes
        self.declaredBytes = declaredBytes
        expectedCRC = crc
    }

    deinit {
        package.close(handle)
        input.deallocate()
    }

    /// Fills the buffer with the next bytes and returns how many; 0 at the end of the part.
    ///
    /// The checksum is verified when the end is reached. Bytes in front of a damage are handed over; the call after
    /// them throws.
    /// - Throws: ``SpreadsheetError``: `package.part-damaged` when the stream or its checksum is wrong, and
    ///   `limit.part-bytes`, `limit.package-bytes`, `limit.ratio` or `limit.time` when a bound is exceeded.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(SpreadsheetError) -> Int {
        if let failure { throw failure }
        guard !isFinished else { return 0 }
        var filled = 0
        while filled < buffer.count, !isFinished, failure == nil {
            if inputStart == inputEnd {
                let count = package.readCompressed(handle, into: input)
                guard count >= 0 else {
                    failure = damaged("read")
                    break
                }
                (inputStart, inputEnd) = (0, count)
            }
            let rest = UnsafeRawBufferPointer(rebasing: input[inputStart..<inputEnd])
            let room = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
            let isInputOver = rest.isEmpty
            if isDeflated {
                let step = inflater.inflate(from: rest, into: room)
                inputStart += step.consumed
                filled += step.produced
                switch step.progress {
                case .finished: isFinished = true
                case .damaged: failure = damaged("deflate")
                case .more: if isInputOver, step.produced == 0 { failure = damaged("end") }
                }
            } else if isInputOver {
                isFinished = true
            } else {
                let count = min(rest.count, room.count)
                room.copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[..<count]))
                inputStart += count
                filled += count
            }
        }
        position += filled
        crc = crc32_gzip_refl(
            crc, buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt64(filled))
        try checkLimits(adding: filled)
        if isFinished, crc != expectedCRC { failure = damaged("crc") }
        if filled == 0, let failure { throw failure }
        return filled
    }

    private func checkLimits(adding bytes: Int) throws(SpreadsheetError) {
        let limits = package.limits
        if position > limits.partBytes {
            throw exceeded(.partTooLarge, String(limits.partBytes))
        }
        if !package.budget.count(inflated: bytes) {
            throw exceeded(.packageTooLarge, String(limits.packageBytes))
        }
        // The declared compressed size is only what the directory says, but it bounds what libzip hands over.
        if position > limits.ratioFreeBytes, position / limits.ratio > compressedBytes {
            throw exceeded(.ratioTooHigh, String(limits.ratio))
        }
        if package.budget.isOver {
            throw exceeded(.timeOver, String(limits.timePerFile.components.seconds))
        }
    }

    private func exceeded(_ code: FindingCode, _ limit: String) -> SpreadsheetError {
        SpreadsheetError(
            Finding(
                code, .error, at: Origin(file: package.file), values: ["part": name, "limit": limit]))
    }

    private func damaged(_ reason: String) -> SpreadsheetError {
        SpreadsheetError(
            Finding(
                .partDamaged, .error, at: Origin(file: package.file),
                values: ["part": name, "reason": reason, "bytes": String(position)]))
    }
}
