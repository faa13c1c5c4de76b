@testable import Spreadsheet

/// Reads bytes as a shared string table with both readers and stops where they disagree.
func fuzzSharedStrings(_ bytes: UnsafeRawBufferPointer) {
    let fast = readStrings(bytes, .scanning)
    let reference = readStrings(bytes, .reference)
    guard !reference.findings.contains(where: { $0.code.rawValue.hasPrefix("xml.") }) else { return }
    precondition(fast.strings.bytes == reference.strings.bytes, "the readers disagree on text")
    precondition(fast.strings.ends == reference.strings.ends, "the readers disagree on strings")
}

private func readStrings(
    _ bytes: UnsafeRawBufferPointer, _ method: WorksheetReader.Method
) -> (strings: TextArena, findings: [Finding]) {
    var reader = SharedStringsReader(
        part: "sharedStrings.xml", origin: Origin(file: "fuzz.xlsx"), limits: ReadLimits())
    reader.method = method
    return reader.read(declaredBytes: bytes.count, from: source(of: bytes))
}
