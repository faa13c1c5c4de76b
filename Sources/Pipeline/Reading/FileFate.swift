/// What becomes of a file.
public enum FileFate: String, CaseIterable, Sendable {
    /// Its rows count.
    case accepted
    /// It belongs to a month that the run does not cover, and is kept for one that does.
    case kept
    /// A newer version counts.
    case superseded
    /// Its content was there already.
    case duplicate
    /// It cannot be used.
    case rejected
    /// An archive of files: what becomes of them is told for each.
    case opened
}
