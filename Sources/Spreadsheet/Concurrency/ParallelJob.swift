import Dispatch
import Foundation
import Synchronization

/// One call of ``Parallel``: its steps, and the threads that work on them.
///
/// Threads are started by the outermost call alone. A call within it is put on a board, from where threads that wait for the
/// rest of an outer call take steps; so all are busy to the end, and there are never more of them than were asked for.
final class ParallelJob: Sendable {
    /// How many calls the running step lies within.
    @TaskLocal private static var depth = 0
    private static let board = Board()

    private let count: Int
    private let threads: Int
    private let depth: Int
    private let step: @Sendable (Int) -> Void
    private let next = Atomic(0)
    private let finished = Atomic(0)

    init(count: Int, threads: Int, _ step: @escaping @Sendable (Int) -> Void) {
        self.count = count
        self.threads = threads
        self.step = step
        depth = Self.depth + 1
    }

    /// Returns when all steps have been taken.
    func run() {
        guard depth == 1 else {
            Self.board.add(self)
            work()
            Self.board.remove(self)
            return
        }
        DispatchQueue.concurrentPerform(iterations: threads) { _ in work() }
    }

    /// Takes steps until none is left, then those of calls further in, until all of its own are finished.
    private func work() {
        takeSteps()
        while let inner = Self.board.next(within: self) { inner.takeSteps() }
    }

    private func takeSteps() {
        Self.$depth.withValue(depth) {
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < count else { return }
                step(index)
                if finished.add(1, ordering: .acquiringAndReleasing).newValue == count { Self.board.wake() }
            }
        }
    }

    private var isFinished: Bool { finished.load(ordering: .acquiring) == count }
    private var hasSteps: Bool { next.load(ordering: .relaxed) < count }

    /// The calls whose steps others may take.
    private final class Board: @unchecked Sendable {
        private let changed = NSCondition()
        private var open: [(job: ParallelJob, helpers: Int)] = []

        func add(_ job: ParallelJob) {
            changed.withLock { open.append((job, 0)) }
            changed.broadcast()
        }

        func remove(_ job: ParallelJob) {
            changed.withLock { open.removeAll { $0.job === job } }
        }

        func wake() {
            // The lock keeps a thread from missing this between its look and its wait.
            changed.withLock {}
            changed.broadcast()
        }

        /// A call further in than one that is not finished; nil when that one is.
        func next(within job: ParallelJob) -> ParallelJob? {
            changed.withLock {
                while !job.isFinished {
                    for place in open.indices {
                        let inner = open[place]
                        guard inner.job.depth > job.depth, inner.job.hasSteps,
                            inner.helpers < inner.job.threads - 1
                        else { continue }
                        open[place].helpers += 1
                        return inner.job
                    }
                    changed.wait()
                }
                return nil
            }
        }
    }
}
