/// Work on many things by several threads.
package enum Parallel {
    /// The results for 0..<count in order; whoever is free takes the next.
    ///
    /// A body may itself call this: whoever has nothing left to do elsewhere helps. What a body computes must not depend on
    /// which thread it runs on, or when.
    package static func map<Result>(
        count: Int, threads: Int, _ body: @escaping @Sendable (Int) -> Result
    ) -> [Result] {
        guard count > 1, threads > 1 else { return (0..<count).map(body) }
        let results = Results<Result>(count)
        ParallelJob(count: count, threads: threads) { results.places[$0] = body($0) }.run()
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
