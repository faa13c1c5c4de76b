import Dispatch
import Synchronization

/// Work on many things by several threads.
package enum Parallel {
    /// The results for 0..<count in order; whoever is free takes the next.
    ///
    /// What a body computes must not depend on which thread it runs on, or when.
    package static func map<Result>(
        count: Int, threads: Int, _ body: @Sendable (Int) -> Result
    ) -> [Result] {
        guard count > 1, threads > 1 else { return (0..<count).map(body) }
        let results = Results<Result>(count)
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < count else { return }
                results.places[index] = body(index)
            }
        }
        return results.places.compactMap(\.self)
    }

    /// Places that are written by one thread each, and read when all have finished.
    private final class Results<Result>: @unchecked Sendable {
        let places: UnsafeMutableBufferPointer<Result?>

        init(_ count: Int) {
            places = .allocate(capacity: count)
            places.initialize(repeating: nil)
        }

        deinit {
            places.deinitialize()
            places.deallocate()
        }
    }
}
