import Foundation
import Testing

/// A program that the build puts beside the tests.
private func builtProgram(_ name: String) -> String? {
    let folders = [CommandLine.arguments[0], Bundle.main.executablePath ?? ""]
        .map { URL(filePath: $0).deletingLastPathComponent() }
    return folders.flatMap { [$0, $0.deletingLastPathComponent()] }.map { $0.path + "/" + name }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
}

private let benchProgram = builtProgram("hedui-bench")
private let heduiProgram = builtProgram("hedui")

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

    /// Whether a small file system of its own can be had: a user namespace with a file system in memory.
    ///
    /// Containers without the right to make one cannot; what the limit on file sizes shows, they can.
    private static let canMount: Bool = {
        let tests = WriteProcessTests()
        let mount = ["/usr/bin/unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
        return (try? tests.run(mount))?.status == 0
    }()

    @Test(
        "A full disk is a clear error and leaves what was there",
        .enabled(if: canMount, "no file system can be mounted here"), arguments: ["xlsx", "csv"])
    func fullDisk(kind: String) throws {
        let program = try #require(benchProgram)
        let job = kind == "csv" ? "write-csv" : "write"
        let output = try onSmallDisk("BENCH_ROWS=60000 '\(program)' \(job) book.\(kind)", kind)
        #expect(output.contains("write.disk-full"))
        #expect(!output.contains("status 0"))
        #expect(output.hasSuffix("\nbook.\(kind)\nbefore\n"), "\(output)")
    }

    @Test(
        "A full disk while converting is exit code 4 with a clear error, and leaves what was there",
        .enabled(if: canMount, "no file system can be mounted here"), arguments: ["xlsx", "csv"])
    func fullDiskWhileConverting(kind: String) throws {
        let (hedui, folder, input) = try conversion(to: kind)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let output = try onSmallDisk("'\(hedui)' convert --force '\(input)' book.\(kind)", kind)
        #expect(output.contains("write.disk-full") && output.contains("status 4\n"), "\(output)")
        #expect(output.hasSuffix("\nbook.\(kind)\nbefore\n"), "\(output)")
    }

    @Test(
        "A file that may not grow is exit code 4 with a clear error, and leaves what was there",
        arguments: ["xlsx", "csv"])
    func limitOnFileSizeWhileConverting(kind: String) throws {
        let (hedui, folder, input) = try conversion(to: kind)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let script = """
            cd '\(folder)'
            echo before > book.\(kind)
            ulimit -f 1000
            '\(hedui)' convert --force --language en '\(input)' book.\(kind)
            echo "status $?"
            ls -A
            cat book.\(kind)
            """
        let output = try run(["/bin/sh", "-c", script]).output
        #expect(output.contains("write.failed") && output.contains("File too large"), "\(output)")
        let names = ["book.\(kind)", (input as NSString).lastPathComponent].sorted().joined(separator: "\n")
        #expect(output.hasSuffix("status 4\n\(names)\nbefore\n"), "\(output)")
    }

    @Test("Ctrl-C while converting is exit code 130 and leaves nothing")
    func interrupted() throws {
        let (hedui, folder, _) = try conversion(to: "csv")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        // The rows go into a file beside until it is complete.
        let script = """
            cd '\(folder)'
            '\(hedui)' convert --quiet input.xlsx out.csv &
            while kill -0 $! && ! ls *.part; do sleep 0.01; done >/dev/null 2>&1
            kill -INT $!
            wait $!
            echo "status $?"
            ls -A
            """
        let output = try run(["/bin/sh", "-c", script]).output
        #expect(output.hasSuffix("status 130\ninput.xlsx\n"), "\(output)")
    }

    @Test("What convert writes does not depend on time zone or locale", arguments: ["xlsx", "csv"])
    func convertedBytes(kind: String) throws {
        let (hedui, folder, input) = try conversion(to: kind, rows: 2_000)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let places = [
            ["TZ": "UTC", "LC_ALL": "C"], ["TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8"],
            ["TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8"],
        ]
        let files = try places.enumerated().map { index, environment in
            let path = folder + "/out.\(kind)"
            let result = try run([hedui, "convert", "--force", input, path], environment: environment)
            #expect(result.status == 0, "\(result.output)")
            return try Data(contentsOf: URL(filePath: path))
        }
        #expect(files[0].count > 50_000)
        #expect(Set(files).count == 1)
    }

    /// A register to convert, in a folder of its own.
    private func conversion(to kind: String, rows: Int = 40_000) throws -> (
        hedui: String, folder: String, input: String
    ) {
        let program = try #require(benchProgram)
        let hedui = try #require(heduiProgram)
        let folder = try Scratch.folder()
        let input = folder + (kind == "csv" ? "/input.xlsx" : "/input.csv")
        let made = try run(
            [program, kind == "csv" ? "write" : "write-csv", input], environment: ["BENCH_ROWS": "\(rows)"])
        #expect(made.status == 0, "\(made.output)")
        return (hedui, folder, input)
    }

    /// Runs a command in a folder on a disk of 1,500 KiB that has a file already; says how it ended and what is there.
    private func onSmallDisk(_ command: String, _ kind: String) throws -> String {
        let folder = try Scratch.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let script = """
            mount -t tmpfs -o size=1500k tmpfs '\(folder)' && cd '\(folder)' || exit 77
            echo before > book.\(kind)
            \(command)
            echo "status $?"
            ls -A
            cat book.\(kind)
            """
        return try run(["/usr/bin/unshare", "-rm", "sh", "-c", script]).output
    }
}
