import Spreadsheet

/// A mistake in a policy file: where it stands, and what to do about it.
public struct PolicyProblem: Error, Hashable, Sendable {
    /// The path of the file.
    public var file: String
    /// The line, from 1.
    public var line: Int
    /// The column, from 1, counted in characters.
    public var column: Int
    /// What is wrong; worded in ``FindingCatalogue/registers``.
    public var code: FindingCode
    /// The particulars that the wording mentions.
    public var values: [String: String]
    /// How much it matters: `critical` for a policy that cannot be used.
    public var severity = Severity.critical
    /// The stretch of the text that is meant; nil when the place says enough.
    public var excerpt: String?
    /// What to write instead; nil when nothing suggests itself.
    public var suggestion: String?

    /// Makes a problem.
    public init(file: String, line: Int, column: Int, code: FindingCode, values: [String: String] = [:]) {
        self.file = file
        self.line = line
        self.column = column
        self.code = code
        self.values = values
    }

    /// The problem as a finding about the file.
    public var finding: Finding {
        var values = values
        values["line"] = String(line)
        // A wording about a column of a register has the name of that column.
        if values["column"] == nil { values["column"] = String(column) }
        return Finding(
            code, severity, at: Origin(file: file, cell: CellPosition(row: line, column: column)),
            values: values)
    }

    /// `file:line:column: message remedy`, as compilers write it.
    public func text(in language: Language, catalogue: FindingCatalogue = .registers) -> String {
        let (message, remedy) = catalogue.sentences(for: finding, in: language)
        var parts = [message]
        if let suggestion {
            parts.append(language == .chinese ? "您是不是想写 \(suggestion)？" : "Did you mean \(suggestion)?")
        }
        // A remedy that names the nearest name says nothing when none is near.
        if !remedy.isEmpty, values["nearest"] != "" { parts.append(remedy) }
        if let excerpt, !excerpt.isEmpty { parts.append("⟦\(excerpt)⟧") }
        return "\(file):\(line):\(column): " + parts.joined(separator: " ")
    }
}

/// Every mistake of a set of policy files, found in one go.
public struct PolicyProblems: Error, Sendable {
    /// The problems by file, line and column.
    public var problems: [PolicyProblem]

    /// Makes the error; the problems are put in order.
    public init(_ problems: [PolicyProblem]) {
        self.problems = problems.sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) }
    }
}
