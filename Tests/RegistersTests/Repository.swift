import Foundation
import Registers
import Spreadsheet

/// Where the tests find the files of the package.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func path(_ relative: String) -> String { root.appendingPathComponent(relative).path }

    /// The registers of `policy/registers`.
    static let catalogue: Result<RegisterCatalogue, PolicyProblems> = Result { () throws(PolicyProblems) in
        try RegisterCatalogue.load(folder: path("policy/registers"))
    }

    static let recogniser: Result<RegisterRecogniser, PolicyProblems> = catalogue.map {
        RegisterRecogniser($0)
    }
}

extension Document {
    /// Every table of every sheet with what it is recognised as.
    func recognitions(
        _ recogniser: RegisterRecogniser, file: String
    ) -> [(sheet: String, table: RecognisedTable, tables: SheetTables, recognition: Recognition)] {
        sheets.indices.flatMap { index in
            let found = sheet(at: index, threads: 1).tables(
                headerWords: recogniser.catalogue.headerWords, threads: 1)
            let name = sheets[index].name
            return found.tables.map { table in
                let hints = RecognitionHints(file: file, sheet: name.isEmpty ? nil : name)
                return (name, table, found, recogniser.recognise(table, in: found, hints: hints))
            }
        }
    }
}
