/// A file as the ledger remembers it.
struct StoredFile: Hashable, Sendable {
    var run: Int
    var hash: String
    var name: String
    var inner: String?
    /// Where it lies, as seen from the workspace; nil when it was left where it was.
    var stored: String?
    var asOf: String
    var fate: FileFate
    var other: String?
    var bytes: Int
}
