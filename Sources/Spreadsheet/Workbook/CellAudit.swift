/// Looks over the cells of a chunk for what can be told only once they are read.
struct CellAudit {
    /// How many shared strings there are.
    let sharedTextCount: Int
    private(set) var findings: FindingCollector

    init(sharedTextCount: Int, origin: Origin) {
        self.sharedTextCount = sharedTextCount
        findings = FindingCollector(origin: origin)
    }

    /// Makes cells whose shared string does not exist ``CellKind/missing``, and reports them; reports integers of more
    /// digits than a double holds, because the program that stored them has lost their tail already.
    mutating func look(over chunk: inout CellChunk) {
        for index in chunk.records.indices {
            let record = chunk.records[index]
            switch record.kind {
            case .sharedText:
                guard record.payload >= UInt64(sharedTextCount) else { continue }
                findings.add(
                    .xlsxSharedStringIndex, .error, cell: record.position,
                    values: ["value": String(record.payload)])
                chunk.records[index].kind = .missing
                chunk.records[index].payload = 0
            case .decimal:
                let decimal = PackedDecimal(bits: record.payload)
                guard decimal.significand.magnitude >= Self.leastLost, decimal.exponent >= 0 else { continue }
                reportLostDigits(record, decimal.double)
            case .double:
                let double = Double(bitPattern: record.payload)
                guard double.magnitude >= Double(Self.leastLost), double.rounded() == double else { continue }
                reportLostDigits(record, double)
            case .blank, .text, .boolean, .error, .missing: continue
            }
        }
    }

    /// The least integer of 16 digits: spreadsheet programs keep 15.
    private static let leastLost: UInt64 = 1_000_000_000_000_000

    private mutating func reportLostDigits(_ record: CellRecord, _ value: Double) {
        // Beyond the longest identifiers a great number is just a great number.
        guard value.magnitude < 1e20, !record.format.isDateOrTime else { return }
        var json = JSONText()
        json.number(value)
        findings.add(
            .digitsLost, .warning, cell: record.position,
            values: ["value": String(decoding: json.bytes, as: UTF8.self)])
    }
}
