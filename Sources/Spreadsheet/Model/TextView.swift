import CProcessor

/// All strings of an arena in memory; valid only while it is handed over.
package struct TextView {
    private let bytes: UnsafeRawBufferPointer
    private let ends: UnsafeBufferPointer<Int>

    init(bytes: UnsafeRawBufferPointer, ends: UnsafeBufferPointer<Int>) {
        self.bytes = bytes
        self.ends = ends
    }

    package var count: Int { ends.count }

    /// The bytes of a string.
    package subscript(index: Int) -> UnsafeRawBufferPointer {
        @inline(__always) get {
            UnsafeRawBufferPointer(rebasing: bytes[(index == 0 ? 0 : ends[index &- 1])..<ends[index]])
        }
    }

    /// Begins to bring to the processor where a string lies; nothing for -1.
    @inline(__always)
    func fetchPlace(_ index: Int) {
        guard index >= 0, let start = ends.baseAddress else { return }
        cprocessor_prefetch(start + index)
    }

    /// Begins to bring a string to the processor; nothing for -1.
    @inline(__always)
    func fetchText(_ index: Int) {
        guard index >= 0, let start = self[index].baseAddress else { return }
        cprocessor_prefetch(start)
    }
}

extension TextArena {
    /// Hands over all strings for a loop over many of them.
    package func withTexts<Result>(_ body: (TextView) throws -> Result) rethrows -> Result {
        try bytes.withUnsafeBytes { bytes in
            try ends.withUnsafeBufferPointer { try body(TextView(bytes: bytes, ends: $0)) }
        }
    }
}
