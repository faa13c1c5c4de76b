import Foundation
import Testing

/// The benchmark program, which the build puts beside the tests.
private let benchProgram: String? = {
    let folders = [CommandLine.arguments[0], Bundle.main.executablePath ?? ""]
        .map { URL(filePath: $0).deletingLastPathComponent() }
    return folders.flatMap { [$0, $0.deletingLastPathComponent()] }.map { $0.path + "/hedui-bench" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
}()

/// What can only be seen from outside a process: other time zones and locales, a full disk.
///
/// Runs the benchmark program, which writes the same register every time.
@Suite(.enabled(if: benchProgram != nil, "hedui-bench is not beside the tests; build all targets"))
struct WriteProcessTests {
    private func run(_ arguments: [String], environment: [String: String] = [:]) throws -> (
        status: Int32, output: String
    ) {
        let process = Process()
        process.executableURL = URL(filePath: arguments[0])
        process.arguments = Array(arguments.dropFirst())
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, output)
    }

    @Test func theBytesDoNotDependOnTimeZoneOrLocale() throws {
        let program = try #require(benchProgram)
        let folder = try Scratch.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let places = [
            ["TZ": "UTC", "LANG": "C", "LC_ALL": "C"],
            ["TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8"],
            ["TZ": "America/St_Johns", "LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8"],
            ["TZ": "Pacific/Apia", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"],
        ]
        let files = try places.enumerated().map { index, environment in
            let path = folder + "/\(index).xlsx"
            let rows = ["BENCH_ROWS": "2000"].merging(environment) { first, _ in first }
            let result = try run([program, "write", path], environment: rows)
            #expect(result.status == 0, "\(result.output)")
            return try Data(contentsOf: URL(filePath: path))
        }
        #expect(files[0].count > 50_000)
        #expect(Set(files).count == 1)
    }

    /// Needs a small file system of its own: a user namespace with a file system in memory.
    @Test(arguments: ["xlsx", "csv"])
    func aFullDiskIsAClearErrorAndLeavesNothing(kind: String) throws {
        let program = try #require(benchProgram)
        let folder = try Scratch.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let script = """
            mount -t tmpfs -o size=1500k tmpfs '\(folder)' || exit 77
            echo before > '\(folder)/book.\(kind)'
            BENCH_ROWS=60000 '\(program)' \(kind == "csv" ? "write-csv" : "write") '\(folder)/book.\(kind)'
            echo "status $?"
            ls -A '\(folder)'
            cat '\(folder)/book.\(kind)'
            """
        let result = try run(["/usr/bin/unshare", "-rm", "sh", "-c", script])
        try #require(result.status != 77, "no file system can be mounted here")
        #expect(result.output.contains("write.disk-full"))
        #expect(!result.output.contains("status 0"))
        #expect(result.output.hasSuffix("\nbook.\(kind)\nbefore\n"), "\(result.output)")
    }
}
