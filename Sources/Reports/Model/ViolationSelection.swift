import Rules

/// Some violations of a run in some order, without a copy of any.
struct ViolationSelection: RandomAccessCollection, Sendable {
    private let all: [Violation]
    private var places: [Int]

    /// All violations of a run in the order of something that they have, the greatest or the least first; those that have
    /// the same stay in their order.
    init<Key: Hashable & Comparable>(
        _ all: [Violation], greatestFirst: Bool = false, by key: (Violation) -> Key
    ) {
        self.all = all
        // Few keys stand for many violations: only these are sorted.
        var groups: [Key: [Int]] = [:]
        for place in all.indices { groups[key(all[place]), default: []].append(place) }
        let keys = greatestFirst ? groups.keys.sorted(by: >) : groups.keys.sorted()
        places = keys.flatMap { groups[$0] ?? [] }
    }

    /// Those of the violations for which something holds, in the same order.
    func filter(_ holds: (Violation) -> Bool) -> ViolationSelection {
        var selection = self
        selection.places.removeAll { !holds(all[$0]) }
        return selection
    }

    var startIndex: Int { 0 }
    var endIndex: Int { places.count }
    subscript(index: Int) -> Violation { all[places[index]] }
}
