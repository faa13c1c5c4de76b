import Registers
import Rules
import Spreadsheet

/// What the page says about the policy: names of rules and clauses, and the registers.
public struct PageNames: Sendable {
    /// The titles of rules by id.
    public var rules: [String: LocalizedText]
    /// What clauses say, by id.
    public var clauses: [String: LocalizedText]
    /// The registers: their names, and which of their columns are sensitive.
    public var registers: RegisterCatalogue

    /// Makes names.
    public init(
        rules: [String: LocalizedText] = [:], clauses: [String: LocalizedText] = [:],
        registers: RegisterCatalogue
    ) {
        self.rules = rules
        self.clauses = clauses
        self.registers = registers
    }

    /// The names of a policy.
    public init(_ policy: Policy) {
        self.init(
            rules: Dictionary(
                policy.rules.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first }),
            clauses: Dictionary(
                policy.clauses.map { clause in
                    let article = clause.article.isEmpty ? "" : clause.article + " "
                    return (
                        clause.id,
                        LocalizedText(
                            chinese: article + clause.text.chinese, english: article + clause.text.english)
                    )
                }, uniquingKeysWith: { first, _ in first }), registers: policy.registers)
    }

    /// What a rule is called; its id when it is not known.
    func rule(_ id: String, _ language: Language) -> String { rules[id]?[language] ?? id }

    /// The id of a clause and what it says.
    func clause(_ id: String, _ language: Language) -> String? {
        if id.isEmpty { return nil }
        return clauses[id].map { id + " " + $0[language] } ?? id
    }

    /// What a register is called; its key when it is not known.
    func register(_ key: String, _ language: Language) -> String {
        registers[key]?.name(in: language) ?? key
    }
}
