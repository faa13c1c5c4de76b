import Formulas
import Registers
import Rules
import Spreadsheet

/// Hides values of columns that a register marks as sensitive.
struct ReportMasking {
    let registers: RegisterCatalogue
    private let sensitivities: [String: [String: Sensitivity]]

    init(registers: RegisterCatalogue) {
        self.registers = registers
        sensitivities = registers.sensitivities
    }

    /// What is sensitive about a column; nil when nothing is.
    func sensitivity(of column: String, in register: String) -> Sensitivity? {
        sensitivities[register]?[column]
    }

    /// The value of a violation as it may be shown.
    func shown(_ value: NamedValue, in register: String) -> String {
        let text = value.value.shown
        return sensitivity(of: value.name, in: register).map { Masking.mask(text, as: $0) } ?? text
    }

    /// A key of a register with its sensitive parts masked, in a form to read.
    func key(_ key: String, of register: String) -> String { KeyForm(register, self).shown(key) }

    /// The message of a violation; sensitive values that it repeats are masked.
    func message(of violation: Violation, in language: Language) -> String {
        var message = violation.message(in: language)
        for value in violation.values {
            guard let sensitivity = sensitivity(of: value.name, in: violation.register) else { continue }
            let text = value.value.shown
            // Shorter texts occur in any sentence, and tell nothing.
            guard text.count >= 4, message.hasBytes(of: text) else { continue }
            message = message.replacing(text, with: Masking.mask(text, as: sensitivity))
        }
        return message
    }
}
