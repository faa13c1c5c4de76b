import Rules

extension [Violation] {
    /// The violations in the order of something that they have; those that have the same stay in their order.
    func grouped<Key: Hashable & Comparable>(
        greatestFirst: Bool = false, by key: (Violation) -> Key
    ) -> [Violation] {
        // Few keys stand for many violations: only these are sorted.
        let groups = Dictionary(grouping: self, by: key)
        let keys = greatestFirst ? groups.keys.sorted(by: >) : groups.keys.sorted()
        return keys.flatMap { groups[$0] ?? [] }
    }
}
