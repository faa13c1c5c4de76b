import Spreadsheet

/// Something wrong or remarkable about a formula: a value, worded when someone reads it.
public struct FormulaProblem: Hashable, Sendable {
    /// What kind of problem.
    public var code: FindingCode
    /// `error` for a formula that cannot be used, `warning` for one that can.
    public var severity: Severity
    /// The stretch of the formula that is meant.
    public var range: SourceRange
    /// That stretch as it is written, shortened when long.
    public var excerpt: String
    /// The particulars that the wording mentions, by placeholder name.
    public var values: [String: String]
    /// What to write instead, such as `[单价]`; nil when nothing suggests itself.
    public var suggestion: String?

    init(
        _ code: FindingCode, _ severity: Severity = .error, at range: SourceRange, excerpt: String,
        values: [String: String] = [:], suggestion: String? = nil
    ) {
        self.code = code
        self.severity = severity
        self.range = range
        self.excerpt = excerpt
        self.values = values
        self.suggestion = suggestion
    }

    /// What is wrong, in one sentence, with the suggestion when there is one.
    public func message(in language: Language) -> String {
        guard let suggestion else { return sentences(in: language).message }
        let question = language == .chinese ? "您是不是想写 \(suggestion)？" : "Did you mean \(suggestion)?"
        return sentences(in: language).message + (language == .chinese ? "" : " ") + question
    }

    /// What to do about it, in one sentence.
    public func remedy(in language: Language) -> String { sentences(in: language).remedy }

    private func sentences(in language: Language) -> (message: String, remedy: String) {
        var values = values
        values["excerpt"] = excerpt
        let finding = Finding(code, severity, at: Origin(file: ""), values: values)
        return FindingCatalogue.formulas.sentences(for: finding, in: language)
    }
}
