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
