import Foundation

// hedui-bench JOB FILE: does one job once and prints its time as JSON. The runners under Benchmarks/ call it beside the
// peers; see Benchmarks/README.md.

let arguments = CommandLine.arguments
guard arguments.count == 3, let job = benchJobs[arguments[1]] else {
    FileHandle.standardError.write(
        Data("usage: hedui-bench \(benchJobs.keys.sorted().joined(separator: "|")) FILE\n".utf8))
    exit(2)
}
let start = ContinuousClock.now
let note = try job(arguments[2])
let seconds = Double((ContinuousClock.now - start) / .seconds(1))
print("{\"seconds\":\(seconds),\"note\":\"\(note)\"}")
