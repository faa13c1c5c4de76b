import Registers
import Spreadsheet

/// Writes findings as `findings.jsonl`.
struct FindingLines: Sendable {
    let language: Language
    let catalogue: FindingCatalogue
    /// The register of each sheet of each file that holds one register only.
    private let registers: [Place: String]

    private struct Place: Hashable {
        var file: String
        var sheet: String?
    }

    init(_ set: RegisterSet, language: Language, catalogue: FindingCatalogue) {
        self.language = language
        self.catalogue = catalogue
        var registers: [Place: Set<String>] = [:]
        for (key, table) in set.tables {
            for source in table.sources {
                registers[Place(file: source.file, sheet: source.sheet), default: []].insert(key)
            }
        }
        self.registers = registers.compactMapValues { $0.count == 1 ? $0.first : nil }
    }

    /// The order in which findings are listed: by file, sheet, cell and code.
    static func precedes(_ left: Finding, _ right: Finding) -> Bool {
        let places = (
            (left.origin.file, left.origin.sheet ?? ""), (right.origin.file, right.origin.sheet ?? "")
        )
        if places.0 != places.1 { return places.0 < places.1 }
        let (start, other) = (CellPosition(row: 0, column: 0), CellPosition(row: 0, column: 0))
        let cells = (left.origin.cell ?? start, right.origin.cell ?? other)
        if cells.0 != cells.1 { return cells.0 < cells.1 }
        if left.code != right.code { return left.code.rawValue < right.code.rawValue }
        return left.values.sorted { $0.key < $1.key }.map(\.value).lexicographicallyPrecedes(
            right.values.sorted { $0.key < $1.key }.map(\.value))
    }

    /// A finding as a JSON object with a line feed.
    func line(_ finding: Finding) -> [UInt8] {
        let sentences = catalogue.sentences(for: finding, in: language)
        let place = Place(file: finding.origin.file, sheet: finding.origin.sheet)
        let column = finding.values["column"]
        var object = JSONObject()
        object.add("code", finding.code.rawValue)
        object.add("severity", finding.severity.rawValue)
        object.add("file", finding.origin.file)
        object.add("sheet", finding.origin.sheet)
        object.add("cell", finding.origin.cell?.reference)
        object.add(
            "register", column == nil ? registers[place] : finding.values["register"] ?? registers[place])
        object.add("column", column)
        object.add("value", finding.values["value"])
        object.add("message", sentences.message)
        object.add("remedy", sentences.remedy)
        return object.bytes + [0x0A]
    }
}
