import Spreadsheet

/// The files of a run, found and told apart, before they are read.
struct InputCollection: Sendable {
    /// Every content once, in the order in which it counts.
    var files: [InputFile] = []
    /// Files whose content is that of another, with the place of that one among ``files``.
    var duplicates: [(file: InputFile, other: Int)] = []
    /// Archives of files, with how many files each holds.
    var containers: [InputFile] = []
    /// What is wrong with files that should be there.
    var findings: [Finding] = []
    /// Files that are not taken now.
    var waiting: [Finding] = []
}
