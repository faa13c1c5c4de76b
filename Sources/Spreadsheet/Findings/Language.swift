/// The languages that findings and reports are worded in.
public enum Language: String, CaseIterable, Sendable {
    /// Simplified Chinese, the default.
    case chinese = "zh-CN"
    /// English.
    case english = "en"

    /// Reads `zh`, `zh-CN`, `en` and the like, whatever the case.
    public init?(tag: String) {
        switch tag.lowercased().prefix(2) {
        case "zh": self = .chinese
        case "en": self = .english
        default: return nil
        }
    }
}
