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
        // To write to the records where nearly never one is changed would copy all of them.
        var missing: [Int] = []
        chunk.records.withUnsafeBufferPointer { records in
            for index in records.indices where !isSound(records[index]) { missing.append(index) }
        }
        for index in missing {
            chunk.records[index].kind = .missing
            chunk.records[index].payload = 0
        }
    }

    /// Whether the shared string of a record exists; reports what is wrong with it.
    @inline(__always)
    private mutating func isSound(_ record: CellRecord) -> Bool {
        switch record.kind {
        case .sharedText:
            guard record.payload >= UInt64(sharedTextCount) else { return true }
            findings.add(
                .xlsxSharedStringIndex, .error, cell: record.position,
                values: ["value": String(record.payload)])
            return false
        case .decimal:
            let decimal = PackedDecimal(bits: record.payload)
            if decimal.significand.magnitude >= Self.leastLost, decimal.exponent >= 0 {
                reportLostDigits(record, decimal.double)
            }
        case .double:
            let double = Double(bitPattern: record.payload)
            if double.magnitude >= Double(Self.leastLost), double.rounded() == double {
                reportLostDigits(record, double)
            }
        case .blank, .text, .boolean, .error, .missing: break
        }
        return true
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
