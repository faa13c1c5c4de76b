@testable import Spreadsheet

extension ForeignSheet {
    /// Every record as `B3 value`.
    var cellTexts: [String] {
        zip(chunk.records, typedTexts).map { record, text in
            record.position.reference + " " + (text.hasPrefix("text ") ? String(text.dropFirst(5)) : text)
        }
    }

    /// Every record's value, texts with `text ` in front.
    var typedTexts: [String] {
        chunk.records.map { record in
            switch record.kind {
            case .blank: return "blank"
            case .decimal:
                let decimal = PackedDecimal(bits: record.payload)
                return Self.written(decimal)
            case .double: return "\(Double(bitPattern: record.payload))"
            case .sharedText: return "shared \(record.payload)"
            case .text: return "text " + chunk.arena[Int(record.payload)]
            case .boolean: return record.payload == 1 ? "TRUE" : "FALSE"
            case .error: return CellError(rawValue: UInt8(record.payload))?.literal ?? "?"
            case .missing: return "missing"
            }
        }
    }

    private static func written(_ decimal: PackedDecimal) -> String {
        guard decimal.exponent < 0 else {
            return "\(decimal.significand)" + String(repeating: "0", count: decimal.exponent)
        }
        let digits = String(decimal.significand.magnitude)
        let padded = String(repeating: "0", count: max(0, 1 - decimal.exponent - digits.count)) + digits
        let point = padded.index(padded.endIndex, offsetBy: decimal.exponent)
        return (decimal.significand < 0 ? "-" : "") + padded[..<point] + "." + padded[point...]
    }
}
