import Foundation
import Registers
import Rules
import Spreadsheet

/// Reads `pipeline.yml`, noting every mistake in one go.
struct ConfigurationReader {
    private let root: PolicyNode
    private let log: PolicyLog
    private var configuration: Configuration
    /// Folders that were named, with the place where each stands.
    private var folders: [(path: String, node: PolicyNode)] = []

    private static let keys = [
        "language", "inbox", "archive", "rejected", "output", "ledger", "policy", "packs", "parameters",
        "tables", "as_of", "period", "months", "fail_on", "settle", "threads", "limits", "mode", "group",
        "registers", "aliases",
    ]
    private static let limitKeys = ["file_mib", "part_mib", "package_mib", "entries", "seconds"]

    /// Reads a text as far as it can be read, and notes every mistake.
    static func read(
        _ text: PolicyText, folder: String
    ) -> (configuration: Configuration, problems: [PolicyProblem]) {
        let log = PolicyLog(file: text.file)
        guard let root = PolicyReader.root(of: text, log) else {
            return (Configuration(folder: folder), log.problems)
        }
        var reader = ConfigurationReader(root: root, log: log, configuration: Configuration(folder: folder))
        var configuration = reader.read()
        configuration.overrides = PolicyOverrides(text)
        return (configuration, log.problems)
    }

    private init(root: PolicyNode, log: PolicyLog, configuration: Configuration) {
        self.root = root
        self.log = log
        self.configuration = configuration
    }

    private mutating func read() -> Configuration {
        let entries = root.entries(allowed: Self.keys, required: ["inbox"], of: "settings")
        configuration.file = log.file
        if let node = entries["language"], let text = node.string {
            if let language = Language.allCases.first(where: { $0.rawValue == text }) {
                configuration.language = language
            } else {
                unknown(text, Language.allCases.map(\.rawValue), node)
            }
        }
        readFolders(entries)
        readPolicy(entries)
        readRun(entries)
        if let node = entries["limits"] { readLimits(node) }
        readOwner(entries)
        if let node = entries["registers"] { configuration.pins = node.elements.compactMap(pin) }
        if let node = entries["aliases"] {
            for (alias, _, name) in node.entries(allowed: nil, of: "{alias: name}").list {
                configuration.aliases[alias] = name.string
            }
        }
        checkFolders()
        for (path, node) in folders { configuration.folderPlaces[path] = node.place }
        return configuration
    }

    private func unknown(_ text: String, _ choices: [String], _ node: PolicyNode) {
        node.note(
            .policyUnknownValue,
            [
                "value": text, "choices": choices.joined(separator: ", "),
                "nearest": Suggestion.nearest(to: text, in: choices),
            ])
    }

    private func expected(_ expected: String, _ node: PolicyNode) {
        node.note(.policyExpected, ["expected": expected, "found": node.shown])
    }

    // MARK: Folders

    private mutating func readFolders(_ entries: PolicyEntries) {
        if let node = entries["inbox"] {
            for (text, item) in node.strings {
                let path = path(text, item)
                if configuration.inboxes.contains(path) {
                    item.note(.policyTwice, ["value": text])
                }
                configuration.inboxes.append(path)
                folders.append((path, item))
            }
            if configuration.inboxes.isEmpty, node.kind == "list" { expected("folder", node) }
        }
        configuration.archive = folder(entries["archive"], otherwise: "archive")
        configuration.rejected = folder(entries["rejected"], otherwise: "rejected")
        if let node = entries["output"], let text = node.string {
            configuration.output = path(text, node)
            folders.append((configuration.output, node))
        }
        configuration.ledger = self.path("ledger.sqlite", nil)
        if let node = entries["ledger"], let text = node.string { configuration.ledger = path(text, node) }
    }

    private mutating func folder(_ node: PolicyNode?, otherwise name: String) -> String? {
        guard let node else { return path(name, nil) }
        guard let text = node.string, text != "none" else { return nil }
        let path = path(text, node)
        folders.append((path, node))
        return path
    }

    /// A path as seen from the folder of the configuration.
    private func path(_ text: String, _ node: PolicyNode?) -> String {
        if text.utf8.contains(0) { node?.note(.configPath, ["path": text.replacing("\0", with: "␀")]) }
        var text = text
        while text.count > 1, text.hasSuffix("/") { text.removeLast() }
        return Configuration.path(text, in: configuration.folder)
    }

    /// A folder inside another would feed what comes out of a run into the next one.
    private func checkFolders() {
        for (index, one) in folders.enumerated() {
            for other in folders[..<index] {
                let (here, there) = (Self.normal(one.path), Self.normal(other.path))
                guard here == there || here.hasPrefix(there + "/") || there.hasPrefix(here + "/") else {
                    continue
                }
                let inboxes = configuration.inboxes.map(Self.normal)
                // Archive and rejected may lie in one folder with the reports; only the inbox is read again.
                guard inboxes.contains(here) || inboxes.contains(there) || here == there else { continue }
                one.node.note(.configOverlap, ["path": one.path, "other": other.path])
            }
        }
    }

    private static func normal(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.path
    }

    // MARK: Policy and run

    private mutating func readPolicy(_ entries: PolicyEntries) {
        configuration.policy = .folderOrBuiltIn(path("policy", nil))
        if let node = entries["policy"], let text = node.string {
            configuration.policy = text == "built-in" ? .builtIn : .folder(path(text, node))
            configuration.folderPlaces[path(text, nil)] = node.place
        }
    }

    private mutating func readRun(_ entries: PolicyEntries) {
        if let node = entries["as_of"], let text = node.string, text != "today" {
            configuration.asOf = CivilDay(iso: text)
            if configuration.asOf == nil { expected("today, YYYY-MM-DD", node) }
        }
        if let node = entries["period"], let text = node.string, text != "auto" {
            configuration.period = RunMonth(text)
            if configuration.period == nil { expected("auto, YYYY-MM", node) }
        }
        if let node = entries["months"] { configuration.months = node.integer(in: 1...1200) ?? 12 }
        if let node = entries["fail_on"] { configuration.failOn = node.choice(FailLevel.self) ?? .never }
        if let node = entries["settle"] {
            configuration.settle = .seconds(node.integer(in: 0...86_400) ?? 5)
        }
        if let node = entries["threads"] { configuration.threads = node.integer(in: 1...64) ?? 2 }
    }

    private mutating func readLimits(_ node: PolicyNode) {
        let entries = node.entries(allowed: Self.limitKeys, of: "limits")
        func number(_ key: String, _ range: ClosedRange<Int>) -> Int? {
            entries[key]?.integer(in: range)
        }
        if let value = number("file_mib", 1...65_536) { configuration.limits.fileBytes = value << 20 }
        if let value = number("part_mib", 1...65_536) { configuration.limits.partBytes = value << 20 }
        if let value = number("package_mib", 1...65_536) { configuration.limits.packageBytes = value << 20 }
        if let value = number("entries", 1...1_000_000) { configuration.limits.entries = value }
        if let value = number("seconds", 1...86_400) { configuration.limits.timePerFile = .seconds(value) }
    }

    private mutating func readOwner(_ entries: PolicyEntries) {
        if let node = entries["mode"], let text = node.string {
            if let mode = UInt32(text, radix: 8), (0o400...0o777).contains(mode), mode & 0o600 == 0o600 {
                configuration.mode = mode
            } else {
                expected("0600 ... 0777", node)
            }
        }
        if let node = entries["group"], let text = node.string {
            configuration.group = text
            if getgrnam(text) == nil { node.note(.configGroup, ["group": text]) }
        }
    }

    private func pin(_ node: PolicyNode) -> RegisterPin? {
        let entries = node.entries(
            allowed: ["file", "sheet", "register"], required: ["file", "register"],
            of: "{file: …, register: …}")
        guard let file = entries["file"]?.string, let register = entries["register"],
            let key = register.string
        else { return nil }
        return RegisterPin(
            file: FilePattern(file), sheet: entries["sheet"]?.string.map(FilePattern.init), register: key,
            line: register.place.line, column: register.place.column)
    }
}
