import Synchronization

/// The time budget of one file, and the count of its inflated bytes, shared by the threads that read it.
final class ReadBudget: Sendable {
    private let end: ContinuousClock.Instant
    private let inflated = Atomic<Int>(0)
    private let limits: ReadLimits

    init(_ limits: ReadLimits) {
        self.limits = limits
        // A monotonic clock: how long reading takes decides only whether it goes on, never what is read.
        end = ContinuousClock.now + limits.timePerFile
    }

    /// Whether the time is used up.
    var isOver: Bool { ContinuousClock.now >= end }

    /// Counts inflated bytes; false when the package has more than its limit.
    func count(inflated bytes: Int) -> Bool {
        inflated.add(bytes, ordering: .relaxed).newValue <= limits.packageBytes
    }
}
