/// A file that lies in an inbox.
struct DroppedFile: Hashable, Sendable {
    /// Where it lies.
    var path: String
    /// The path from the inbox: what findings call it.
    var name: String
    /// What it looked like when it was found.
    var signature: FileSignature
}
