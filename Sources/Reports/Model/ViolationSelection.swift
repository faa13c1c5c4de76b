import Rules

/// Some violations of a run in some order, without a copy of any.
struct ViolationSelection: RandomAccessCollection, Sendable {
    private let all: [Violation]
    private var places: [Int]

    /// All violations of a run, in an order that says whether one of them comes before another; equal ones stay as they are.
    init(_ all: [Violation], by precedes: (Violation, Violation) -> Bool) {
        self.all = all
        places = all.indices.sorted { left, right in
            if precedes(all[left], all[right]) { return true }
            return !precedes(all[right], all[left]) && left < right
        }
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
