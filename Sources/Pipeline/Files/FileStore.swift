import CLinux
import Foundation
import Spreadsheet

/// Changes the file system step by step, so that a run that dies leaves nothing half done in sight.
///
/// Nothing is cleaned up when a step fails: the next run does it, as it must after a crash.
struct FileStore: Sendable {
    /// Permissions of files; folders may also be entered by whoever may read.
    var mode: UInt32 = 0o640
    /// The group of what is made; nil for that of the account.
    var group: UInt32?
    /// Called before each step with its name and path; what it throws ends the run there.
    ///
    /// Tests stop runs with it.
    var before: @Sendable (_ step: String, _ path: String) throws(PipelineError) -> Void = { _, _ in }

    private var folderMode: UInt32 { mode | (mode & 0o444) >> 2 }

    private func own(_ path: String) throws(PipelineError) {
        guard let group else { return }
        guard chown(path, uid_t.max, group) == 0 else { throw PipelineError(.failedToWrite, path, errno) }
    }

    // MARK: Making

    /// Makes a folder and those above it, unless they are there.
    func makeFolder(_ path: String) throws(PipelineError) {
        if path.isEmpty || isFolder(path) { return }
        let parent = Self.parent(of: path)
        if parent != path { try makeFolder(parent) }
        try before("mkdir", path)
        guard mkdir(path, mode_t(folderMode)) == 0 || errno == EEXIST else {
            throw PipelineError(.failedToWrite, path, errno)
        }
        // The mask of the account is for other files.
        chmod(path, mode_t(folderMode))
        try own(path)
        try sync(folder: parent)
    }

    /// Opens a new file, or an old one to write it anew.
    func open(_ path: String) throws(PipelineError) -> Int32 {
        try before("write", path)
        let descriptor = Foundation.open(
            path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode_t(mode))
        guard descriptor >= 0 else { throw PipelineError(.failedToWrite, path, errno) }
        return descriptor
    }

    /// Writes a file and waits until it is on the disk.
    func write(_ bytes: [UInt8], to path: String) throws(PipelineError) {
        try begin(bytes, at: path)
        try sync(file: path)
    }

    /// Writes a file, for ``sync(file:)`` to wait for.
    func begin(_ bytes: [UInt8], at path: String) throws(PipelineError) {
        let descriptor = try open(path)
        defer { close(descriptor) }
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes { all in
                Foundation.write(descriptor, all.baseAddress?.advanced(by: offset), all.count - offset)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw PipelineError(.failedToWrite, path, errno) }
            offset += count
        }
        hurry(descriptor)
    }

    /// Has a file written by somebody else, for ``sync(file:)`` to wait for.
    func begin(
        at path: String, _ writing: (String) throws(SpreadsheetError) -> Void
    ) throws(PipelineError) {
        try before("write", path)
        do throws(SpreadsheetError) {
            try writing(path)
        } catch {
            throw PipelineError(error.finding)
        }
        let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw PipelineError(.failedToWrite, path, errno) }
        defer { close(descriptor) }
        hurry(descriptor)
    }

    /// Lets the disk begin now, not when somebody waits for it; that it cannot is no matter.
    private func hurry(_ descriptor: Int32) { _ = sync_file_range(descriptor, 0, 0, clinux_begin_writing) }

    /// Gives a file its permissions and waits until it is on the disk.
    func sync(file path: String) throws(PipelineError) {
        let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw PipelineError(.failedToWrite, path, errno) }
        defer { close(descriptor) }
        try finish(descriptor, path)
    }

    private func finish(_ descriptor: Int32, _ path: String) throws(PipelineError) {
        guard fchmod(descriptor, mode_t(mode)) == 0 else { throw PipelineError(.failedToWrite, path, errno) }
        try own(path)
        try before("fsync", path)
        guard fsync(descriptor) == 0 else { throw PipelineError(.failedToWrite, path, errno) }
    }

    /// Waits until the names in a folder are on the disk.
    func sync(folder path: String) throws(PipelineError) {
        let descriptor = Foundation.open(path.isEmpty ? "." : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw PipelineError(.failedToWrite, path, errno) }
        defer { close(descriptor) }
        // Some network file systems have no fsync for folders.
        guard fsync(descriptor) == 0 || errno == EINVAL else {
            throw PipelineError(.failedToWrite, path, errno)
        }
    }

    // MARK: Renaming

    /// Gives a file or folder another name; replaces a file, but no folder.
    func rename(_ source: String, to target: String) throws(PipelineError) {
        try before("rename", target)
        guard Foundation.rename(source, target) == 0 else {
            throw PipelineError(.failedToWrite, target, errno)
        }
        try sync(folder: Self.parent(of: target))
    }

    /// Puts a folder in the place of another in one step; the other then has the name of the first.
    func exchange(_ source: String, with target: String) throws(PipelineError) {
        try before("exchange", target)
        if renameat2(AT_FDCWD, source, AT_FDCWD, target, clinux_rename_exchange) != 0 {
            guard errno == EINVAL || errno == ENOSYS else {
                throw PipelineError(.failedToWrite, target, errno)
            }
            // File systems without the exchange: for a moment neither name is there.
            try rename(target, to: source + ".old")
            try rename(source, to: target)
            try rename(source + ".old", to: source)
        }
        try sync(folder: Self.parent(of: target))
    }

    /// Lets a symbolic link point to something else, in one step.
    func point(_ link: String, to target: String) throws(PipelineError) {
        if (try? FileManager.default.destinationOfSymbolicLink(atPath: link)) == target { return }
        let fresh = Self.parent(of: link) + "/.building-" + Self.name(of: link)
        try before("symlink", link)
        unlink(fresh)
        guard symlink(target, fresh) == 0 else { throw PipelineError(.failedToWrite, link, errno) }
        try rename(fresh, to: link)
    }

    /// Removes a file or a folder with everything in it; nothing there is fine.
    func remove(_ path: String) throws(PipelineError) {
        guard FileSignature(path: path) != nil else { return }
        try before("remove", path)
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw PipelineError(.failedToWrite, path, errno)
        }
    }

    // MARK: Moving

    /// Moves a file, to another file system if need be; does nothing when it was moved before.
    func move(_ source: String, to target: String) throws(PipelineError) {
        try makeFolder(Self.parent(of: target))
        guard FileSignature(path: source) != nil else { return }
        try before("move", target)
        if Foundation.rename(source, target) != 0 {
            guard errno == EXDEV else { throw PipelineError(.failedToMove, source, errno) }
            try copy(source, to: target)
            try before("unlink", source)
            guard unlink(source) == 0 else { throw PipelineError(.failedToMove, source, errno) }
        }
        try sync(folder: Self.parent(of: target))
        try sync(folder: Self.parent(of: source))
    }

    private func copy(_ source: String, to target: String) throws(PipelineError) {
        let fresh = Self.parent(of: target) + "/.building-" + Self.name(of: target)
        try before("copy", fresh)
        unlink(fresh)
        do {
            try FileManager.default.copyItem(atPath: source, toPath: fresh)
        } catch {
            throw PipelineError(.failedToMove, source, errno == 0 ? EIO : errno)
        }
        let descriptor = Foundation.open(fresh, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw PipelineError(.failedToMove, fresh, errno) }
        defer { close(descriptor) }
        try finish(descriptor, fresh)
        try rename(fresh, to: target)
    }

    // MARK: Looking

    /// Whether there is a folder.
    func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    static func name(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
