import Formulas
import Registers
import Spreadsheet

/// Numbers the values of both sides alike: equal numbers are equal values, -1 is none.
enum SharedCodes {
    /// Texts compared byte by byte, or as a folding leaves them.
    ///
    /// Each distinct text is looked at once.
    static func texts(
        _ ours: (codes: [UInt32], source: TextSource), _ theirs: (codes: [UInt32], source: TextSource),
        fold: ((String) -> String)? = nil
    ) -> (ours: [Int32], theirs: [Int32]) {
        var shared: TextDictionary
        let ownCodes: [Int32]?
        if fold == nil, case .dictionary(let dictionary) = ours.source {
            // Our dictionary is taken as it is: its texts are distinct.
            shared = dictionary
            ownCodes = nil
        } else {
            shared = TextDictionary()
            ownCodes = codes(of: ours.source, &shared, fold)
        }
        let otherCodes = codes(of: theirs.source, &shared, fold)
        return (
            ownCodes.map { own in ours.codes.map { own[Int($0)] } }
                ?? ours.codes.map { Int32(truncatingIfNeeded: $0) },
            theirs.codes.map { otherCodes[Int($0)] }
        )
    }

    private static func codes(
        of source: TextSource, _ shared: inout TextDictionary, _ fold: ((String) -> String)?
    )
        -> [Int32]
    {
        if let fold {
            return (0..<source.count).map { Int32(truncatingIfNeeded: shared.code(of: fold(source[$0]))) }
        }
        return source.withTexts { shared.codes(of: $0) }.map { Int32(truncatingIfNeeded: $0) }
    }

    /// Whole numbers.
    static func integers(_ ours: [Int64], _ theirs: [Int64]) -> (ours: [Int32], theirs: [Int32]) {
        var table = IntTable(capacity: min(ours.count + theirs.count, 1 << 20))
        let left = ours.map { table.insert(UInt64(bitPattern: $0)) }
        let right = theirs.map { table.insert(UInt64(bitPattern: $0)) }
        return (left, right)
    }

    /// The codes of pairs of values; a pair without one of its values has none.
    ///
    /// Where the first value decides the second, the first code serves for the pair and nothing is hashed.
    static func pairs(
        _ first: (ours: [Int32], theirs: [Int32]), _ second: (ours: [Int32], theirs: [Int32])
    ) -> (ours: [Int32], theirs: [Int32]) {
        let greatest = max(first.ours.max() ?? -1, first.theirs.max() ?? -1)
        var partner = [Int32](repeating: -2, count: Int(greatest) + 1)
        if decides(first.ours, second.ours, &partner), decides(first.theirs, second.theirs, &partner) {
            return (masked(first.ours, second.ours), masked(first.theirs, second.theirs))
        }
        var table = IntTable(capacity: min(first.ours.count + first.theirs.count, 1 << 20))
        var result = first
        table.insertPairs(&result.ours, second.ours)
        table.insertPairs(&result.theirs, second.theirs)
        return result
    }

    private static func decides(_ first: [Int32], _ second: [Int32], _ partner: inout [Int32]) -> Bool {
        for line in first.indices where first[line] >= 0 && second[line] >= 0 {
            let code = Int(first[line])
            if partner[code] == -2 { partner[code] = second[line] }
            if partner[code] != second[line] { return false }
        }
        return true
    }

    private static func masked(_ first: [Int32], _ second: [Int32]) -> [Int32] {
        guard second.contains(where: { $0 < 0 }) else { return first }
        return first.indices.map { second[$0] < 0 ? -1 : first[$0] }
    }
}
