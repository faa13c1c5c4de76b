import Foundation

extension FileInspection {
    /// The inspection as one line of JSON, with keys in a fixed order.
    public var jsonLine: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        // Strings, numbers and booleans cannot fail to be encoded.
        return ((try? encoder.encode(self)).map(Array.init) ?? []) + [0x0A]
    }
}
