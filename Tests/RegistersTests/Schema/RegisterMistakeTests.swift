import Registers
import Spreadsheet
import Testing

@Suite("Mistakes in register files")
struct RegisterMistakeTests {
    static let wrong = """
        key: Wrong-Key
        name: {zh: 错误示例}
        teir: 1
        tier: 7
        primary_key: [order_nr]
        on_duplicate: newest
        titles: [甲, 甲]
        foreign_keys:
          - {columns: [order_no], register: ordr, to: [order_no]}
          - {columns: [order_no], register: other, to: [a, b]}
        fill_merged: [nothing]
        totals: [order_no]
        context:
          order_no: {lables: [单号]}
        columns:
          order_no:
            header: 订单号
            type: kye
            need: requierd
            unique: maybe
          amount:
            header: 订单号
            type: money
            need: required
            values: {}
            minimum: 5
            maximum: 3
          state:
            header: 状态
            type: enum
            need: optional
          level:
            header: 级别
            type: enum
            need: optional
            values: {高: [大], 低: [大]}
          Bad Name:
            header: 其他
            type: text
            need: optional
            synonyms: [其他]
            colour: red
          lost:
            type: text
            need: optional
        """

    static let expected: [(line: Int, column: Int, code: String)] = [
        (1, 6, "policy.key-not-file"), (1, 6, "policy.name"), (2, 7, "policy.missing-key"),
        (3, 1, "policy.unknown-key"),
        (4, 7, "policy.expected"), (5, 15, "policy.unknown-column"), (6, 15, "policy.unknown-value"),
        (7, 13, "policy.twice"), (9, 37, "policy.unknown-register"), (10, 5, "policy.key-count"),
        (11, 15, "policy.unknown-column"), (12, 10, "policy.no-sum"), (14, 14, "policy.unknown-key"),
        (18, 11, "policy.unknown-value"), (19, 11, "policy.unknown-value"), (20, 13, "policy.expected"),
        (22, 5, "policy.same-header"), (25, 5, "policy.does-not-fit"), (27, 14, "policy.range"),
        (29, 5, "policy.no-values"), (36, 22, "policy.same-spelling"), (37, 3, "policy.name"),
        (41, 16, "policy.twice"), (42, 5, "policy.unknown-key"), (44, 5, "policy.missing-key"),
    ]

    private func problems(_ text: String, file: String = "wrong.yml") -> [PolicyProblem] {
        do {
            _ = try RegisterCatalogue.load([PolicyText(file: file, text: text)])
            return []
        } catch { return error.problems }
    }

    @Test("A file with many mistakes yields every one of them, each with line and column, in one go")
    func all() {
        let found = problems(Self.wrong)
        #expect(
            found.map { "\($0.line):\($0.column) \($0.code.rawValue)" }.sorted()
                == Self.expected.map { "\($0.line):\($0.column) \($0.code)" }.sorted())
        for problem in found {
            for language in Language.allCases {
                let text = problem.text(in: language)
                #expect(text.hasPrefix("wrong.yml:\(problem.line):\(problem.column): "))
                #expect(!text.contains("{") || problem.code.rawValue == "policy.expected", "\(text)")
            }
        }
    }

    static let suggestions: [(code: String, nearest: String)] = [
        ("policy.unknown-key", "tier"), ("policy.unknown-column", "order_no"),
        ("policy.unknown-value", "key"),
        ("policy.unknown-value", "required"), ("policy.unknown-key", "labels"),
    ]

    @Test("A misspelt name comes with the nearest that is known", arguments: suggestions)
    func suggestion(_ expected: (code: String, nearest: String)) {
        #expect(
            problems(Self.wrong).contains {
                $0.code.rawValue == expected.code && $0.values["nearest"] == expected.nearest
            })
    }

    static let broken: [(text: String, line: Int, code: String)] = [
        ("", 1, "policy.empty"), ("key: [a\nname: b\n", 2, "policy.syntax"),
        ("a: 1\na: 2\n", 1, "policy.duplicate-key"),
        ("- 1\n- 2\n", 1, "policy.expected"), ("just text", 1, "policy.expected"),
        (String(repeating: "[", count: 100), 1, "policy.too-deep"),
        (String(repeating: "- ", count: 500), 1, "policy.too-deep"),
        ("key: \"open\n", 2, "policy.syntax"), ("a: &x [1]\nb: *y\n", 2, "policy.syntax"),
        ("\u{0}", 1, "policy.syntax"),
    ]

    @Test("A text that is no register file is refused with the place", arguments: broken)
    func isRefused(_ text: (text: String, line: Int, code: String)) {
        let found = problems(text.text)
        #expect(found.first?.code.rawValue == text.code, "\(found)")
        #expect(found.first?.line == text.line)
    }

    @Test("Two files for one register are reported")
    func twice() throws {
        let text =
            "key: a\nname: {zh: 甲, en: A}\ntier: 1\nprimary_key: [x]\ncolumns:\n  x: {header: 甲, type: key, need: required}\n"
        let files = [PolicyText(file: "p/a.yml", text: text), PolicyText(file: "q/a.yml", text: text)]
        let error = #expect(throws: PolicyProblems.self) { try RegisterCatalogue.load(files) }
        #expect(error?.problems.map(\.code.rawValue) == ["policy.same-register"])
        #expect(error?.problems.first?.file == "q/a.yml")
    }
}
