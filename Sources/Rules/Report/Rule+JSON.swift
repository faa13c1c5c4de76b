import Registers
import Spreadsheet

extension Rule {
    /// The rule as one line of JSON for `hedui rules --json`, with a line feed, UTF-8.
    public func jsonLine(in language: Language, _ policy: Policy) -> [UInt8] {
        var json = JSONLine()
        json.text("rule", id)
        json.text("kind", kind.rawValue)
        json.text("title", title[language])
        json.raw("clauses", "[" + clauses.map(JSONLine.quoted).joined(separator: ",") + "]")
        json.text("register", register)
        json.optional("pack", pack)
        json.text("severity", severity.rawValue)
        json.raw("active", policy.reasonForInactivity(self) == nil ? "true" : "false")
        json.raw("examples", String(examples.count))
        json.text("file", file)
        json.raw("line", String(line))
        return json.line
    }
}

extension ExampleResult {
    /// The result as one line of JSON for `hedui test --json`, with a line feed, UTF-8.
    public var jsonLine: [UInt8] {
        var json = JSONLine()
        json.text("rule", rule)
        json.raw("example", String(number))
        json.text("file", file)
        json.raw("line", String(line))
        json.raw("passed", passed ? "true" : "false")
        json.raw("failures", "[" + failures.map(JSONLine.quoted).joined(separator: ",") + "]")
        return json.line
    }
}

extension MutationReport.Survivor {
    /// The comparison as one line of JSON for `hedui test --mutations --json`, with a line feed, UTF-8.
    public var jsonLine: [UInt8] {
        var json = JSONLine()
        json.text("rule", owner)
        json.text("key", key)
        json.text("file", file)
        json.raw("line", String(line))
        json.text("change", change.rawValue)
        json.text("comparison", comparison)
        json.text("mutant", mutant)
        return json.line
    }
}
