import Foundation
import Spreadsheet

/// Checks whether a machine and a workspace are fit for unattended runs.
public struct MachineCheck: Sendable {
    /// One thing that was looked at.
    public struct Item: Codable, Hashable, Sendable {
        /// How it stands.
        public enum State: String, Codable, Sendable {
            case good, doubtful, bad
        }

        /// Its name, as in the JSON form.
        public var name: String
        /// How it stands.
        public var state: State
        /// What was found.
        public var value: String
    }

    /// Everything that was looked at.
    public struct Report: Codable, Hashable, Sendable {
        /// The items, in a fixed order.
        public var items: [Item]

        /// Whether something must be mended before a run.
        public var hasProblem: Bool { items.contains { $0.state == .bad } }
    }

    /// The folder that holds, or will hold, inbox, output and ledger.
    public let workspace: String
    /// The version of the program.
    public let version: String

    /// Makes a check of a workspace.
    public init(workspace: String, version: String) {
        self.workspace = workspace
        self.version = version
    }

    /// Bytes that should be free on the disk: a few of the largest files that are read.
    private static let freeBytesWanted = 2 << 30

    /// Looks at everything.
    ///
    /// Leaves nothing behind.
    public func run() -> Report {
        Report(
            items: [
                Item(name: "version", state: .good, value: "hedui \(version)"),
                Item(
                    name: "system", state: .good, value: ProcessInfo.processInfo.operatingSystemVersionString),
                folder, freeSpace, clock, timeZone, locale, openFiles, fileSize, memory, processors,
            ] + limits)
    }

    private var folder: Item {
        let probe = workspace + "/.hedui-doctor-\(getpid())"
        let descriptor = open(probe, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            return Item(
                name: "workspace", state: .bad, value: "\(workspace): " + String(cString: strerror(errno)))
        }
        defer {
            close(descriptor)
            unlink(probe)
        }
        guard write(descriptor, "x", 1) == 1, fsync(descriptor) == 0 else {
            return Item(
                name: "workspace", state: .bad, value: "\(workspace): " + String(cString: strerror(errno)))
        }
        return Item(name: "workspace", state: .good, value: workspace)
    }

    private var freeSpace: Item {
        var status = statvfs()
        guard statvfs(workspace, &status) == 0 else {
            return Item(name: "free-disk", state: .bad, value: String(cString: strerror(errno)))
        }
        let free = Int(clamping: UInt64(status.f_bavail) &* UInt64(status.f_frsize))
        return Item(
            name: "free-disk", state: free < Self.freeBytesWanted ? .doubtful : .good,
            value: "\(free >> 20) MiB")
    }

    private var clock: Item {
        let year = Calendar(identifier: .gregorian).component(.year, from: MachineClock.now)
        return Item(
            name: "clock", state: (2024...2100).contains(year) ? .good : .bad,
            value: MachineClock.now.formatted(.iso8601))
    }

    private var timeZone: Item {
        Item(name: "time-zone", state: .good, value: TimeZone.current.identifier)
    }

    private var locale: Item {
        let environment = ProcessInfo.processInfo.environment
        let value =
            ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
        // File names are bytes; with another character set some programs show Chinese names wrongly.
        let isUTF8 = value.lowercased().replacingOccurrences(of: "-", with: "").contains("utf8")
        return Item(name: "locale", state: isUTF8 ? .good : .doubtful, value: value)
    }

    private var openFiles: Item { resource("open-files", RLIMIT_NOFILE, atLeast: 256, unit: 1, "") }

    private var fileSize: Item {
        resource("file-size", RLIMIT_FSIZE, atLeast: 1 << 30, unit: 1 << 20, " MiB")
    }

    private func resource(
        _ name: String, _ kind: __rlimit_resource, atLeast least: UInt, unit: UInt, _ suffix: String
    ) -> Item {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(kind.rawValue), &limit) == 0 else {
            return Item(name: name, state: .doubtful, value: String(cString: strerror(errno)))
        }
        let isUnlimited = limit.rlim_cur == rlim_t.max
        return Item(
            name: name, state: limit.rlim_cur < least ? .doubtful : .good,
            value: isUnlimited ? "unlimited" : "\(limit.rlim_cur / unit)\(suffix)")
    }

    private var memory: Item {
        let bytes = ProcessInfo.processInfo.physicalMemory
        return Item(name: "memory", state: bytes < 1 << 30 ? .doubtful : .good, value: "\(bytes >> 20) MiB")
    }

    private var processors: Item {
        Item(name: "processors", state: .good, value: String(ProcessInfo.processInfo.activeProcessorCount))
    }

    private var limits: [Item] {
        let limits = ReadLimits()
        return [
            ("limits.file-bytes", "\(limits.fileBytes >> 20) MiB"),
            ("limits.part-bytes", "\(limits.partBytes >> 20) MiB"),
            ("limits.package-bytes", "\(limits.packageBytes >> 20) MiB"),
            ("limits.entries", String(limits.entries)),
            ("limits.time-per-file", "\(limits.timePerFile.components.seconds) s"),
        ].map { Item(name: $0.0, state: .good, value: $0.1) }
    }
}
