import Synchronization

/// An array prepared for lookups: first and last place of each value, and the values in order.
final class LookupIndex: AnyIndex {
    let vector: ColumnVector
    let keys: KeyIndex
    private let first: [Int32]
    private let last: [Int32]
    /// What only a look for the nearest value needs.
    private let sorted = Mutex<Sorted?>(nil)

    /// Places of numbers and texts in rising order; equal values by place.
    private struct Sorted {
        var numbers: [Int32]
        var texts: [Int32]
    }

    init(_ vector: ColumnVector) {
        self.vector = vector
        keys = KeyIndex(vector)
        var first = [Int32](repeating: -1, count: keys.count)
        var last = first
        for (place, id) in keys.ids.enumerated() where id >= 0 {
            if first[Int(id)] < 0 { first[Int(id)] = Int32(place) }
            last[Int(id)] = Int32(place)
        }
        self.first = first
        self.last = last
    }

    private var inOrder: Sorted {
        sorted.withLock { known in
            if let known { return known }
            let made = Self.sorted(vector)
            known = made
            return made
        }
    }

    private static func sorted(_ vector: ColumnVector) -> Sorted {
        var numbers: [(Double, Int32)] = []
        var texts: [(String, Int32)] = []
        for (place, value) in vector.elements.enumerated() {
            switch value {
            case .number(let number): numbers.append((number.double, Int32(place)))
            case .text(let text): texts.append((CaseFolding.fold(text), Int32(place)))
            default: continue
            }
        }
        numbers.sort { ($0.0, $0.1) < ($1.0, $1.1) }
        texts.sort {
            $0.0 == $1.0 ? $0.1 < $1.1 : $0.0.unicodeScalars.lexicographicallyPrecedes($1.0.unicodeScalars)
        }
        return Sorted(numbers: numbers.map(\.1), texts: texts.map(\.1))
    }

    /// The places of exact matches for a whole vector; -1 where there is none.
    func exact(_ values: ColumnVector, fromEnd: Bool) -> [Int32] {
        var places = keys.find(all: values)
        let table = fromEnd ? last : first
        for row in places.indices where places[row] >= 0 { places[row] = table[Int(places[row])] }
        return places
    }

    /// The place of an exact match; -1 when there is none.
    ///
    /// A blank is looked for as itself.
    func exact(_ value: FormulaValue, fromEnd: Bool) -> Int32 {
        if value.isBlank {
            let places = vector.hasBlanks ? 0..<vector.count : 0..<0
            let found = fromEnd ? places.last { vector[$0].isBlank } : places.first { vector[$0].isBlank }
            return Int32(found ?? -1)
        }
        let id = keys.find(value)
        return id < 0 ? -1 : fromEnd ? last[Int(id)] : first[Int(id)]
    }

    /// The place of the nearest value at or below (or at or above) a value; -1 when there is none.
    func nearest(_ value: FormulaValue, above: Bool, fromEnd: Bool) -> Int32 {
        let sorted: [Int32]
        switch value {
        case .number, .blank: sorted = inOrder.numbers
        case .text: sorted = inOrder.texts
        case .boolean: return exact(value, fromEnd: fromEnd)
        case .error: return -1
        }
        let wanted: FormulaValue = value.isBlank ? 0 : value
        func firstPlace(_ isBeyond: (Int) -> Bool) -> Int {
            var (low, high) = (0, sorted.count)
            while low < high {
                let middle = (low + high) / 2
                if isBeyond(Comparison.order(vector[Int(sorted[middle])], wanted)) {
                    high = middle
                } else {
                    low = middle + 1
                }
            }
            return low
        }
        let start: Int
        if above {
            start = firstPlace { $0 >= 0 }
            guard start < sorted.count else { return -1 }
        } else {
            let end = firstPlace { $0 > 0 }
            guard end > 0 else { return -1 }
            start = end - 1
        }
        // Among equals the first, or the last when searching from the end.
        let chosen = exact(vector[Int(sorted[start])], fromEnd: fromEnd)
        return chosen >= 0 ? chosen : sorted[start]
    }

    /// The place of the first text that matches a pattern.
    func matching(_ pattern: Wildcard, fromEnd: Bool) -> Int32 {
        func matches(_ place: Int) -> Bool {
            guard case .text(let text) = vector[place] else { return false }
            return pattern.matches(folded: CaseFolding.fold(text))
        }
        let places = 0..<vector.count
        return Int32((fromEnd ? places.last(where: matches) : places.first(where: matches)) ?? -1)
    }
}

extension ColumnVector {
    /// Whether a row may have nothing.
    fileprivate var hasBlanks: Bool {
        switch storage {
        case .mixed, .constant: true
        default: status?.contains(Self.blankStatus) ?? false
        }
    }
}
