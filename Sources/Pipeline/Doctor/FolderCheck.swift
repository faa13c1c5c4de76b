import Foundation
import Registers
import Spreadsheet

/// Checks whether the folders that a configuration names can be used.
///
/// Inboxes must be there; the others are made by a run, so that it is enough when they can be made.
public struct FolderCheck: Sendable {
    private let configuration: Configuration

    /// Makes a check.
    public init(_ configuration: Configuration) { self.configuration = configuration }

    /// What is wrong, each with the place in the configuration; leaves nothing behind.
    public func problems() -> [PolicyProblem] {
        let ledger = (configuration.ledger as NSString).deletingLastPathComponent
        let made = [configuration.archive, configuration.rejected, configuration.output, ledger]
        var seen: Set<String> = []
        return configuration.inboxes.compactMap { seen.insert($0).inserted ? inbox($0) : nil }
            + made.compactMap { $0 }.compactMap { path in
                let path = path.isEmpty ? "." : path
                return seen.insert(path).inserted ? madeByRuns(path) : nil
            }
    }

    private func inbox(_ path: String) -> PolicyProblem? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            return problem(.folderMissing, path)
        }
        guard isFolder.boolValue else { return problem(.folderNoFolder, path) }
        // What stays in the inbox need not be moved.
        let isMoved = configuration.archive != nil || configuration.rejected != nil
        return closed(path, isMoved ? R_OK | W_OK | X_OK : R_OK | X_OK)
    }

    /// A folder that is made when it is missing: what it will lie in must be there and open.
    private func madeByRuns(_ path: String) -> PolicyProblem? {
        var place = path
        var isFolder: ObjCBool = false
        while !FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) {
            let parent = (place as NSString).deletingLastPathComponent
            if parent == place { return problem(.folderMissing, path) }
            place = parent.isEmpty ? "." : parent
        }
        guard isFolder.boolValue else { return problem(.folderNoFolder, place, of: path) }
        return closed(place, W_OK | X_OK, of: path)
    }

    private func closed(_ path: String, _ wanted: Int32, of named: String? = nil) -> PolicyProblem? {
        guard access(path, wanted) != 0 else { return nil }
        return problem(.folderClosed, path, of: named, ["reason": String(cString: strerror(errno))])
    }

    private func problem(
        _ code: FindingCode, _ path: String, of named: String? = nil, _ values: [String: String] = [:]
    ) -> PolicyProblem {
        let place = configuration.folderPlaces[named ?? path] ?? (1, 1)
        return PolicyProblem(
            file: configuration.file ?? path, line: place.line, column: place.column, code: code,
            values: values.merging(["path": path]) { first, _ in first })
    }
}
