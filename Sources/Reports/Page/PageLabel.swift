import Rules
import Spreadsheet

/// The name of a value and the tone in which the page shows it.
struct PageLabel: Sendable {
    /// The value as it is in the data.
    var code: String
    var name: String
    /// `fatal`, `bad`, `warn`, `good` or empty.
    var tone: String

    /// Severities from the worst down, and rewards.
    static func severities(_ vocabulary: Vocabulary) -> [PageLabel] {
        let severities = Severity.allCases.reversed().map { severity in
            let tone =
                switch severity {
                case .critical: "fatal"
                case .error: "bad"
                case .warning: "warn"
                case .info: ""
                }
            return PageLabel(code: severity.rawValue, name: vocabulary.severity(severity), tone: tone)
        }
        return severities + [PageLabel(code: "reward", name: vocabulary.words("奖励", "Reward"), tone: "good")]
    }

    /// What became of violations.
    static func statuses(_ vocabulary: Vocabulary) -> [PageLabel] {
        let tones: [(ViolationStatus, String)] = [
            (.confirmed, ""), (.candidate, "warn"), (.appealed, "warn"), (.fixed, "good"), (.waived, ""),
        ]
        return tones.map { PageLabel(code: $0.rawValue, name: vocabulary.status($0), tone: $1) }
    }

    /// What became of files.
    static func fates(_ vocabulary: Vocabulary) -> [PageLabel] {
        ReportFile.Fate.allCases.map { fate in
            let tone =
                switch fate {
                case .rejected: "bad"
                case .accepted: "good"
                case .kept, .superseded, .duplicate, .opened: ""
                }
            return PageLabel(code: fate.rawValue, name: vocabulary.fate(fate), tone: tone)
        }
    }
}
