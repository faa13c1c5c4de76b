import Foundation
import Spreadsheet

// hedui-bench JOB FILE: does one job once and prints its time as JSON. The runners under Benchmarks/ call it beside the
// peers; see Benchmarks/README.md.

let arguments = CommandLine.arguments
guard arguments.count == 3, let job = benchJobs[arguments[1]] else {
    FileHandle.standardError.write(
        Data("usage: hedui-bench \(benchJobs.keys.sorted().joined(separator: "|")) FILE\n".utf8))
    exit(2)
}
try benchPreparations[arguments[1]]?(arguments[2])
let before = peakMiB()
let start = ContinuousClock.now
var note: String
do {
    note = try job(arguments[2])
} catch let error as SpreadsheetError {
    FileHandle.standardError.write(Data("\(error.finding.code.rawValue) \(error.finding.values)\n".utf8))
    exit(1)
}
let seconds = Double((ContinuousClock.now - start) / .seconds(1))
let extra = peakMiB() - before
if let report = benchReports[arguments[1]] { note = report() }
print("{\"seconds\":\(seconds),\"extra_mib\":\(extra),\"note\":\"\(note)\"}")

/// The largest resident size of the process so far.
func peakMiB() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1024
}
