import Registers

extension RegisterCatalogue {
    /// What is sensitive about the columns of each register that has such columns.
    var sensitivities: [String: [String: Sensitivity]] {
        var all: [String: [String: Sensitivity]] = [:]
        for register in registers {
            for column in register.columns {
                if let sensitivity = column.sensitivity {
                    all[register.key, default: [:]][column.name] = sensitivity
                }
            }
        }
        return all
    }
}

extension String {
    /// Whether the bytes of a text occur in this one: a quick no where nothing is to be replaced.
    func hasBytes(of text: String) -> Bool {
        let wanted = Array(text.utf8)
        guard let first = wanted.first else { return true }
        var copy = self
        return copy.withUTF8 { bytes in
            guard bytes.count >= wanted.count else { return false }
            for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
                if bytes[start..<(start + wanted.count)].elementsEqual(wanted) { return true }
            }
            return false
        }
    }
}
