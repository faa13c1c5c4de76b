import Rules
import Spreadsheet

/// What people choose from the lists of the decision columns, and what it means when the workbook comes back.
public enum DecisionChoice {
    /// The choices for a violation, in both languages.
    private static let violations: [(status: ViolationStatus, chinese: String, english: String)] = [
        (.confirmed, "确认", "Confirm"), (.waived, "豁免", "Waive"), (.fixed, "已整改", "Fixed"),
        (.appealed, "申诉", "Appeal"),
    ]

    /// The choices for a violation, as the list shows them.
    static func violations(in language: Language) -> [String] {
        violations.map { language == .chinese ? $0.chinese : $0.english }
    }

    /// What a choice for a violation means, in whichever language; nil for anything else.
    public static func violation(_ text: String) -> ViolationStatus? {
        violations.first { $0.chinese == text || $0.english == text }?.status
    }
}

extension ReportBook {
    /// Decision, reason, who and when.
    func decisionColumns<Row>(_ choices: [String]) -> [ListColumn<Row>] {
        [
            ListColumn(input: "decision", words("处理意见", "Decision"), 10, .choice(choices)),
            ListColumn(input: "reason", words("处理说明", "Reason"), 16, .inputWrapped),
            ListColumn(input: "decided_by", words("处理人", "Decided by"), 9, .input),
            ListColumn(input: "decided_on", words("处理日期", "Decided on"), 11, .inputDate),
        ]
    }
}
