import Rules
import Spreadsheet

/// What `pipeline.yml` says: where files come from and go to, and how a run is made.
public struct Configuration: Sendable {
    /// The file it was read from; nil when there is none.
    public var file: String?
    /// The folder that relative paths start from.
    public var folder: String
    /// The language of reports and of reasons.
    public var language = Language.chinese
    /// The folders that files are dropped into.
    public var inboxes: [String] = []
    /// Where accepted files go; nil to leave them where they are.
    public var archive: String?
    /// Where rejected files go; nil to leave them where they are.
    public var rejected: String?
    /// Where the reports go.
    public var output: String
    /// The database that remembers runs.
    public var ledger: String
    /// Where the policy lies.
    public var policy: PolicyPlace
    /// The packs, parameters and tables that take the place of the policy's own.
    public var overrides = PolicyOverrides()
    /// The day that reports are made for; nil for the day of the run.
    public var asOf: CivilDay?
    /// The month that reports are about; nil for the one that the day before ``asOf`` lies in.
    public var period: RunMonth?
    /// How many months of registers a run reads, its own among them.
    public var months = 12
    /// From which severity on the run ends with exit code 1.
    public var failOn = FailLevel.never
    /// How long a file must not have changed before it is taken.
    public var settle = Duration.seconds(5)
    /// How many threads work.
    public var threads = 2
    /// What a file may ask of the machine.
    public var limits = ReadLimits()
    /// The permissions of the files that are made.
    public var mode: UInt32 = 0o640
    /// The group of the files that are made; nil for that of the account.
    public var group: String?
    /// Files of which it is said which register they are.
    public var pins: [RegisterPin] = []
    /// Other names of people, each with the name in the roster.
    public var aliases: [String: String] = [:]

    /// Where folders stand in the file, by path; those that are not mentioned have no place.
    var folderPlaces: [String: (line: Int, column: Int)] = [:]

    /// Where the policy lies.
    public enum PolicyPlace: Hashable, Sendable {
        /// In a folder.
        case folder(String)
        /// In a folder when it is there, otherwise in the program.
        case folderOrBuiltIn(String)
        /// In the program.
        case builtIn
    }

    /// The configuration of a folder without a `pipeline.yml`: nothing is moved.
    public init(folder: String) {
        self.folder = folder
        output = Self.path("output", in: folder)
        ledger = Self.path("output/ledger.sqlite", in: folder)
        policy = .folderOrBuiltIn(Self.path("policy", in: folder))
    }

    /// A path as seen from a folder.
    static func path(_ path: String, in folder: String) -> String {
        if path.hasPrefix("/") || folder == "." || folder.isEmpty { return path }
        return folder.hasSuffix("/") ? folder + path : folder + "/" + path
    }
}
