/// From which severity on findings and violations make a run end with exit code 1.
///
/// One scale for both: findings are info, warning, error or critical; violations info, warning, minor, major or
/// critical.
public enum FailLevel: String, CaseIterable, Sendable {
    case info, warning, minor, error, major, critical, never

    /// How much it takes, from 0; findings of severity error weigh as much as major violations.
    var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .minor: 2
        case .error, .major: 3
        case .critical: 4
        case .never: 5
        }
    }

    /// Whether something of a severity, given by its name, reaches the level.
    public func isReached(by severity: String) -> Bool {
        guard let other = FailLevel(rawValue: severity), other != .never else { return false }
        return other.rank >= rank
    }
}
