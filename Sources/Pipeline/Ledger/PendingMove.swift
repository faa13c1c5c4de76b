/// Something to be done with a file once the results that contain it are safe; done again, it does no harm.
struct PendingMove: Hashable, Sendable {
    /// Where the file lies.
    var source: String
    /// Where it is to go.
    var target: String
    /// The file inside of an archive of files that is to be laid at the target; nil to move the whole file.
    var inner: String?
    /// The content.
    var hash: String
    /// What is to be written beside it; nil for nothing.
    var reason: String?
}
