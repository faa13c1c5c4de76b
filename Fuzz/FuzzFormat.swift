@testable import Spreadsheet

/// Finds the format of bytes, in memory and through a source: the two must agree, and a format that is not read must
/// come with a refusal.
func fuzzFormat(_ bytes: UnsafeRawBufferPointer) {
    let inMemory = FileFormatDetector.detect(bytes, file: "fuzz.xls")
    let throughSource = try? FileFormatDetector.detect(MemoryBytes(Array(bytes)), file: "fuzz.xls")
    precondition(inMemory == throughSource)
    precondition(inMemory.format.isReadable == (inMemory.refusal == nil))
}
