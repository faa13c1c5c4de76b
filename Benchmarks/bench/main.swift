import Glibc
import Spreadsheet

// hedui-bench write PATH [ROWS [ROUNDS]]: writes a workbook, or a CSV file by the ending of its name; prints the seconds of each round and the peak memory on the way.
let arguments = CommandLine.arguments
guard arguments.count >= 3, arguments[1] == "write" else {
    print("usage: hedui-bench write PATH [ROWS [ROUNDS]]")
    exit(2)
}
let rows = arguments.count > 3 ? Int(arguments[3]) ?? 300_000 : 300_000
let rounds = arguments.count > 4 ? Int(arguments[4]) ?? 1 : 1
let data = WriteBenchData(rows: rows)

func peakKiB() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss
}

func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

let before = peakKiB()
for _ in 0..<rounds {
    let start = seconds()
    do {
        if arguments[2].hasSuffix(".csv") {
            try benchWriteCSV(path: arguments[2], data: data)
        } else {
            try benchWrite(path: arguments[2], data: data)
        }
    } catch let error as SpreadsheetError {
        print(error.finding.code.rawValue, error.finding.values["reason"] ?? "")
        exit(1)
    }
    print("seconds", seconds() - start)
}
print("peak beyond the data, KiB", peakKiB() - before)
