/// How much a finding matters.
public enum Severity: String, CaseIterable, Comparable, Sendable {
    /// Worth knowing; nothing to do.
    case info
    /// Something was repaired or is doubtful.
    case warning
    /// Part of the input could not be used.
    case error
    /// The whole file could not be used.
    case critical

    /// From `info` up to `critical`.
    public static func < (left: Severity, right: Severity) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .error: 2
        case .critical: 3
        }
    }
}
