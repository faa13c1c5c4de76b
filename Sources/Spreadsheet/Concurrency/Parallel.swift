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

    /// The elements in order; halves are sorted at the same time.
    ///
    /// The order must be total: equal elements are not kept in any order.
    package static func sorted<Element: Sendable>(
        _ elements: [Element], by comesBefore: @escaping @Sendable (Element, Element) -> Bool
    ) -> [Element] {
        guard elements.count > 10_000 else { return elements.sorted(by: comesBefore) }
        let middle = elements.count / 2
        let halves = map(count: 2, threads: 2) { half in
            (half == 0 ? elements[..<middle] : elements[middle...]).sorted(by: comesBefore)
        }
        let (low, high) = (halves[0], halves[1])
        return Array(unsafeUninitializedCapacity: elements.count) { places, count in
            var (left, right) = (0, 0)
            while left < low.count || right < high.count {
                let takesHigh =
                    left == low.count || right < high.count && comesBefore(high[right], low[left])
                places.initializeElement(at: left + right, to: takesHigh ? high[right] : low[left])
                if takesHigh { right += 1 } else { left += 1 }
            }
            count = elements.count
        }
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
