import Foundation
import Registers
import Spreadsheet
import Testing

@testable import Pipeline

@Suite("pipeline.yml")
struct ConfigurationTests {
    private static func parse(_ text: String) throws(PolicyProblems) -> Configuration {
        try Configuration.parse(PolicyText(file: "work/pipeline.yml", text: text))
    }

    @Test func theTemplateSaysTheDefaults() throws {
        let template = try Self.parse(ConfigurationTemplate.text)
        let least = try Self.parse("inbox: [inbox]\n")
        #expect(template.inboxes == ["work/inbox"])
        #expect(template.archive == "work/archive")
        #expect(template.rejected == "work/rejected")
        #expect(template.output == least.output)
        #expect(template.language == least.language)
    }

    @Test func everySettingOfTheTemplateIsSoundWhenItIsSwitchedOn() throws {
        // Lines such as `# months: 12` are settings; other remarks are sentences.
        var lines: [Substring] = []
        for line in ConfigurationTemplate.text.split(separator: "\n", omittingEmptySubsequences: false) {
            let isSetting = line.wholeMatch(of: /# ([a-z_]+:|  - \{).*/) != nil
            lines.append(isSetting && !line.contains("group:") ? line.dropFirst(2) : line)
        }
        let configuration = try Self.parse(lines.joined(separator: "\n"))
        #expect(configuration.months == 12)
        #expect(configuration.threads == 2)
        #expect(configuration.settle == .seconds(5))
        #expect(configuration.mode == 0o640)
        #expect(configuration.pins.count == 2)
        #expect(configuration.aliases == ["小张": "张三"])
        #expect(configuration.failOn == .never)
        #expect(configuration.limits == ReadLimits())
    }

    @Test func allMistakesAreToldAtOnceWithTheirPlaces() {
        let text = """
            inbx: [inbox]
            inbox: [in, in]
            archive: in/old
            language: fr
            as_of: 2026-02-30
            period: 2026-13
            months: 0
            fail_on: majr
            settle: soon
            mode: "099"
            group: no-such-group-here
            limits: {file_mb: 3}
            registers:
              - {file: "*.csv"}
              - {fiel: "*.csv", register: order}
            """
        let expected = [
            (1, 1, "policy.unknown-key"), (2, 13, "config.overlap"), (2, 13, "policy.twice"),
            (3, 10, "config.overlap"), (3, 10, "config.overlap"), (4, 11, "policy.unknown-value"),
            (5, 8, "policy.expected"), (6, 9, "policy.expected"), (7, 9, "policy.expected"),
            (8, 10, "policy.unknown-value"), (9, 9, "policy.expected"), (10, 7, "policy.expected"),
            (11, 8, "config.group"), (12, 10, "policy.unknown-key"), (14, 5, "policy.missing-key"),
            (15, 5, "policy.missing-key"), (15, 6, "policy.unknown-key"),
        ]
        let problems = #expect(throws: PolicyProblems.self) { try Self.parse(text) }?.problems ?? []
        let found = problems.map { ($0.line, $0.column, $0.code.rawValue) }.sorted { $0 < $1 }
        #expect(found.map { "\($0)" } == expected.map { "\($0)" })
        for problem in problems {
            for language in Language.allCases {
                let sentence = problem.text(in: language, catalogue: .all)
                #expect(!sentence.contains("{") && !sentence.contains(problem.code.rawValue), "\(sentence)")
            }
        }
        #expect(problems.first { $0.code.rawValue == "policy.unknown-key" }?.values["nearest"] == "inbox")
        #expect(problems.first { $0.line == 8 }?.values["nearest"] == "major")
    }

    @Test func aPinThatNamesNoRegisterIsAMistakeWithASuggestion() throws {
        var configuration = try Self.parse(
            "inbox: [inbox]\npolicy: built-in\nregisters:\n  - {file: a.csv, register: ordr}\n")
        let problems = #expect(throws: PolicyProblems.self) { try RunPolicy.load(configuration) }?.problems
        #expect(problems?.map(\.line) == [4])
        #expect(problems?.first?.values["nearest"] == "order")
        configuration.pins = []
        #expect(throws: Never.self) { try RunPolicy.load(configuration) }
    }

    @Test func aMissingFileSaysHowToMakeOne() {
        let problems = #expect(throws: PolicyProblems.self) {
            try Configuration.load("/nowhere/pipeline.yml")
        }
        #expect(problems?.problems.map(\.code.rawValue) == ["config.missing"])
    }

    @Test(arguments: [
        ("2026-04-01", "2026-03"), ("2026-04-02", "2026-04"), ("2026-01-01", "2025-12"),
        ("2024-03-01", "2024-02"),
    ])
    func theFirstOfAMonthClosesTheMonthBefore(day: String, month: String) throws {
        #expect(try #require(CivilDay(iso: day)).monthToClose.description == month)
    }

    @Test(arguments: ["2026-02-29", "2026-2-3", "2026-00-10", "26-01-01", "2026-01-01 ", "２０２６-01-01", ""])
    func whatIsNoDayIsNone(text: String) {
        #expect(CivilDay(iso: text) == nil)
    }

    @Test(arguments: [
        ("*.csv", "a/b.csv", true), ("a/*.csv", "a/b.csv", true), ("a/*.csv", "a/c/b.csv", false),
        ("a/**/*.csv", "a/c/d/b.csv", true), ("a/**/b.csv", "a/b.csv", true), ("?单*", "运单3月.csv", true),
        ("*a*a*a*a*a*a*a*a*a*a*b", String(repeating: "a", count: 2000), false), ("", "", true),
        ("**", "x/y", true),
    ])
    func patternsMatchWholeNames(pattern: String, path: String, matches: Bool) {
        #expect(FilePattern(pattern).matches(path) == matches)
    }

    @Test func everyFindingOfTheModuleIsWordedInBothLanguages() {
        for (code, wordings) in FindingCatalogue.pipeline.wordings {
            for language in Language.allCases {
                #expect(wordings[language]?.message.isEmpty == false, "\(code.rawValue)")
            }
        }
    }

    @Test func levelsOfBothScalesCompare() {
        #expect(FailLevel.major.isReached(by: "critical"))
        #expect(FailLevel.major.isReached(by: "error"))
        #expect(!FailLevel.major.isReached(by: "minor"))
        #expect(FailLevel.info.isReached(by: "info"))
        #expect(!FailLevel.never.isReached(by: "critical"))
    }
}
