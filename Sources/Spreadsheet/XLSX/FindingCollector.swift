/// Collects the findings of one sheet or part, and keeps a fault that repeats in every row from filling the memory.
struct FindingCollector: Sendable {
    /// Findings of one kind that are kept one by one.
    static let maxPerCode = 50

    /// What was found.
    private(set) var findings: [Finding] = []
    private let origin: Origin
    private var counts: [FindingCode: Int] = [:]

    /// Makes a collector for a file or sheet.
    init(origin: Origin) {
        self.origin = origin
    }

    /// Adds a finding about a cell, or about the sheet as a whole.
    mutating func add(
        _ code: FindingCode, _ severity: Severity, cell: CellPosition? = nil, values: [String: String] = [:]
    ) {
        var place = origin
        if let cell { place.cell = cell }
        add(Finding(code, severity, at: place, values: values))
    }

    /// Adds a finding.
    mutating func add(_ finding: Finding) {
        let count = counts[finding.code, default: 0] + 1
        counts[finding.code] = count
        if count <= Self.maxPerCode { findings.append(finding) }
    }

    /// Adds, for each kind that was found too often to be kept one by one, how often it was left out.
    mutating func finish() {
        for (code, count) in counts.sorted(by: { $0.key.rawValue < $1.key.rawValue })
        where count > Self.maxPerCode {
            findings.append(
                Finding(
                    .xlsxRepeated, .info, at: origin,
                    values: ["code": code.rawValue, "count": String(count - Self.maxPerCode)]))
        }
        counts = [:]
    }

    /// A text as a finding shows it: short enough to read.
    static func excerpt(_ bytes: UnsafeRawBufferPointer) -> String {
        let text = String(decoding: bytes.prefix(240), as: UTF8.self)
        return text.count > 60 || bytes.count > 240 ? text.prefix(60) + "…" : text
    }
}
