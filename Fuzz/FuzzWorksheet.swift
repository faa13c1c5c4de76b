@testable import Spreadsheet

/// Reads bytes as a worksheet with both readers and stops where they disagree.
func fuzzWorksheet(_ bytes: UnsafeRawBufferPointer) {
    let fast = readWorksheet(bytes, .scanning)
    let reference = readWorksheet(bytes, .reference)
    // The scanner does not look for every fault of form; where libxml2 finds one, only safety counts.
    guard !reference.result.findings.contains(where: { $0.code.rawValue.hasPrefix("xml.") }) else { return }
    precondition(fast.cells == reference.cells, "the readers disagree on cells")
    precondition(fast.result.details == reference.result.details, "the readers disagree on details")
}

private func readWorksheet(
    _ bytes: UnsafeRawBufferPointer, _ method: WorksheetReader.Method
) -> (cells: [Cell], result: WorksheetReader.Result) {
    var reader = WorksheetReader(
        part: "sheet.xml", formats: [.general, .date, .duration, .time], dateSystem: .from1900,
        origin: Origin(file: "fuzz.xlsx", sheet: "S"), limits: ReadLimits())
    reader.method = method
    var chunks: [CellChunk] = []
    let result = reader.read(declaredBytes: bytes.count, from: source(of: bytes)) { chunks.append($0) }
    var cells = SheetCells(
        chunks: chunks, sharedTexts: TextArena(), dateSystem: .from1900, isOrdered: result.isOrdered)
    cells.sharedTexts.append(Array("shared".utf8))
    return (cells.allCells(isHidden: { _ in false }), result)
}

/// Hands bytes over in pieces of odd sizes, as a package does.
func source(of bytes: UnsafeRawBufferPointer) -> (UnsafeMutableRawBufferPointer) -> Int {
    var offset = 0
    return { buffer in
        let count = min(buffer.count, bytes.count - offset, 8191)
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + count)]))
        offset += count
        return count
    }
}
