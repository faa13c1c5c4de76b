/// A file of a run, wherever it lies: in the inbox, or where an earlier run put it.
struct InputFile: Hashable, Sendable {
    /// Where a file lies.
    enum Place: Hashable, Sendable {
        /// It was dropped and nothing was done with it yet.
        case inbox
        /// An earlier run took it.
        case archive
        /// A run of the same day refused it.
        case rejected
    }

    /// Where it lies on the disk; for a file inside an archive of files, where that lies.
    var path: String
    /// The name inside the archive of files that it came in; nil for a file of its own.
    var inner: String?
    /// The path from the inbox, `drop.zip/inner.xlsx` for a file inside an archive.
    var name: String
    /// What findings call it: the name, with a part of the hash when another file has the same name.
    var origin: String
    /// Where it lies.
    var place: Place
    /// Its content.
    var hash: ContentHash
    /// Its size in bytes.
    var bytes: Int
    /// In which run it arrived; files of the inbox come last.
    var arrival: Int
    /// What it looked like when it was found; nil outside of the inbox.
    var signature: FileSignature?

    /// The order in which files count: as they arrived, and by name.
    func precedes(_ other: InputFile) -> Bool {
        (arrival, name, hash.description) < (other.arrival, other.name, other.hash.description)
    }
}
