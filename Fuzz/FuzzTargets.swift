import Foundation

@testable import Spreadsheet

/// The fuzz targets by name; `HEDUI_FUZZ_TARGET` chooses one.
private let targets: [String: @Sendable (UnsafeRawBufferPointer) -> Void] = [
    "worksheet": fuzzWorksheet,
    "shared-strings": fuzzSharedStrings,
    "package": fuzzPackage,
    "csv": fuzzCSV,
    "formula": fuzzFormula,
    "html": fuzzHTML,
    "spreadsheetml": fuzzSpreadsheetML,
    "format": fuzzFormat,
    "workbook-parts": fuzzWorkbookParts,
]

private let target: @Sendable (UnsafeRawBufferPointer) -> Void = {
    let name = ProcessInfo.processInfo.environment["HEDUI_FUZZ_TARGET"] ?? ""
    guard let target = targets[name] else {
        fatalError("HEDUI_FUZZ_TARGET must be one of \(targets.keys.sorted())")
    }
    return target
}()

/// What libFuzzer calls with every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    target(UnsafeRawBufferPointer(start: bytes, count: count))
    return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager takes this for the entry point of the executable; libFuzzer's own lies behind the driver.
@_cdecl("hedui_fuzz_main")
public func fuzzMain(
    _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
    var count = count
    var arguments = arguments
    return runDriver(&count, &arguments, fuzzOneInput)
}
