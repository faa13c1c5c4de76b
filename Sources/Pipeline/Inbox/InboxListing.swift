import Spreadsheet

/// What lies in the inboxes at some moment.
struct InboxListing: Sendable {
    /// The files that are whole, by name and path.
    var files: [DroppedFile] = []
    /// Files that are not taken now, each with the reason.
    var waiting: [Finding] = []
    /// What else is remarkable.
    var notes: [Finding] = []
}
