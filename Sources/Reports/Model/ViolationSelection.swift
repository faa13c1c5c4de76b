import Rules

/// Some violations of a run in some order, without a copy of any.
struct ViolationSelection: RandomAccessCollection, Sendable {
    private let all: [Violation]
    private var places: [Int]

    /// All violations of a run in the order of something that they have, the greatest or the least first; those that have
    /// the same stay in their order.
    init<Key: Hashable & Comparable>(
        _ all: [Violation], greatestFirst: Bool = false, by key: (UnsafePointer<Violation>) -> Key
    ) {
        self.all = all
        // Few keys stand for many violations: only these are sorted.
        var groups: [Key: [Int]] = [:]
        all.withUnsafeBufferPointer { all in
            guard let start = all.baseAddress else { return }
            for place in all.indices { groups[key(start + place), default: []].append(place) }
        }
        let keys = greatestFirst ? groups.keys.sorted(by: >) : groups.keys.sorted()
        places = keys.flatMap { groups[$0] ?? [] }
    }

    /// Those of the violations for which something holds, in the same order.
    func filter(_ holds: (UnsafePointer<Violation>) -> Bool) -> ViolationSelection {
        var selection = self
        selection.places = []
        all.withUnsafeBufferPointer { all in
            guard let start = all.baseAddress else { return }
            for place in places where holds(start + place) { selection.places.append(place) }
        }
        return selection
    }

    /// Looks at the violations one after the other where they lie: to copy one takes longer than to read a little of it.
    func look(_ body: (UnsafePointer<Violation>) -> Void) {
        all.withUnsafeBufferPointer { all in
            guard let start = all.baseAddress else { return }
            for place in places { body(start + place) }
        }
    }

    var startIndex: Int { 0 }
    var endIndex: Int { places.count }
    subscript(index: Int) -> Violation { all[places[index]] }
}
