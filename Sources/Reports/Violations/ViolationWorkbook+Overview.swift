import Formulas
import Rules
import Spreadsheet

extension ViolationWorkbook {
    /// How many rules and people the overview lists.
    private static let listed = 8

    func fill(
        _ overview: inout Overview, _ book: ReportBook, _ list: ListPlace, _ suspected: ListPlace?,
        _ unchecked: ListPlace
    ) {
        let total = total
        let rules = sums { $0.rule }
        let persons = sums { book.vocabulary.person($0.person) }
        overview.head(
            words("违规报告", "Violations"),
            book.subtitle(words("\(input.files.count) 个文件", "files: \(input.files.count)")),
            story: story(total, rules, persons, unchecked.count))
        overview.tiles(tiles(total, book, list, suspected, unchecked), row: 7)
        let chartRow = Overview.chartRow
        overview.section(words("按级别", "By severity"), row: Overview.sectionRow, column: 1, span: 5)
        overview.section(words("按规则", "By rule"), row: Overview.sectionRow, column: 7, span: 10)
        overview.section(words("按人员", "By person"), row: Overview.sectionRow, column: 18, span: 7)
        let tableRow = chartRow + 14
        overview.canvas.height(chartRow - 1, 5)
        for row in chartRow..<tableRow { overview.canvas.height(row, Canvas.rowHeight) }
        addSeverities(&overview, book, list, chartRow: chartRow, tableRow: tableRow)
        addRules(&overview, rules, book, list, chartRow: chartRow, tableRow: tableRow)
        addPersons(&overview, persons, book, list, chartRow: chartRow, tableRow: tableRow)
    }

    /// Violations that nobody could be found for belong to this name.
    private static let nobody = "未分配"

    /// How many people have a violation that counts.
    private var peopleCount: Int { Set(counted.map { $0.person }).subtracting([Self.nobody]).count }

    private func story(
        _ total: Sum, _ rules: [(key: String, sum: Sum)], _ persons: [(key: String, sum: Sum)],
        _ unchecked: Int
    ) -> String {
        var sentences: [String] = []
        let people = peopleCount
        let fines = ReportText.grouped(total.fines, decimals: 2)
        let points = ReportText.points(total.points)
        if total.count == 0 {
            sentences.append(words("本月没有确认的违规。", "There are no confirmed violations this month."))
        } else {
            sentences.append(
                words(
                    "本月确认违规 \(total.count) 项，涉及 \(people) 人，共扣 \(points) 分、罚款 \(fines) 元。",
                    "Confirmed violations: \(total.count); people concerned: \(people); points deducted: \(points); fines: \(fines) yuan."
                ))
        }
        if let rule = rules.first {
            let title = input.policy.title(ofRule: rule.key, input.language)
            sentences.append(
                words(
                    "最多的是“\(title)”（\(rule.sum.count) 项）。", "Most frequent: \(title) (\(rule.sum.count))."))
        }
        let nobody = words(Self.nobody, "Unassigned")
        if let person = persons.first(where: { $0.key != nobody }), people > 1 {
            sentences.append(
                words(
                    "违规最多的是\(person.key)（\(person.sum.count) 项）。",
                    "Most violations: \(person.key) (\(person.sum.count))."))
        }
        var open: [String] = []
        if !candidates.isEmpty {
            open.append(words("\(candidates.count) 项待核实", "candidates to look at: \(candidates.count)"))
        }
        if unchecked > 0 {
            open.append(words("\(unchecked) 处未能检查", "could not be checked: \(unchecked)"))
        }
        if !open.isEmpty {
            sentences.append(
                words("另有 ", "Besides, ") + open.joined(separator: words("，", ", ")) + words("。", "."))
        }
        return sentences.joined(separator: words("", " "))
    }

    private func tiles(
        _ total: Sum, _ book: ReportBook, _ list: ListPlace, _ suspected: ListPlace?, _ unchecked: ListPlace
    ) -> [Overview.Tile] {
        let unassigned = counted.count { $0.person == Self.nobody }
        let waived = book.vocabulary.status(.waived)
        let previous = input.previous
        func before(_ text: String?) -> String {
            text.map { words("上月 ", "last month ") + $0 } ?? ""
        }
        return [
            Overview.Tile(
                label: words("确认违规（项）", "Violations"),
                value: list.live(.integer(total.count)) { "COUNTIF(\($0.range("status")),\"<>\(waived)\")" },
                note: before(previous.map { ReportText.grouped($0.confirmed) })),
            Overview.Tile(
                label: words("涉及人员（人）", "People concerned"), value: .integer(peopleCount),
                note: unassigned > 0 ? words("另有未分配 \(unassigned) 项", "unassigned: \(unassigned)") : ""),
            Overview.Tile(
                label: words("扣分合计（分）", "Points deducted"),
                value: list.live(.amount(total.points)) { "SUM(\($0.range("points")))" },
                note: before(previous?.points.map(ReportText.points)), isPoints: true),
            Overview.Tile(
                label: words("罚款合计（元）", "Fines (yuan)"),
                value: list.live(.amount(total.fines)) { "SUM(\($0.range("fine")))" },
                note: before(previous?.fines.map { ReportText.grouped($0, decimals: 2) }), isMoney: true),
            Overview.Tile(
                label: words("待核实（项）", "Candidates"),
                value: suspected?.live(.integer(candidates.count)) { "COUNTA(\($0.range("rule")))" }
                    ?? .integer(0),
                note: words("不计分、不罚款", "cost nothing")),
            Overview.Tile(
                label: words("未能检查（处）", "Not checked"),
                value: unchecked.live(.integer(unchecked.count)) { "COUNTA(\($0.range("what")))" },
                note: words("原因见“未能检查”", "reasons on their sheet"), isAlert: unchecked.count > 0),
        ]
    }

    private func addSeverities(
        _ overview: inout Overview, _ book: ReportBook, _ list: ListPlace, chartRow: Int, tableRow: Int
    ) {
        let waived = book.vocabulary.status(.waived)
        let severities = Severity.allCases.reversed()
        var rows: [[ReportCell]] = []
        var counts: [Double?] = []
        for severity in severities {
            var sum = Sum()
            for violation in counted where violation.severity == severity { sum.add(violation) }
            counts.append(Double(sum.count))
            let name = book.vocabulary.severity(severity)
            rows.append([
                .severity(severity),
                list.live(.integer(sum.count)) {
                    "COUNTIFS(\($0.range("severity")),\"\(name)\",\($0.range("status")),\"<>\(waived)\")"
                },
                list.live(.amount(sum.points)) {
                    "SUMIFS(\($0.range("points")),\($0.range("severity")),\"\(name)\")"
                },
            ])
        }
        overview.table(
            row: tableRow, column: 1,
            [
                .init(title: words("级别", "Severity"), span: 2),
                .init(title: words("项", "No."), span: 1, isNumber: true),
                .init(title: words("扣分", "Points"), span: 2, isNumber: true, isPoints: true),
            ], rows)
        guard counted.count > 0 else { return }
        let lines = tableRow + 1...tableRow + rows.count
        var series = ChartSeries(
            .text(words("违规", "Violations")),
            categories: overview.source(
                column: 1, rows: lines, .texts(severities.map { book.vocabulary.severity($0) })),
            values: overview.source(column: 3, rows: lines, .numbers(counts)), showsValues: true)
        series.pointColors = [0: .bad, 1: RGBColor(0xE59866), 2: RGBColor(0xF2C66D), 3: RGBColor(0xBFBFBF)]
        var chart = Chart(nil, .column, [series])
        chart.description = words("各级别的违规数", "Violations by severity")
        chart.valueAxis.isHidden = true
        chart.valueAxis.hasGridlines = false
        chart.valueAxis.minimum = 0
        // Room for the number above the highest column.
        chart.valueAxis.maximum = (counts.compactMap(\.self).max() ?? 0) * 1.1
        overview.canvas.add(
            chart, row: chartRow, column: 1, width: 5 * Overview.pixels, height: 290)
    }

    private func addRules(
        _ overview: inout Overview, _ rules: [(key: String, sum: Sum)], _ book: ReportBook, _ list: ListPlace,
        chartRow: Int, tableRow: Int
    ) {
        let waived = book.vocabulary.status(.waived)
        let top = rules.prefix(Self.listed)
        let names = top.map {
            ReportText.narrowed(input.policy.title(ofRule: $0.key, input.language), to: 36)
        }
        let rows: [[ReportCell]] = zip(top, names).map { rule, name in
            [
                .text(name),
                list.live(.integer(rule.sum.count), where: rule.key) {
                    "COUNTIFS(\($0.range("rule")),\($1),\($0.range("status")),\"<>\(waived)\")"
                },
                list.live(.amount(rule.sum.points), where: rule.key) {
                    "SUMIFS(\($0.range("points")),\($0.range("rule")),\($1))"
                },
            ]
        }
        overview.table(
            row: tableRow, column: 7,
            [
                .init(title: words("规则", "Rule"), span: 6),
                .init(title: words("项", "No."), span: 2, isNumber: true),
                .init(title: words("扣分", "Points"), span: 2, isNumber: true, isPoints: true),
            ], rows)
        addBars(
            &overview, names, top.map { Double($0.sum.count) }, nameColumn: 7, valueColumn: 13,
            tableRow: tableRow, chartRow: chartRow, width: 10, words("违规最多的规则", "Rules broken most"))
    }

    private func addPersons(
        _ overview: inout Overview, _ persons: [(key: String, sum: Sum)], _ book: ReportBook,
        _ list: ListPlace, chartRow: Int, tableRow: Int
    ) {
        let waived = book.vocabulary.status(.waived)
        let top = persons.prefix(Self.listed)
        let column = CellPosition.columnLetters(18)
        let rows: [[ReportCell]] = top.enumerated().map { index, person in
            let cell = "$\(column)$\(tableRow + 1 + index)"
            return [
                .text(person.key),
                list.live(.integer(person.sum.count)) {
                    "SUMPRODUCT((\($0.range("person"))=\(cell))*(\($0.range("status"))<>\"\(waived)\"))"
                },
                list.live(.amount(person.sum.fines)) {
                    "SUMPRODUCT((\($0.range("person"))=\(cell))*\($0.range("fine")))"
                },
            ]
        }
        overview.table(
            row: tableRow, column: 18,
            [
                .init(title: words("人员", "Person"), span: 3),
                .init(title: words("项", "No."), span: 2, isNumber: true),
                .init(title: words("罚款（元）", "Fines"), span: 2, isNumber: true, isMoney: true),
            ], rows)
        addBars(
            &overview, top.map { ReportText.narrowed($0.key, to: 16) }, top.map { Double($0.sum.count) },
            nameColumn: 18, valueColumn: 21, tableRow: tableRow, chartRow: chartRow, width: 7,
            words("违规最多的人员", "People with most violations"))
    }

    private func addBars(
        _ overview: inout Overview, _ names: [String], _ values: [Double], nameColumn: Int, valueColumn: Int,
        tableRow: Int, chartRow: Int, width: Int, _ description: String
    ) {
        guard !names.isEmpty else { return }
        let lines = tableRow + 1...tableRow + names.count
        let series = ChartSeries(
            .text(words("违规", "Violations")),
            categories: overview.source(column: nameColumn, rows: lines, .texts(names)),
            values: overview.source(column: valueColumn, rows: lines, .numbers(values)),
            color: ReportTheme.accent, showsValues: true)
        var chart = Chart(nil, .bar, [series])
        chart.description = description
        chart.categoryAxis.isReversed = true
        chart.valueAxis.isHidden = true
        chart.valueAxis.hasGridlines = false
        chart.valueAxis.minimum = 0
        overview.canvas.add(
            chart, row: chartRow, column: nameColumn, width: width * Overview.pixels, height: 290)
    }
}
