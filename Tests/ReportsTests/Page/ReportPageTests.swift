import Formulas
import Foundation
import Registers
import Spreadsheet
import Testing

@testable import Reports
@testable import Rules

/// The page as a whole; Chromium looks at what these tests keep (Tests/Independent/check_page.py).
struct ReportPageTests {
    /// Texts that try to become markup, script, an address or a format.
    private static let hostile = [
        "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
        "\"\u{301} onmouseover=alert(1) x=\"",
        "<\u{338}b>", "' onfocus='alert(1)", "{{{style}}}{{#lists}}", "<!--", "]]>", "&lt;b&gt;",
        "\u{2028}\u{2029}",
        "\u{202E}txt.exe", "a\u{0}b\u{7}c\u{85}d", "javascript:alert(1)",
        "=HYPERLINK(\"http://example.invalid\")",
    ]

    /// Set `KEEP_WRITTEN` to a folder to keep the pages, below `pages`, and look at them.
    private static func keep(_ html: String, _ name: String) throws {
        guard let folder = ProcessInfo.processInfo.environment["KEEP_WRITTEN"] else { return }
        let pages = URL(filePath: folder).appending(path: "pages")
        try FileManager.default.createDirectory(at: pages, withIntermediateDirectories: true)
        try Data(html.utf8).write(to: pages.appending(path: name + ".html"))
    }

    private static func hostileInput(_ language: Language) throws -> ReportInput {
        var input = try PageFixture.input(language)
        for (index, text) in hostile.enumerated() {
            var violation = PageFixture.violation(index, person: text, message: text)
            violation.key = text
            violation.department = text
            violation.rule = text
            violation.clause = text
            violation.register = text
            violation.effects = [text, "commission:" + text]
            violation.origins = [RecordOrigin(file: text, sheet: text, row: 3)]
            violation.values = [NamedValue(text, label: text, .text(text))]
            input.rules.violations.append(violation)
            input.files.append(ReportFile(file: text, fate: .rejected, registers: [text], address: text))
            input.findings.append(
                Finding(
                    FindingCode(text), .error, at: Origin(file: text, sheet: text),
                    values: ["cell": text, text: text]))
            input.rules.reminders.append(
                Reminder(
                    rule: text, clause: text, register: text, origin: nil, key: text, person: text,
                    department: text,
                    due: PageFixture.asOf, daysLeft: 0, messages: LocalizedText(text)))
            input.policy.rules[text] = PolicyFacts.Rule(title: LocalizedText(text), register: "")
        }
        input.run = hostile[0]
        return input
    }

    /// The names of all tags and their attributes, as a browser would read them.
    private static func tags(_ html: String) -> Set<String> {
        Set(
            html.matches(of: /<[A-Za-z!\/][^>]*>/).map { match in
                let tag = match.output.replacing(/"[^"]*"/, with: "\"\"")
                return String(tag)
            })
    }

    @Test(arguments: Language.allCases)
    func thePageSaysEverythingThatTheRunFound(language: Language) throws {
        let input = try PageFixture.input(language)
        let html = try ReportPage(input, workbooks: PageFixture.workbooks).html()
        try Self.keep(html, "page-" + language.rawValue)
        #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">"))
        #expect(!html.contains("{{"))
        let isChinese = language == .chinese
        for text in [
            isChinese ? "业务核对报告 2026年3月" : "Business check report, March 2026", "R-20260401-1",
            isChinese ? "成交价不得低于指导价的九折" : "Price below 90% of the guide price", "林甲",
            "%E6%A0%87%E6%B3%A8/%E8%AE%A2%E5%8D%95", "示例物流", isChinese ? "小数点错位" : "Decimal point moved",
            isChinese ? "1 个文件被退回" : "1 files were rejected", "92.0 % / 95.0 %",
        ] {
            #expect(html.contains(text), "\(text) is missing")
        }
    }

    @Test func hostileTextStaysText() throws {
        let input = try Self.hostileInput(.chinese)
        let workbooks = Self.hostile.map { PageWorkbook(name: $0, address: $0, note: $0) }
        let html = try ReportPage(input, workbooks: PageFixture.workbooks + workbooks).html()
        try Self.keep(html, "hostile")
        let harmless = try ReportPage(PageFixture.input(), workbooks: PageFixture.workbooks).html()
        // Nothing that came in adds a kind of tag: with what stands in quotes taken away, the markup has the same ones.
        let body = try #require(html.firstRange(of: "<body>")).lowerBound
        let added = Self.tags(String(html[body...])).subtracting(Self.tags(harmless))
        #expect(added.isEmpty)
        #expect(html.matches(of: /<script/).count == harmless.matches(of: /<script/).count)
        for text in ["alert(1)</script>", "<img", "\u{0}", "<!--"] {
            let scalars = Array(text.unicodeScalars)
            #expect(
                html.unicodeScalars.firstRange(of: scalars) == nil, "\(text.debugDescription) is in the page")
        }
        // A quote ends an attribute in the markup, a line separator a statement in a script; elsewhere they are text.
        let element = /<script[^>]*>.*?<\/script>/.dotMatchesNewlines().matchingSemantics(.unicodeScalar)
        let markup = html.replacing(element, with: "")
        for text in ["\" onmouseover", "\"\u{301} onmouseover"] {
            let scalars = Array(text.unicodeScalars)
            #expect(
                markup.unicodeScalars.firstRange(of: scalars) == nil,
                "\(text.debugDescription) is in the markup")
        }
        for script in html.matches(of: element) {
            #expect(!script.output.unicodeScalars.contains { $0 == "\u{2028}" || $0 == "\u{2029}" })
        }
        #expect(!html.contains("href=\"javascript:"))
    }

    @Test func whatCannotBeSeenIsCalledByItsNumbers() throws {
        let html = try ReportPage(
            PageFixture.input(), workbooks: [PageWorkbook(name: "\u{2028}\u{2029}", address: "a.xlsx")]
        ).html()
        #expect(html.contains("<a href=\"a.xlsx\">U+2028 U+2029</a>"))
        for text in ["\u{200B}", " \t", "\u{3164}\u{202E}"] {
            #expect(ReportText.visible(text).hasPrefix("U+"), "\(text.unicodeScalars.map(\.value))")
        }
        for text in ["", "a", "\u{202E}a", "无"] { #expect(ReportText.visible(text) == text) }
    }

    @Test func nothingButTheOwnStyleAndScriptMayRun() throws {
        let template = PageTemplate.builtIn
        let html = try ReportPage(PageFixture.input()).html()
        let policy = try #require(html.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)).output.1
        #expect(policy.hasPrefix("default-src 'none'; "))
        #expect(policy.contains("script-src '\(ContentDigest.source(of: template.script))'"))
        #expect(policy.contains("style-src '\(ContentDigest.source(of: template.style))'"))
        #expect(html.contains("<script>" + template.script + "</script>"))
        #expect(html.contains("<style>" + template.style + "</style>"))
        for text in ["http:", "https:", "@import", "url(h", "src=\"h"] {
            #expect(!html.contains(text), "\(text) leads out of the page")
        }
    }

    @Test func theSameRunGivesTheSameBytesWhateverTheOrderOfFiles() throws {
        let input = try PageFixture.input()
        var shuffled = input
        shuffled.files.reverse()
        let html = try ReportPage(input).html()
        #expect(try ReportPage(input).html() == html)
        #expect(try ReportPage(shuffled).html() == html)
    }

    @Test(arguments: Language.allCases)
    func anEmptyRunSaysThatNothingWasFound(language: Language) throws {
        let input = ReportInput(
            asOf: PageFixture.asOf, period: (2026, 2), language: language, rules: RuleReport(),
            policy: PolicyFacts(registers: try RegisterCatalogue.builtIn()), catalogue: PageFixture.catalogue)
        let html = try ReportPage(input).html()
        try Self.keep(html, "empty-" + language.rawValue)
        #expect(html.contains(language == .chinese ? "没有发现违规。" : "No violations were found."))
        #expect(html.contains(language == .chinese ? "今天没有需要处理的事项。" : "Nothing needs a decision today."))
        #expect(!html.contains("{{"))
    }

    @Test func aLongListIsCutAndSaysSo() throws {
        let input = try PageFixture.input(violations: 300)
        var page = ReportPage(input)
        page.rowLimit = 100
        let html = try page.html()
        #expect(html.contains("本页只放前 100 行，全部 300 行见工作簿和 data 文件夹。"))
        #expect(html.contains(#"{"rows":100,"total":300,"page":25,"#))
    }

    @Test func detailsThatNoRowHasAreLeftOut() throws {
        var input = try PageFixture.input()
        let others = #"{"key":"others","title":"其他","#
        #expect(try ReportPage(input).html().contains(others))
        for index in input.rules.performance.indices {
            input.rules.performance[index].values.removeAll { $0.name == "counted" }
        }
        #expect(try !ReportPage(input).html().contains(others))
    }

    @Test func aHundredThousandViolationsFit() throws {
        let html = try ReportPage(PageFixture.input(violations: 100_000)).html()
        try Self.keep(html, "large")
        #expect(html.contains(#"{"rows":100000,"total":100000,"#))
        #expect(html.utf8.count < 40_000_000)
    }

    @Test func sensitiveValuesAreMasked() throws {
        let registers = try RegisterCatalogue.builtIn()
        let register = try #require(
            registers.registers.first { $0.columns.contains { $0.sensitivity == .phone } })
        let column = try #require(register.columns.first { $0.sensitivity == .phone })
        var input = try PageFixture.input()
        var violation = PageFixture.violation(1, message: "电话 13800001234 重复")
        violation.register = register.key
        violation.values = [NamedValue(column.name, label: column.header, .text("13800001234"))]
        input.rules.violations = [violation]
        let html = try ReportPage(input).html()
        #expect(!html.contains("13800001234"))
        #expect(html.contains("138****1234"))
    }

    @Test func everyWordThatTheTemplateOrTheScriptAsksForIsThere() throws {
        let template = PageTemplate.builtIn
        for language in Language.allCases {
            let words = Words(language: language)
            let known = Set(PageTexts.template(words).keys)
            let asked = Set(template.markup.matches(of: /\{\{t\.(\w+)\}\}/).map { String($0.output.1) })
            #expect(!asked.isEmpty)
            #expect(asked.subtracting(known) == [])
            let scripted = Set(template.script.matches(of: /words\.(\w+)/).map { String($0.output.1) })
            #expect(scripted == Set(PageTexts.script(words).map(\.name)))
        }
    }

    @Test func aFolderMayChangeTheLook() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "page-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("body { color: green }".utf8).write(to: folder.appending(path: "page.css"))
        let template = try PageTemplate.load(folder: folder.path)
        #expect(template.style == "body { color: green }")
        #expect(template.markup == PageTemplate.builtIn.markup)
        let html = try ReportPage(PageFixture.input(), template: template).html()
        #expect(html.contains(ContentDigest.source(of: "body { color: green }")))
    }

    @Test func aTemplateThatIsNoMustacheIsAnError() throws {
        var template = PageTemplate.builtIn
        template.markup = "{{#lists}}"
        let page = ReportPage(try PageFixture.input(), template: template)
        #expect(throws: (any Error).self) { try page.html() }
    }
}
