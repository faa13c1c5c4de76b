import Foundation
import Testing

@testable import Spreadsheet

struct FindingCatalogueTests {
    private static let catalogue = FindingCatalogue.spreadsheet

    /// The text of every source file of the module.
    private static let sources: [(name: String, text: String)] = {
        let package = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        let folder = package.appending(path: "Sources/Spreadsheet")
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".swift") }.sorted().compactMap { name in
            (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)).map { (name, $0) }
        }
    }()

    /// The Swift name and the code of every declaration `static let name = FindingCode("code")`.
    private static let declarations: [(name: String, code: String)] = sources.flatMap { source in
        source.text.matches(of: /static let (\w+) = FindingCode\("([^"]+)"\)/).map {
            (String($0.1), String($0.2))
        }
    }

    /// Codes of a part whose wordings are kept by whoever shows them.
    private static let wordedElsewhere = ["write."]

    private func placeholders(_ wording: FindingWording) -> Set<String> {
        Set((wording.message + wording.remedy).matches(of: /\{(\w+)\}/).map { String($0.1) })
    }

    @Test func noCodeIsDeclaredTwice() {
        #expect(Self.declarations.count > 100)
        let codes = Self.declarations.map(\.code)
        #expect(Set(codes).count == codes.count)
        let names = Self.declarations.map(\.name)
        #expect(Set(names).count == names.count)
    }

    @Test func everyCodeHasAProperName() {
        for code in Self.catalogue.wordings.keys.map(\.rawValue) + Self.declarations.map(\.code) {
            #expect(code.wholeMatch(of: /[a-z0-9]+([.-][a-z0-9]+)+/) != nil, "\(code)")
        }
    }

    @Test func everyCodeIsWordedInBothLanguages() {
        for code in Self.declarations.map(\.code)
        where !Self.wordedElsewhere.contains(where: code.hasPrefix) {
            for language in Language.allCases {
                #expect(Self.catalogue.wordings[FindingCode(code)]?[language] != nil, "\(code), \(language)")
            }
        }
    }

    @Test func everyCodeIsUsed() {
        for (name, code) in Self.declarations {
            let uses = Self.sources.filter { !$0.name.hasPrefix("Findings/") }
                .contains { $0.text.contains(".\(name)") }
            #expect(uses, "\(code) is never raised")
        }
    }

    @Test func bothLanguagesMentionTheSameParticulars() throws {
        for (code, wordings) in Self.catalogue.wordings {
            let chinese = try #require(wordings[.chinese])
            let english = try #require(wordings[.english])
            #expect(placeholders(chinese) == placeholders(english), "\(code.rawValue)")
        }
    }

    @Test func wordingsAreSentences() {
        for (code, wordings) in Self.catalogue.wordings {
            for (language, wording) in wordings {
                // A reason has no remedy.
                for text in [wording.message, wording.remedy] where !text.isEmpty {
                    let ends = language == .chinese ? ["。", "”", "}", "；", "："] : [".", "”", "}", ":"]
                    #expect(ends.contains { text.hasSuffix($0) }, "\(code.rawValue): \(text)")
                    #expect(!text.contains("  "), "\(code.rawValue): \(text)")
                    #expect(
                        text.filter { $0 == "{" }.count == text.matches(of: /\{\w+\}/).count,
                        "\(code.rawValue): \(text)")
                }
                #expect(!wording.message.isEmpty, "\(code.rawValue)")
                let hasHan = wording.message.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
                #expect(hasHan == (language == .chinese), "\(code.rawValue): \(wording.message)")
            }
        }
    }

    @Test func fillsPlaceholdersAndShowsGaps() {
        let wording = FindingWording("{a} and {b}, {a}", remedy: "{c}")
        let finding = Finding(.fileEmpty, .error, at: Origin(file: "f"), values: ["a": "{b}", "c": ""])
        #expect(wording.filled(for: finding) == ("{b} and {b}, {b}", ""))
    }
}
