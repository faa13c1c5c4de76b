import Formulas

/// One item looked at without making it: what long lists show of it.
public struct MatchRow {
    private let matched: MatchedLines
    private let columns: MatchItemsWriter
    private let index: Int

    init(_ matched: MatchedLines, _ columns: MatchItemsWriter, _ index: Int) {
        self.matched = matched
        self.columns = columns
        self.index = index
    }

    private var ours: MatchTable.Place { matched.table.ours[index] }
    private var theirs: MatchTable.Place { matched.table.theirs[index] }

    /// What became of the lines.
    public var status: MatchStatus { matched.table.statuses[index] }

    /// The name of the pass that put them together; nil for lines that stand alone.
    public var pass: String? {
        let pass = Int(matched.table.passes[index])
        return pass < matched.passNames.count ? matched.passNames[pass] : nil
    }

    /// How many lines of ours there are.
    public var oursCount: Int { matched.table.lineCount(ours) }
    /// How many lines of theirs there are.
    public var theirsCount: Int { matched.table.lineCount(theirs) }

    /// The keys of our lines.
    public var oursKeys: [String] {
        if let line = ours.line { return [columns.ours.key(line)] }
        return matched.table.lines(ours).map { columns.ours.key(Int($0)) }
    }

    /// The keys of their lines.
    public var theirsKeys: [String] {
        if let line = theirs.line { return [columns.theirs.key(line)] }
        return matched.table.lines(theirs).map { columns.theirs.key(Int($0)) }
    }

    /// The number of the first row of ours; nil without any.
    public var oursRow: Int? {
        (ours.line ?? matched.table.lines(ours).first.map { Int($0) }).map { matched.ours.rowNumber($0) }
    }

    /// The number of the first row of theirs; nil without any.
    public var theirsRow: Int? {
        (theirs.line ?? matched.table.lines(theirs).first.map { Int($0) }).map {
            matched.theirs.rowNumber($0)
        }
    }

    /// Our value of a declared rule.
    public func ours(_ rule: Int) -> LineValue? {
        let place = columns.rules[rule].isStandard ? theirs : ours
        if let line = place.line { return columns.rules[rule].ours?.shown(line) }
        if let standard = matched.theirs.standards[rule] { return matched.value(standard, theirs) }
        return matched.ours.values[rule].flatMap { matched.value($0, ours) }
    }

    /// Their value of a declared rule.
    public func theirs(_ rule: Int) -> LineValue? {
        if let line = theirs.line { return columns.rules[rule].theirs?.shown(line) }
        return matched.theirs.values[rule].flatMap { matched.value($0, theirs) }
    }

    /// What our lines add to the total that the bridge starts from.
    public var oursAmount: ExactDecimal { matched.amounts(index).ours }

    /// What their lines add to the total that the bridge ends with.
    public var theirsAmount: ExactDecimal { matched.amounts(index).theirs }
}
