import Formulas
import Registers
import Rules
import Spreadsheet

/// Hides values of columns that a register marks as sensitive.
struct PageMasking: Sendable {
    let registers: RegisterCatalogue
    private let sensitivities: [String: [String: Sensitivity]]
    private let keys: [String: [Sensitivity?]]

    init(_ registers: RegisterCatalogue) {
        self.registers = registers
        sensitivities = registers.sensitivities
        keys = Dictionary(
            registers.registers.compactMap { register in
                let columns = register.primaryKey.map { register[$0]?.sensitivity }
                return columns.contains { $0 != nil } ? (register.key, columns) : nil
            }, uniquingKeysWith: { first, _ in first })
    }

    private func sensitivity(of column: String, in register: String) -> Sensitivity? {
        sensitivities[register]?[column]
    }

    /// A key as it may be shown, its parts apart.
    func key(_ key: String, of register: String) -> String {
        guard key.utf8.contains(UInt8(ascii: "|")) || keys[register] != nil else { return key }
        var parts = key.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        if let sensitivities = keys[register] {
            // A key that does not have the parts of the register's tells no more which of them are sensitive.
            guard parts.count == sensitivities.count else { return "****" }
            for (index, sensitivity) in sensitivities.enumerated() where !parts[index].isEmpty {
                guard let sensitivity else { continue }
                parts[index] = Masking.mask(parts[index], as: sensitivity)
            }
        }
        return parts.joined(separator: " · ")
    }

    /// A value of a violation as it may be shown.
    func value(_ value: NamedValue, in register: String) -> String {
        let text = value.value.shown
        return sensitivity(of: value.name, in: register).map { Masking.mask(text, as: $0) } ?? text
    }

    /// A message of a violation; sensitive values that it repeats are masked.
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
