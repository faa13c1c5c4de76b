import Mustache
import Reconciliation
import Spreadsheet

/// The HTML page of a run: one file that needs no other and no network.
///
/// ```swift
/// let html = try ReportPage(input).html()
/// ```
///
/// Headline numbers, what needs a decision, charts and the first rows of every list are in the markup; the lists as a whole
/// are in the page as JSON, and a script makes them searchable and sortable. The page's content policy allows nothing but
/// its own style and script, which it knows by their SHA-256.
public struct ReportPage: Sendable {
    /// The name of the file.
    public static let fileName = "index.html"
    /// How many bridges are drawn.
    private static let mostBridges = 8

    /// How many rows of a list are put into the page at most; what is left out is said.
    public var rowLimit = 100_000

    private let input: ReportInput
    private let workbooks: [PageWorkbook]
    private let template: PageTemplate

    /// Makes the page of a run.
    ///
    /// - Parameters:
    ///   - input: What the run found.
    ///   - workbooks: The workbooks that are written together with the page, in the order to show them.
    ///   - template: The look of the page.
    public init(
        _ input: ReportInput, workbooks: [PageWorkbook] = [], template: PageTemplate = .builtIn
    ) {
        self.input = input
        self.workbooks = workbooks
        self.template = template
    }

    /// The page, UTF-8 once it is written; the same input gives the same text.
    /// - Throws: `MustacheTemplate.ParserError` when the markup of the template is no Mustache; the template that the program
    ///   was built with never throws.
    public func html() throws -> String {
        MustacheContentTypes.register(PageEscape(), named: PageEscape.name)
        return try MustacheTemplate(string: "{{% CONTENT_TYPE:\(PageEscape.name)}}" + template.markup)
            .render(context)
    }

    private var words: Words { Words(language: input.language) }

    private var context: [String: Any] {
        let totals = RunTotals(input)
        let lists = PageLists(input, rowLimit: rowLimit).all
        let charts = PageCharts(input).all.map(\.context)
        let decisions = PageDecisions(input: input, totals: totals).all
        let title = words(
            "业务核对报告 \(words.month(input.period.year, input.period.month))",
            "Business check report, \(words.month(input.period.year, input.period.month))")
        var context: [String: Any] = [
            "language": input.language.rawValue, "title": title, "style": template.style,
            "script": template.script,
            "styleHash": ContentDigest.source(of: template.style),
            "scriptHash": ContentDigest.source(of: template.script), "t": PageTexts.template(words),
            "words": PageEscape.script(PageTexts.scriptJSON(words)),
            "period": input.month,
            "asOf": input.asOf.iso8601, "warnings": warnings,
            "tiles": PageSummary(totals: totals, previous: input.previous, words: words).tiles,
            "sections": sections(lists, hasCharts: !charts.isEmpty), "hasDecisions": !decisions.isEmpty,
            "decisions": decisions.map { $0.context(words) }, "hasCharts": !charts.isEmpty, "charts": charts,
            "hasBridges": !bridges.isEmpty, "bridges": bridges, "lists": lists.map { $0.context(words) },
            "hasWorkbooks": !workbooks.isEmpty, "workbooks": workbooks.map(Self.context),
            "about": about,
            "footer": words("Hedui（核对）生成", "Made by Hedui"),
        ]
        if let run = input.run { context["run"] = run }
        return context
    }

    private func sections(_ lists: [PageList], hasCharts: Bool) -> [[String: Any]] {
        let texts = PageTexts.template(words)
        var sections: [[String: Any]] = []
        func add(_ id: String, _ name: String, _ size: String? = nil) {
            var section: [String: Any] = ["id": id, "name": name]
            if let size { section["size"] = size }
            sections.append(section)
        }
        for (id, isThere) in [
            ("summary", true), ("today", true), ("charts", hasCharts), ("bridges", !bridges.isEmpty),
        ] where isThere { add(id, texts[id] ?? id) }
        for list in lists { add(list.id, list.name, ReportText.grouped(list.total)) }
        if !workbooks.isEmpty { add("workbooks", texts["workbooks"] ?? "") }
        return sections
    }

    private var bridges: [[String: Any]] {
        let vocabulary = Vocabulary(words: words)
        // The farther the totals are apart, the sooner a reader wants to know why.
        let results = input.reconciliations.filter {
            !$0.isRefused && $0.bridge.lines.contains { $0.amount != .zero }
        }
        func distance(_ result: ReconciliationResult) -> Double {
            (result.bridge.theirsTotal.double - result.bridge.oursTotal.double).magnitude
        }
        let order = results.indices.sorted {
            let (a, b) = (results[$0], results[$1])
            if a.bridge.isMoney != b.bridge.isMoney { return a.bridge.isMoney }
            return distance(a) != distance(b) ? distance(a) > distance(b) : $0 < $1
        }
        return order.prefix(Self.mostBridges).enumerated().compactMap { number, index in
            PageBridge(result: results[index], vocabulary: vocabulary).context(id: "bridge-\(number + 1)")
        }
    }

    private static func context(_ workbook: PageWorkbook) -> [String: Any] {
        var context: [String: Any] = ["name": workbook.name, "href": PageAddress.href(workbook.address)]
        if !workbook.note.isEmpty { context["note"] = workbook.note }
        return context
    }

    private var rows: (read: Int, accepted: Int, rejected: Int, ignored: Int) {
        input.files.reduce(into: (0, 0, 0, 0)) { sum, file in
            sum.0 += file.rowsRead
            sum.1 += file.rowsAccepted
            sum.2 += file.rowsRejected
            sum.3 += file.rowsIgnored
        }
    }

    private var warnings: [String] {
        var warnings: [String] = []
        if !input.files.isEmpty, !input.files.contains(where: { $0.fate == .accepted }) {
            warnings.append(
                words(
                    "没有一个文件被采用，本页的数字不能作为依据。",
                    "No file was accepted: the numbers of this page rest on nothing."))
        }
        let rows = rows
        if rows.read != rows.accepted + rows.rejected + rows.ignored {
            warnings.append(
                words(
                    "行数对不上：读取 \(rows.read) 行，采用、不能用和略过合计 \(rows.accepted + rows.rejected + rows.ignored) 行。请联系管理员。",
                    "Rows are not accounted for: \(rows.read) were read, \(rows.accepted + rows.rejected + rows.ignored) are told. Ask the administrator."
                ))
        }
        return warnings
    }

    private var about: [String] {
        let rows = rows
        var notes: [String] = []
        if !input.files.isEmpty {
            notes.append(
                words(
                    "收到 \(input.files.count) 个文件，读取 \(ReportText.grouped(rows.read)) 行：采用 \(ReportText.grouped(rows.accepted)) 行，不能用 \(ReportText.grouped(rows.rejected)) 行，略过 \(ReportText.grouped(rows.ignored)) 行，每一行都有交代。",
                    "\(input.files.count) files with \(ReportText.grouped(rows.read)) rows: \(ReportText.grouped(rows.accepted)) accepted, \(ReportText.grouped(rows.rejected)) rejected, \(ReportText.grouped(rows.ignored)) ignored, each with its reason."
                ))
        }
        let counts = input.rules.counts
        if !counts.isEmpty {
            let verdicts = counts.reduce(into: (0, 0, 0, 0)) { sum, count in
                sum.0 += count.satisfied
                sum.1 += count.violated
                sum.2 += count.notApplicable
                sum.3 += count.unchecked
            }
            notes.append(
                words(
                    "\(counts.count) 条规则的判定：符合 \(ReportText.grouped(verdicts.0))，违反 \(ReportText.grouped(verdicts.1))，不适用 \(ReportText.grouped(verdicts.2))，未能检查 \(ReportText.grouped(verdicts.3))。",
                    "Verdicts of \(counts.count) rules: \(ReportText.grouped(verdicts.0)) satisfied, \(ReportText.grouped(verdicts.1)) violated, \(ReportText.grouped(verdicts.2)) not applicable, \(ReportText.grouped(verdicts.3)) not checked."
                ))
        }
        notes.append(
            words(
                "待查金额是各份对账中差额构成各项不论正负的合计；对账一致率按双方行数计算，向下取到 0.1 %。",
                "Money at risk adds up the steps of all bridges whatever their direction; match rates count the lines of both sides and are rounded down to 0.1 %."
            ))
        notes.append(
            words(
                "金额为精确小数，不经过浮点运算。电话、地址、账号和证件号按登记表的规定遮盖。",
                "Amounts are exact decimals. Phone numbers, addresses, accounts and identity numbers are masked as the registers say."
            ))
        notes.append(
            words(
                "本页是一个独立文件，不联网，可以直接转发或打印。打印时各清单只印当前显示的行。",
                "This page is one file and uses no network. Printed, lists show the rows that are on the screen."
            ))
        return notes
    }
}
