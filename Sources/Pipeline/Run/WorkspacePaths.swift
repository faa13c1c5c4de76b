/// Turns paths as the ledger keeps them into those of this machine and back, so that a workspace can be moved.
struct WorkspacePaths: Sendable {
    let folder: String

    /// The path as seen from the workspace, when it lies in it.
    func relative(_ path: String) -> String {
        folder != "." && path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path
    }

    /// The path as seen from here.
    func absolute(_ path: String) -> String { Configuration.path(path, in: folder) }
}
