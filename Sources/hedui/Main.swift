import ArgumentParser
import Foundation
import Spreadsheet

/// Runs the program and ends it with the exit codes of its contract.
@main
enum Main {
    static func main() {
        // Whoever reads our output may stop early; the write then fails and says so.
        signal(SIGPIPE, SIG_DFL)
        // A file that may not grow any more is an error with a name, not the end of the program.
        signal(SIGXFSZ, SIG_IGN)
        do {
            var command = try Hedui.parseAsRoot()
            try command.run()
        } catch {
            end(with: error)
        }
    }

    private static func end(with error: any Error) -> Never {
        let code = Hedui.exitCode(for: error)
        let message = Hedui.fullMessage(for: error)
        if code == .success {
            print(message)
            exit(0)
        }
        if !message.isEmpty {
            let hint = unknownCommand.map { "\n" + $0 } ?? ""
            FileHandle.standardError.write(Data((message + hint + "\n").utf8))
        }
        // What the argument parser calls a usage error, 64, is 2 in our contract.
        exit(code == .validationFailure ? ExitCode.unusable.rawValue : code.rawValue)
    }

    /// What to say of a first argument that is no command; nil when it is one.
    private static var unknownCommand: String? {
        let names = Hedui.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        guard CommandLine.arguments.count > 1 else { return nil }
        let name = CommandLine.arguments[1]
        guard !name.hasPrefix("-"), !names.contains(name) else { return nil }
        guard let near = EditDistance.nearest(to: name, among: names) else {
            return "There is no command '\(name)'. 没有“\(name)”这个命令。"
        }
        return "There is no command '\(name)'. Did you mean '\(near)'? 没有“\(name)”这个命令，是不是“\(near)”？"
    }
}
