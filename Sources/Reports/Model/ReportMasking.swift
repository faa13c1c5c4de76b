import Formulas
import Registers
import Rules
import Spreadsheet

/// Hides values of columns that a register marks as sensitive.
struct ReportMasking: Sendable {
    private let sensitivities: [String: [String: Sensitivity]]
    private let forms: [String: KeyForm]

    init(_ registers: RegisterCatalogue) {
        sensitivities = registers.sensitivities
        forms = Dictionary(
            registers.registers.map { ($0.key, KeyForm($0)) }, uniquingKeysWith: { first, _ in first })
    }

    /// What is sensitive about a column; nil when nothing is.
    func sensitivity(of column: String, in register: String) -> Sensitivity? {
        sensitivities[register]?[column]
    }

    /// What is sensitive about the columns of a register; nil when nothing is.
    func sensitivities(in register: String) -> [String: Sensitivity]? { sensitivities[register] }

    /// A key of a register with its sensitive parts masked, in a form to read.
    func key(_ key: String, of register: String) -> String { form(ofKeys: register).shown(key) }

    /// How keys of a register are shown.
    func form(ofKeys register: String) -> KeyForm { forms[register] ?? .plain }

    /// The message of a violation; sensitive values that it repeats are masked.
    func message(of violation: Violation, in language: Language) -> String {
        var message = violation.message(in: language)
        guard let sensitivities = sensitivities[violation.register] else { return message }
        for value in violation.values {
            guard let sensitivity = sensitivities[value.name] else { continue }
            let text = value.value.shown
            // Shorter texts occur in any sentence, and tell nothing.
            guard text.count >= 4, message.hasBytes(of: text) else { continue }
            message = message.replacing(text, with: Masking.mask(text, as: sensitivity))
        }
        return message
    }
}
