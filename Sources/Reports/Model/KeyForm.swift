import Registers

/// How keys of a register are shown: parts apart, sensitive ones masked.
struct KeyForm {
    private let count: Int
    private let sensitivities: [Sensitivity?]
    private let isSensitive: Bool

    init(_ register: String, _ masking: ReportMasking) {
        let columns = masking.registers[register]?.primaryKey ?? []
        count = columns.count
        sensitivities = columns.map { masking.sensitivity(of: $0, in: register) }
        isSensitive = sensitivities.contains { $0 != nil }
    }

    /// The key as it is shown.
    func shown(_ key: String) -> String {
        guard isSensitive else {
            guard key.utf8.contains(UInt8(ascii: "|")) else { return key }
            var bytes: [UInt8] = []
            bytes.reserveCapacity(key.utf8.count + 12)
            for byte in key.utf8 {
                if byte == UInt8(ascii: "|") { bytes += " · ".utf8 } else { bytes.append(byte) }
            }
            return String(decoding: bytes, as: UTF8.self)
        }
        var parts = key.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        if isSensitive, parts.count == count {
            for (index, sensitivity) in sensitivities.enumerated() where !parts[index].isEmpty {
                guard let sensitivity else { continue }
                parts[index] = Masking.mask(parts[index], as: sensitivity)
            }
        }
        return parts.joined(separator: " · ")
    }
}
