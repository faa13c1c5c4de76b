import ArgumentParser
import Foundation

@main
struct Hedui: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hedui",
        abstract: "Turns a folder of exported spreadsheets into answers. 把一个文件夹里的登记表变成结论。",
        discussion: """
            Exit codes: 0 done; 2 nothing was done (usage or configuration); 3 done, but some input was rejected; \
            4 could not finish (input or output error); 130 interrupted.
            """,
        version: "hedui \(HeduiVersion.current)",
        subcommands: [InspectCommand.self, DumpCommand.self, DoctorCommand.self])

    /// Runs the command that the arguments name; wrong usage ends with status 2, as the exit codes promise.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch  where exitCode(for: error) == .validationFailure {
            var message = fullMessage(for: error)
            if let name = CommandLine.arguments.dropFirst().first, let meant = CommandName.nearest(to: name) {
                message += "\nDid you mean '\(meant)'? 是否想输入“\(meant)”？"
            }
            FileHandle.standardError.write(Data((message + "\n").utf8))
            Foundation.exit(ExitCode.unusable.rawValue)
        } catch {
            exit(withError: error)
        }
    }
}
