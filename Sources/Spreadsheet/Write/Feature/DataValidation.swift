/// What may be typed into cells.
public struct DataValidation: Hashable, Sendable {
    /// The rule.
    public var rule: Rule
    /// Whether a cell may be left empty.
    public var allowsBlank = true
    /// What is shown when a cell is selected.
    public var prompt: Message?
    /// What is shown when something else is typed; nil for Excel's own words.
    public var error: Message?
    /// What happens when something else is typed.
    public var severity = Severity.stop

    /// A rule.
    public enum Rule: Hashable, Sendable {
        /// One of these; together with commas between them at most 255 UTF-16 units, and none with a comma.
        case list([String])
        /// One of the values of some cells.
        case listFrom(CellFormula)
        /// A whole number.
        case whole(Comparison)
        /// A number.
        case decimal(Comparison)
        /// A date.
        case date(Comparison)
        /// A time of day.
        case time(Comparison)
        /// Text whose length compares so.
        case textLength(Comparison)
        /// Whatever makes a formula true.
        case custom(CellFormula)
    }

    /// A title and a text.
    public struct Message: Hashable, Sendable {
        /// The title, at most 32 UTF-16 units.
        public var title: String
        /// The text, at most 255 UTF-16 units.
        public var text: String

        /// Makes a message.
        public init(_ title: String, _ text: String) {
            self.title = title
            self.text = text
        }
    }

    /// What happens when something else is typed.
    public enum Severity: String, Sendable {
        /// It is refused.
        case stop
        /// The user is asked.
        case warning
        /// The user is told.
        case information
    }

    /// Makes a validation.
    public init(
        _ rule: Rule, prompt: Message? = nil, error: Message? = nil, severity: Severity = .stop,
        allowsBlank: Bool = true
    ) {
        self.rule = rule
        self.prompt = prompt
        self.error = error
        self.severity = severity
        self.allowsBlank = allowsBlank
    }
}

/// A validation with the cells it is for, ready to be written.
struct SheetValidation {
    var ranges: [CellRange]
    var validation: DataValidation
    var type: String
    var comparison: String?
    var formulas: [String]
}

extension SheetWriter {
    /// Says what may be typed into cells.
    public func addValidation(
        _ validation: DataValidation, to ranges: CellRange...
    ) throws(SpreadsheetError) {
        try checkOpen()
        guard !ranges.isEmpty else { throw error(.writeRange, ["range": ""]) }
        for range in ranges { try check(range) }
        for message in [validation.prompt, validation.error] {
            guard let message else { continue }
            guard message.title.utf16.count <= 32, message.text.utf16.count <= 255 else {
                throw error(.writeValidationMessage, ["title": message.title])
            }
        }
        var item = SheetValidation(
            ranges: ranges, validation: validation, type: "", comparison: nil, formulas: [])
        switch validation.rule {
        case .list(let choices):
            let joined = choices.joined(separator: ",")
            guard !choices.isEmpty, joined.utf16.count <= 255,
                choices.allSatisfy({ !$0.contains(",") && !$0.isEmpty })
            else { throw error(.writeValidationList, ["list": joined]) }
            item.type = "list"
            item.formulas = [try stored(Comparison.Operand.text(joined))]
        case .listFrom(let formula):
            item.type = "list"
            item.formulas = [try stored(.formula(formula))]
        case .custom(let formula):
            item.type = "custom"
            item.formulas = [try stored(.formula(formula))]
        case .whole(let comparison): try fill(&item, "whole", comparison)
        case .decimal(let comparison): try fill(&item, "decimal", comparison)
        case .date(let comparison): try fill(&item, "date", comparison)
        case .time(let comparison): try fill(&item, "time", comparison)
        case .textLength(let comparison): try fill(&item, "textLength", comparison)
        }
        guard item.formulas.allSatisfy({ $0.utf16.count <= 257 }) else {
            throw error(.writeValidationList, ["list": item.formulas.joined(separator: " ")])
        }
        features.validations.append(item)
    }

    private func fill(
        _ item: inout SheetValidation, _ type: String, _ comparison: Comparison
    ) throws(SpreadsheetError) {
        item.type = type
        item.comparison = comparison.parts.name
        for operand in comparison.parts.operands { item.formulas.append(try stored(operand)) }
    }
}
