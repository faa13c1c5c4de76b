@testable import Spreadsheet

/// Reads bytes as each of the small parts of a workbook; only safety is checked.
func fuzzWorkbookParts(_ bytes: UnsafeRawBufferPointer) {
    let part = Array(bytes)
    let limits = ReadLimits()
    let origin = Origin(file: "fuzz.xlsx")
    let relationships = Relationships(part, of: "xl/workbook.xml", limits: limits, origin: origin)
    _ = ContentTypes(part, limits: limits, origin: origin)
    _ = StylesPart(part, part: "p", limits: limits, origin: origin)
    _ = WorkbookPart(part, part: "p", relationships: relationships, limits: limits, origin: origin)
    _ = TablePart.read(part, part: "p", limits: limits, origin: origin)
    _ = CommentsPart.notes(part, part: "p", limits: limits, origin: origin)
    _ = CommentsPart.threads(part, part: "p", persons: [:], limits: limits, origin: origin)
    _ = CommentsPart.persons(part, limits: limits)
    let text = String(decoding: bytes, as: UTF8.self)
    _ = NumberFormatClassifier.classify(text)
    // Nothing moves out and back again unless it left the sheet on the way.
    let moved = FormulaShifter.shift(text, rows: 1, columns: 1)
    if !moved.contains("#REF!") { _ = FormulaShifter.shift(moved, rows: -1, columns: -1) }
    _ = XString.decoded(bytes)
    _ = NumberParser.parse(bytes)
    _ = ISODateParser.parse(bytes, system: .from1904)
}
