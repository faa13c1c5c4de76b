import ArgumentParser

/// The program: what its parts are.
struct Hedui: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hedui",
        abstract: "Turns a folder of exported spreadsheets into answers. 把一个文件夹里的登记表变成结论。",
        discussion: """
            Exit codes: 0 done; 2 nothing was done (usage or configuration); 3 done, but some input was rejected; \
            4 could not finish (input or output error); 130 interrupted.
            """,
        version: "hedui \(HeduiVersion.current)",
        subcommands: [
            CheckCommand.self, TestCommand.self, RulesCommand.self, ExplainCommand.self,
            InspectCommand.self, DumpCommand.self, ConvertCommand.self, EvalCommand.self, DoctorCommand.self,
        ])
}
