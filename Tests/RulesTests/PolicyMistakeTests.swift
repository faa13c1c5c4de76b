import Registers
import Spreadsheet
import Testing

@testable import Rules

/// Every mistake of a policy is reported in one go, each at its place.
struct PolicyMistakeTests {
    private static let rules = """
        pack: tradng
        rules:
          - id: A 1
            title: {zh: 甲, en: A}
            clause: S000-W1x
            register: consultaton
            expect: '[@owner]<>""'
            examples: [{row: {owner: 甲}, violates: false}]
          - id: B-1
            title: {zh: 乙, en: B}
            register: consultation
            when: 'ROUDN(1,2)>0'
            expect: '[@咨询时间x] <= [@登记时间]'
            message: {zh: '{没有这个}', en: '{登记时间:[x}'}
            severty: error
            examples:
              - {row: {咨询编号: A, 没有的列: 1}, violates: true}
          - id: B-1
            title: 丙
            register: consultation
            expect: '[@owner]'
            hit: 'TRUE'
            penalty: {points: '[@owner]', cap: 3/moon}
            examples:
              - {row: {owner: 甲}, violates: maybe}
              - {row: {owner: 甲}, violates: true}
          - id: D-1
            title: 丁
            register: consultation
            examples: [{row: {owner: 甲}, violates: true}, {row: {owner: 甲}, violates: false}]
        """
    private static let parameters = """
        parameters:
          9lives: {value: 1}
          a.b: {value: x, choices: [y, z]}
          c.d: {value: 5, maximum: 3}
        """
    private static let clauses = "clauses: {S000-W1b: {title: 迟登记}}\n"
    private static let packs = "packs: {trading: {on: true}}\n"

    private static func problems() throws -> [PolicyProblem] {
        do {
            _ = try TestPolicy.load([
                "rules/test.yml": rules, "parameters.yml": parameters, "clauses.yml": clauses,
                "packs.yml": packs,
            ])
            return []
        } catch let error as PolicyProblems {
            return error.problems
        }
    }

    @Test func everyMistakeIsReportedWithItsPlace() throws {
        let found = try Self.problems().map { problem in
            "\(problem.file.split(separator: "/").last ?? ""):\(problem.line):\(problem.column) \(problem.code.rawValue)"
        }
        let expected = [
            "parameters.yml:2:3 policy.parameter-name", "parameters.yml:3:16 policy.unknown-value",
            "parameters.yml:4:16 policy.parameter-range", "test.yml:1:7 policy.unknown-pack",
            "test.yml:3:9 policy.rule-name", "test.yml:6:15 policy.unknown-register",
            "test.yml:12:12 formula.unknown-function", "test.yml:13:14 formula.unknown-column",
            "test.yml:15:5 policy.unknown-key", "test.yml:18:9 policy.rule-twice",
            "test.yml:18:5 policy.rule-two-tests", "test.yml:21:13 policy.formula-not-truth",
            "test.yml:27:5 policy.rule-no-test", "test.yml:5:13 policy.unknown-clause",
            "test.yml:14:14 policy.message-name", "test.yml:17:25 policy.unknown-column",
            "test.yml:17:7 policy.no-examples", "test.yml:23:23 policy.formula-not-number",
            "test.yml:23:40 policy.expected", "test.yml:25:7 policy.no-examples",
            "test.yml:25:9 policy.example-says-nothing", "test.yml:25:37 policy.expected",
        ]
        for line in expected {
            #expect(found.contains(line), "\(line) among\n\(found.joined(separator: "\n"))")
        }
        #expect(found.count >= 20)
    }

    @Test(arguments: [
        ("policy.unknown-register", "consultation"), ("formula.unknown-function", "ROUND"),
        ("formula.unknown-column", "[@咨询时间]"), ("policy.unknown-key", "severity"),
        ("policy.unknown-pack", "trading"),
    ])
    func theNearestRightNameIsSuggested(_ code: String, _ suggestion: String) throws {
        let problem = try #require(try Self.problems().first { $0.code.rawValue == code })
        for language in Language.allCases {
            #expect(problem.text(in: language, catalogue: .rules).contains(suggestion))
        }
    }

    @Test func theTextOfEveryMistakeIsWorded() throws {
        for problem in try Self.problems() {
            for language in Language.allCases {
                let text = problem.text(in: language, catalogue: .rules)
                #expect(!text.contains("=") || problem.excerpt != nil || text.contains("≤"), "\(text)")
                #expect(!text.contains(problem.code.rawValue), "\(text)")
            }
        }
    }
}
