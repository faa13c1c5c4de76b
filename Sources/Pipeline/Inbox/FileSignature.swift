import Foundation

/// What changes when somebody writes to a file or puts another in its place.
struct FileSignature: Hashable, Sendable {
    var device: UInt64
    var inode: UInt64
    var size: Int
    var seconds: Int
    var nanoseconds: Int

    /// The signature of a path; nil when there is nothing.
    init?(path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int(status.st_size)
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
    }

    /// How long ago the file was changed; negative when its clock is ahead of ours.
    func age(at now: Date) -> Duration {
        let age = now.timeIntervalSince1970 - Double(seconds) - Double(nanoseconds) / 1e9
        return .milliseconds(Int64((max(-1e9, min(age, 1e9)) * 1000).rounded()))
    }
}
