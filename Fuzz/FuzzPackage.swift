@testable import Spreadsheet

/// Opens bytes as a package and reads every part.
func fuzzPackage(_ bytes: UnsafeRawBufferPointer) {
    var limits = ReadLimits()
    limits.partBytes = 1 << 20
    limits.packageBytes = 4 << 20
    guard let package = try? PackageReader(MemoryBytes(Array(bytes)), file: "fuzz.zip", limits: limits) else {
        return
    }
    for part in package.parts {
        do throws(SpreadsheetError) { try package.forEachBlock(of: part) { _ in } } catch {}
    }
}
