/// What became of a line, or of several lines that belong together.
public enum MatchStatus: String, CaseIterable, Sendable {
    /// Both sides have it, and every compared value agrees within its tolerance.
    case matched
    /// Both sides have it, and a compared value differs.
    case different
    /// Only our side has it.
    case onlyOurs = "only_ours"
    /// Only their side has it.
    case onlyTheirs = "only_theirs"
    /// Our side has it once more than it should.
    case duplicateOurs = "duplicate_ours"
    /// Their side has it once more than it should, such as a waybill that is billed twice.
    case duplicateTheirs = "duplicate_theirs"
    /// Several pairings are equally good, so none was picked.
    case ambiguous
}
