import Foundation
import Spreadsheet

/// Looks what lies in the inboxes, and which of it is whole.
struct InboxScanner {
    /// The folders.
    var inboxes: [String]
    /// How long a file must not have changed.
    var settle: Duration

    /// Names that are never registers: what programs leave behind while they write, and what systems add.
    private static let temporarySuffixes = [
        ".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".filepart",
    ]
    private static let systemNames: Set<String> = ["thumbs.db", "desktop.ini", "ehthumbs.db", "__macosx"]
    /// Deeper folders hold no registers.
    private static let depthLimit = 16

    /// Lists the inboxes; waits for files that changed a moment ago, for as long as they must rest.
    /// - Throws: ``PipelineError`` when an inbox is missing or cannot be opened.
    func scan() throws(PipelineError) -> InboxListing {
        var listing = InboxListing()
        var found: [DroppedFile] = []
        for inbox in inboxes {
            var owners: [(folder: String, name: String)] = []
            var files: [DroppedFile] = []
            try list(inbox, "", 0, &files, &owners, &listing)
            for file in files {
                let parts = Self.split(file.name)
                let isOpen = owners.contains {
                    $0.folder == parts.folder && Self.owner($0.name, owns: parts.name)
                }
                if isOpen {
                    listing.waiting.append(Finding(.inboxInUse, .warning, at: Origin(file: file.name)))
                } else {
                    found.append(file)
                }
            }
            if files.isEmpty {
                listing.notes.append(Finding(.inboxEmpty, .info, at: Origin(file: inbox)))
            }
        }
        rest(&found, &listing)
        listing.files = found.sorted { ($0.name, $0.path) < ($1.name, $1.path) }
        listing.waiting.sort { $0.origin.file < $1.origin.file }
        return listing
    }

    private func list(
        _ inbox: String, _ folder: String, _ depth: Int, _ files: inout [DroppedFile],
        _ owners: inout [(folder: String, name: String)], _ listing: inout InboxListing
    ) throws(PipelineError) {
        let path = folder.isEmpty ? inbox : inbox + "/" + folder
        guard let stream = opendir(path) else {
            let number = errno
            if depth > 0 {
                listing.notes.append(
                    Finding(
                        .inboxUnreadable, .error, at: Origin(file: folder),
                        values: ["reason": String(cString: strerror(number))]))
                return
            }
            throw PipelineError(
                number == ENOENT || number == ENOTDIR ? .inboxMissing : .inboxUnreadable, path, number)
        }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let bytes = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            guard let name = String(validating: bytes, as: UTF8.self) else {
                let shown = (folder.isEmpty ? "" : folder + "/") + String(decoding: bytes, as: UTF8.self)
                listing.waiting.append(Finding(.inboxName, .error, at: Origin(file: shown)))
                continue
            }
            if name == "." || name == ".." { continue }
            if let owner = Self.ownerFile(name) {
                owners.append((folder, owner))
                continue
            }
            guard !Self.isPassedOver(name) else { continue }
            let relative = folder.isEmpty ? name : folder + "/" + name
            var status = stat()
            guard lstat(inbox + "/" + relative, &status) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFREG:
                files.append(
                    DroppedFile(
                        path: inbox + "/" + relative, name: relative, signature: FileSignature(status)))
            case S_IFDIR where depth < Self.depthLimit:
                try list(inbox, relative, depth + 1, &files, &owners, &listing)
            default:
                listing.waiting.append(Finding(.inboxNotAFile, .warning, at: Origin(file: relative)))
            }
        }
    }

    private static func isPassedOver(_ name: String) -> Bool {
        let lower = name.lowercased()
        return name.hasPrefix(".") || name.hasPrefix("~") || systemNames.contains(lower)
            || temporarySuffixes.contains { lower.hasSuffix($0) }
    }

    /// The name of the document that an owner file belongs to: what Excel, WPS and LibreOffice lay beside a document that
    /// somebody has open.
    private static func ownerFile(_ name: String) -> String? {
        if name.hasPrefix("~$") { return String(name.dropFirst(2)) }
        if name.hasPrefix(".~lock."), name.hasSuffix("#") { return String(name.dropFirst(7).dropLast()) }
        if name.hasPrefix(".~") { return String(name.dropFirst(2)) }
        return nil
    }

    /// Whether an owner file belongs to a document; for longer names some programs leave out the first two characters.
    private static func owner(_ owner: String, owns name: String) -> Bool {
        owner == name || (owner.count >= 4 && owner == String(name.dropFirst(2)))
    }

    private static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        return (String(path[..<slash]), String(path[path.index(after: slash)...]))
    }

    /// Leaves out files that changed within the time of rest, after having waited that long once.
    private func rest(_ files: inout [DroppedFile], _ listing: inout InboxListing) {
        guard settle > .zero else { return }
        let now = MachineClock.now
        let fresh = Set(files.filter { $0.signature.age(at: now) < settle })
        guard !fresh.isEmpty else { return }
        // A file from the future of another machine's clock is as fresh as can be.
        let missing = fresh.map { settle - max(.zero, $0.signature.age(at: now)) }.max() ?? settle
        MachineClock.sleep(missing)
        files.removeAll { file in
            guard fresh.contains(file), FileSignature(path: file.path) != file.signature else { return false }
            listing.waiting.append(Finding(.inboxChanging, .info, at: Origin(file: file.name)))
            return true
        }
    }
}
