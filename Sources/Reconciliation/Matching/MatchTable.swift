/// Items in columns: what became of the lines, in a few bytes an item.
struct MatchTable: Sendable {
    /// Marks an item without pass.
    static let noPass = UInt8.max

    /// Lines of one side of an item: none, one, or several.
    struct Place: Hashable, Sendable {
        /// A line from 0; -1 for none; -2 and below for a bundle.
        var code: Int32

        static let none = Place(code: -1)

        init(code: Int32) { self.code = code }

        /// One line.
        init(line: Int) { code = Int32(truncatingIfNeeded: line) }

        /// Several lines, by the index of the bundle.
        init(bundle: Int) { code = Int32(truncatingIfNeeded: -2 - bundle) }

        var line: Int? { code >= 0 ? Int(code) : nil }
        var bundle: Int? { code <= -2 ? Int(-2 - code) : nil }
    }

    var statuses: [MatchStatus] = []
    var passes: [UInt8] = []
    var ours: [Place] = []
    var theirs: [Place] = []
    /// The group of each item.
    var groups: [Int32] = []
    /// Lines of items with several on one side.
    var bundles: [[Int32]] = []
    /// Causes of items that have any: one entry for each compared value, 0 for none.
    var causes: [Int32: [UInt8]] = [:]
    /// The line of the same side that a duplicate repeats.
    var originals: [Int32: Int32] = [:]
    /// Near misses of open items: lines of the other side, the likeliest first.
    var nearMisses: [Int32: [Int32]] = [:]

    var count: Int { statuses.count }

    mutating func append(
        _ status: MatchStatus, pass: UInt8 = noPass, ours: Place, theirs: Place, group: Int32
    ) {
        statuses.append(status)
        passes.append(pass)
        self.ours.append(ours)
        self.theirs.append(theirs)
        groups.append(group)
    }

    /// The place of some lines.
    mutating func place(_ lines: [Int32]) -> Place {
        switch lines.count {
        case 0: return .none
        case 1: return Place(code: lines[0])
        default:
            bundles.append(lines)
            return Place(bundle: bundles.count - 1)
        }
    }

    /// The lines at a place.
    func lines(_ place: Place) -> ArraySlice<Int32> {
        if let bundle = place.bundle { return bundles[bundle][...] }
        return place.code >= 0 ? [place.code] : []
    }

    /// How many lines are at a place.
    func lineCount(_ place: Place) -> Int {
        place.bundle.map { bundles[$0].count } ?? (place.code >= 0 ? 1 : 0)
    }
}
