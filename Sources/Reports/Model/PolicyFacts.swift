import Registers
import Rules
import Spreadsheet

/// What reports say about the policy: names of rules, clauses and registers.
public struct PolicyFacts: Sendable {
    /// A rule.
    public struct Rule: Hashable, Sendable {
        /// What it is about.
        public var title: LocalizedText
        /// The canonical key of its register.
        public var register: String
        /// The clauses that it enforces; the first is the one that is reported.
        public var clauses: [String]

        /// Makes a rule.
        public init(title: LocalizedText, register: String, clauses: [String] = []) {
            self.title = title
            self.register = register
            self.clauses = clauses
        }
    }

    /// A clause.
    public struct Clause: Hashable, Sendable {
        /// The source document.
        public var document: String
        /// The article.
        public var article: String
        /// The title.
        public var title: LocalizedText
        /// What it says.
        public var text: LocalizedText

        /// Makes a clause.
        public init(document: String, article: String, title: LocalizedText, text: LocalizedText) {
            self.document = document
            self.article = article
            self.title = title
            self.text = text
        }
    }

    /// The rules by id.
    public var rules: [String: Rule]
    /// The clauses by id.
    public var clauses: [String: Clause]
    /// The registers.
    public var registers: RegisterCatalogue

    /// Makes facts.
    public init(
        rules: [String: Rule] = [:], clauses: [String: Clause] = [:], registers: RegisterCatalogue
    ) {
        self.rules = rules
        self.clauses = clauses
        self.registers = registers
    }

    /// The facts of a policy.
    public init(_ policy: Policy) {
        self.init(
            rules: Dictionary(
                policy.rules.map {
                    (
                        $0.id,
                        Rule(
                            title: $0.title, register: policy.register(shownFor: $0.register),
                            clauses: $0.clauses)
                    )
                },
                uniquingKeysWith: { first, _ in first }),
            clauses: Dictionary(
                policy.clauses.map {
                    (
                        $0.id,
                        Clause(document: $0.document, article: $0.article, title: $0.title, text: $0.text)
                    )
                }, uniquingKeysWith: { first, _ in first }), registers: policy.registers)
    }

    /// What a rule is called; its id when it is not known.
    func title(ofRule id: String, _ language: Language) -> String { rules[id]?.title[language] ?? id }

    /// A clause with its article, such as `S000-W1b 工作内容 art.1`.
    func label(ofClause id: String) -> String {
        guard let clause = clauses[id], !clause.article.isEmpty else { return id }
        return id + " " + clause.article
    }

    /// The id of a clause with its article and what it says; nil for no clause.
    func text(ofClause id: String, _ language: Language) -> String? {
        guard let clause = clauses[id] else { return id.isEmpty ? nil : id }
        return [id, clause.article, clause.text[language]].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// What a register is called; its key when it is not known.
    func name(ofRegister key: String, _ language: Language) -> String {
        registers[key]?.name(in: language) ?? key
    }
}
