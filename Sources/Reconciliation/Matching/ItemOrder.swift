import Spreadsheet

/// Puts items in the order of their keys, so that the order of rows in the files does not show.
enum ItemOrder {
    private struct Place: Sendable {
        let group: Int32
        /// The first 16 bytes of the key, which decide nearly always.
        let first: UInt64
        let second: UInt64
        let item: Int32
    }

    static func sort(_ table: inout MatchTable, _ ours: Lines, _ theirs: Lines) {
        var places: [Place] = []
        places.reserveCapacity(table.count)
        let (left, right) = (beginnings(ours), beginnings(theirs))
        for item in 0..<table.count {
            let (line, isOurs) = line(of: item, table)
            let (first, second) = isOurs ? left[line] : right[line]
            places.append(
                Place(
                    group: table.groups[item], first: first, second: second,
                    item: Int32(truncatingIfNeeded: item))
            )
        }
        table.apply(sorted(places, table, ours, theirs))
    }

    /// The items in order; halves are sorted at the same time, then merged.
    private static func sorted(
        _ places: [Place], _ table: MatchTable, _ ours: Lines, _ theirs: Lines
    ) -> [Int32] {
        let middle = places.count / 2
        let halves = Parallel.map(count: 2, threads: places.count > 10_000 ? 2 : 1) { half in
            (half == 0 ? places[..<middle] : places[middle...]).sorted {
                comes($0, before: $1, table, ours, theirs)
            }
        }
        let (low, high) = (halves[0], halves[1])
        var items: [Int32] = []
        items.reserveCapacity(places.count)
        var right = 0
        for place in low {
            while right < high.count, comes(high[right], before: place, table, ours, theirs) {
                items.append(high[right].item)
                right += 1
            }
            items.append(place.item)
        }
        return items + high[right...].map(\.item)
    }

    /// The line that an item is ordered by: the first of ours, or else of theirs.
    private static func line(of item: Int, _ table: MatchTable) -> (line: Int, isOurs: Bool) {
        if let line = table.ours[item].line { return (line, true) }
        if let bundle = table.ours[item].bundle { return (Int(table.bundles[bundle].first ?? 0), true) }
        if let line = table.theirs[item].line { return (line, false) }
        if let bundle = table.theirs[item].bundle { return (Int(table.bundles[bundle].first ?? 0), false) }
        return (0, true)
    }

    /// The first 16 bytes of the keys of all lines; lines without key come last.
    private static func beginnings(_ side: Lines) -> [(UInt64, UInt64)] {
        guard let keys = side.keys.first, let texts = keys.texts else {
            return Array(repeating: (.max, .max), count: max(side.count, 1))
        }
        return texts.source.withTexts { view in
            let known = (0..<view.count).map { (bytes(view[$0], from: 0), bytes(view[$0], from: 8)) }
            let all = keys.codes.indices.map { line in
                keys.codes[line] >= 0 ? known[Int(texts.codes[line])] : (.max, .max)
            }
            return all.isEmpty ? [(.max, .max)] : all
        }
    }

    /// Eight bytes as a number that sorts like them.
    @inline(__always)
    private static func bytes(_ text: UnsafeRawBufferPointer, from start: Int) -> UInt64 {
        if text.count >= start + 8 {
            return UInt64(bigEndian: text.loadUnaligned(fromByteOffset: start, as: UInt64.self))
        }
        var value: UInt64 = 0
        for offset in start..<(start + 8) {
            value = value << 8 | (offset < text.count ? UInt64(text[offset]) : 0)
        }
        return value
    }

    private static func comes(
        _ a: Place, before b: Place, _ table: MatchTable, _ ours: Lines, _ theirs: Lines
    ) -> Bool {
        if a.group != b.group { return a.group < b.group }
        if a.first != b.first { return a.first < b.first }
        if a.second != b.second { return a.second < b.second }
        let (left, right) = (Int(a.item), Int(b.item))
        let (x, y) = (line(of: left, table), line(of: right, table))
        if let own = (x.isOurs ? ours : theirs).keys.first, let other = (y.isOurs ? ours : theirs).keys.first,
            let ownTexts = own.texts, let otherTexts = other.texts, own.codes[x.line] != other.codes[y.line],
            own.codes[x.line] >= 0, other.codes[y.line] >= 0
        {
            let (s, t) = (ownTexts[x.line], otherTexts[y.line])
            if s != t { return s < t }
        }
        if x.isOurs != y.isOurs { return x.isOurs }
        if x.line != y.line { return (x.isOurs ? ours : theirs).comesBefore(x.line, y.line) }
        // The same line of ours in two items belongs to none but an original and its duplicate.
        if table.statuses[left] != table.statuses[right] {
            return table.statuses[left].rawValue < table.statuses[right].rawValue
        }
        return left < right
    }
}

extension MatchTable {
    /// Puts the items in another order.
    mutating func apply(_ order: [Int32]) {
        statuses = order.map { statuses[Int($0)] }
        passes = order.map { passes[Int($0)] }
        ours = order.map { ours[Int($0)] }
        theirs = order.map { theirs[Int($0)] }
        groups = order.map { groups[Int($0)] }
        guard !causes.isEmpty || !originals.isEmpty || !nearMisses.isEmpty else { return }
        var places = [Int32](repeating: 0, count: order.count)
        for (place, item) in order.enumerated() { places[Int(item)] = Int32(truncatingIfNeeded: place) }
        func moved<Value>(_ values: [Int32: Value]) -> [Int32: Value] {
            Dictionary(
                values.map { (places[Int($0.key)], $0.value) }, uniquingKeysWith: { first, _ in first })
        }
        causes = moved(causes)
        originals = moved(originals)
        nearMisses = moved(nearMisses)
    }
}
