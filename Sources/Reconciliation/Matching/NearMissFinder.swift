import Spreadsheet

/// Looks for open lines of the other side that an open item might belong to.
struct NearMissFinder {
    let ours: Lines
    let theirs: Lines
    let comparison: Comparison
    let rules: [ValueRule]

    /// With more open items than this, both sides hardly belong together, and near misses would mislead.
    static let limit = 20_000
    /// How many near misses an item has at most.
    private static let listed = 3
    /// A property that more lines share than this speaks for none of them.
    private static let crowd = 50

    /// A line of an open item.
    private struct OpenLine {
        let item: Int32
        let line: Int32
    }

    /// Finds near misses for every open item; false when there are too many items.
    func find(_ table: inout MatchTable) -> Bool {
        var left: [OpenLine] = []
        var right: [OpenLine] = []
        for item in 0..<table.count {
            switch table.statuses[item] {
            case .onlyOurs:
                if let line = table.ours[item].line {
                    left.append(OpenLine(item: Int32(truncatingIfNeeded: item), line: Int32(line)))
                }
            case .onlyTheirs:
                if let line = table.theirs[item].line {
                    right.append(OpenLine(item: Int32(truncatingIfNeeded: item), line: Int32(line)))
                }
            default: continue
            }
        }
        guard !left.isEmpty, !right.isEmpty else { return true }
        guard left.count + right.count <= Self.limit else { return false }
        var candidates: [Int32: Set<Int32>] = [:]
        let ourMarks = marks(ours, left)
        let theirMarks = marks(theirs, right)
        var index: [String: [Int]] = [:]
        for (place, marks) in theirMarks.enumerated() {
            for mark in marks { index[mark, default: []].append(place) }
        }
        for (place, marks) in ourMarks.enumerated() {
            for mark in marks {
                guard let found = index[mark], found.count <= Self.crowd else { continue }
                candidates[Int32(truncatingIfNeeded: place), default: []].formUnion(
                    found.map { Int32(truncatingIfNeeded: $0) })
            }
        }
        var rated: [(our: Int, their: Int, score: Score)] = []
        for (our, set) in candidates {
            for their in set {
                let score = score(Int(left[Int(our)].line), Int(right[Int(their)].line))
                if score.isWorthMentioning { rated.append((Int(our), Int(their), score)) }
            }
        }
        rated.sort { a, b in
            if a.score != b.score { return a.score.isBetter(than: b.score) }
            let (x, y) = (Int(left[a.our].line), Int(left[b.our].line))
            if x != y { return ours.comesBefore(x, y) }
            return theirs.comesBefore(Int(right[a.their].line), Int(right[b.their].line))
        }
        for (our, their, _) in rated {
            if table.nearMisses[left[our].item, default: []].count < Self.listed {
                table.nearMisses[left[our].item, default: []].append(right[their].line)
            }
            if table.nearMisses[right[their].item, default: []].count < Self.listed {
                table.nearMisses[right[their].item, default: []].append(left[our].line)
            }
        }
        return true
    }

    /// What a line can be found by: its amount, and halves of its key, of which one slip leaves one whole.
    private func marks(_ side: Lines, _ open: [OpenLine]) -> [[String]] {
        open.map { entry in
            let line = Int(entry.line)
            let group = String(side.groups[line])
            var marks: [String] = []
            if side.measure != nil { marks.append(group + "a" + String(side.amount(line))) }
            for (index, keys) in side.keys.enumerated() where keys.codes[line] >= 0 {
                guard let texts = keys.texts, !comparison.keys[index].isParty else { continue }
                let scalars = Array(texts[line].unicodeScalars.prefix(64))
                guard scalars.count >= 4 else { continue }
                let half = scalars.count / 2
                marks.append("\(group)b\(index)" + String(String.UnicodeScalarView(scalars[..<half])))
                marks.append("\(group)e\(index)" + String(String.UnicodeScalarView(scalars[half...])))
                // A character too many or too few moves the middle.
                marks.append("\(group)e\(index)" + String(String.UnicodeScalarView(scalars[(half + 1)...])))
            }
            return marks
        }
    }

    /// What speaks for a pair.
    private struct Score: Equatable {
        var agreeing = 0
        var differing = 0
        /// Edits between the keys, 9 for many.
        var edits = 9

        var isWorthMentioning: Bool { edits <= 2 || agreeing >= 2 && agreeing > differing }

        func isBetter(than other: Score) -> Bool {
            (-agreeing + differing + edits, edits, differing) < (
                -other.agreeing + other.differing + other.edits, other.edits, other.differing
            )
        }
    }

    private func score(_ our: Int, _ their: Int) -> Score {
        var score = Score()
        for index in rules.indices {
            guard let left = ours.values[index], let right = theirs.values[index], left.has(our),
                right.has(their)
            else { continue }
            if left.bits[our] == right.bits[their] { score.agreeing += 1 } else { score.differing += 1 }
        }
        for index in comparison.keys.indices where !comparison.keys[index].isParty {
            guard let left = ours.keys[index].texts, let right = theirs.keys[index].texts,
                ours.keys[index].codes[our] >= 0, theirs.keys[index].codes[their] >= 0
            else { continue }
            let distance = EditDistance.between(
                Array(left[our].unicodeScalars.prefix(64)), Array(right[their].unicodeScalars.prefix(64)))
            score.edits = min(score.edits, distance)
        }
        return score
    }
}
