import ArgumentParser

@main
struct Hedui: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hedui", abstract: "Turns a folder of exported spreadsheets into answers.",
        version: "0.1.0", subcommands: [EvalCommand.self])
}
