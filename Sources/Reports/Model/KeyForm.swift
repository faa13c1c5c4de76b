import Registers

/// How keys of a register are shown: parts apart, sensitive ones masked.
struct KeyForm: Sendable {
    /// How keys are shown of which nothing is known.
    static let plain = KeyForm(sensitivities: [])

    /// What is sensitive about each part; empty when nothing is.
    private let sensitivities: [Sensitivity?]

    init(_ register: RegisterSchema) {
        let sensitivities = register.primaryKey.map { register[$0]?.sensitivity }
        self.init(sensitivities: sensitivities.contains { $0 != nil } ? sensitivities : [])
    }

    private init(sensitivities: [Sensitivity?]) { self.sensitivities = sensitivities }

    /// Whether any part is masked.
    var isMasking: Bool { !sensitivities.isEmpty }

    /// The key as it is shown, without parts that go without saying.
    func shown(_ key: String, without common: Set<String> = []) -> String {
        guard !sensitivities.isEmpty || key.utf8.contains(UInt8(ascii: "|")) else { return key }
        var parts = key.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        if !sensitivities.isEmpty, !key.isEmpty {
            // A key that does not have the parts of the register's tells no more which of them are sensitive.
            guard parts.count == sensitivities.count else { return "****" }
            for (index, sensitivity) in sensitivities.enumerated() where !parts[index].isEmpty {
                guard let sensitivity else { continue }
                parts[index] = Masking.mask(parts[index], as: sensitivity)
            }
        }
        let told = parts.filter { !common.contains($0) }
        return (told.isEmpty ? parts : told).joined(separator: " · ")
    }
}
