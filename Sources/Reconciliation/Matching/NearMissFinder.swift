import Spreadsheet

/// Looks for open lines of the other side that an open item might belong to.
struct NearMissFinder: Sendable {
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
    /// So many characters of a key are looked at.
    private static let longest = 64

    /// A line of an open item.
    private struct OpenLine: Sendable {
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
        var numbers = TextDictionary()
        let ourMarks = marks(ours, left, &numbers)
        let theirMarks = marks(theirs, right, &numbers)
        var index = [[Int32]](repeating: [], count: numbers.count)
        for (place, marks) in theirMarks.enumerated() {
            for mark in marks { index[Int(mark)].append(Int32(truncatingIfNeeded: place)) }
        }
        var rated = Parallel.map(count: (left.count + 255) / 256, threads: 2) { [left, right, index] block in
            var rated: [(our: Int, their: Int, score: Score)] = []
            for our in (block * 256)..<min(block * 256 + 256, left.count) {
                var candidates: [Int32] = []
                for mark in ourMarks[our] where index[Int(mark)].count <= Self.crowd {
                    candidates += index[Int(mark)]
                }
                candidates.sort()
                for (place, their) in candidates.enumerated()
                where place == 0 || candidates[place - 1] != their {
                    let score = score(Int(left[our].line), Int(right[Int(their)].line))
                    if score.isWorthMentioning { rated.append((our, Int(their), score)) }
                }
            }
            return rated
        }.flatMap(\.self)
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
    ///
    /// Equal marks of lines of one group have equal numbers.
    private func marks(_ side: Lines, _ open: [OpenLine], _ numbers: inout TextDictionary) -> [[UInt32]] {
        open.map { entry in
            let line = Int(entry.line)
            var marks: [UInt32] = []
            var bytes: [UInt8] = []
            func add(_ kind: Unicode.Scalar, _ key: Int, _ rest: UnsafeRawBufferPointer) {
                bytes.removeAll(keepingCapacity: true)
                withUnsafeBytes(of: side.groups[line]) { bytes.append(contentsOf: $0) }
                bytes.append(UInt8(ascii: kind))
                bytes.append(UInt8(truncatingIfNeeded: key))
                bytes.append(contentsOf: rest)
                marks.append(bytes.withUnsafeBytes { numbers.code(of: $0) })
            }
            if side.measure != nil { withUnsafeBytes(of: side.amount(line)) { add("a", 0, $0) } }
            for (index, keys) in side.keys.enumerated() where keys.codes[line] >= 0 {
                guard let texts = keys.texts, !comparison.keys[index].isParty else { continue }
                texts.source.withText(Int(texts.codes[line])) { text in
                    // Where the first 64 characters begin, and where the last of them ends.
                    var starts: [Int] = []
                    for (offset, byte) in text.enumerated() where byte & 0xC0 != 0x80 {
                        starts.append(offset)
                        if starts.count > Self.longest { break }
                    }
                    if starts.count <= Self.longest { starts.append(text.count) }
                    let count = starts.count - 1
                    guard count >= 4 else { return }
                    func part(_ range: Range<Int>) -> UnsafeRawBufferPointer {
                        UnsafeRawBufferPointer(
                            rebasing: text[starts[range.lowerBound]..<starts[range.upperBound]])
                    }
                    let half = count / 2
                    add("b", index, part(0..<half))
                    add("e", index, part(half..<count))
                    // A character too many or too few moves the middle.
                    add("e", index, part((half + 1)..<count))
                }
            }
            return marks
        }
    }

    /// What speaks for a pair.
    private struct Score: Equatable, Sendable {
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
                Array(left[our].unicodeScalars.prefix(Self.longest)),
                Array(right[their].unicodeScalars.prefix(Self.longest)))
            score.edits = min(score.edits, distance)
        }
        return score
    }
}
