import Formulas
import Rules
import Spreadsheet

extension PerformanceWorkbook {
    /// How many people and clauses the overview shows.
    private static let listed = 12

    func fill(_ overview: inout Overview, _ book: ReportBook, _ people: ListPlace) {
        overview.head(
            words("绩效考核", "Performance"), book.subtitle(),
            story: words(
                "待人力资源确认：本表按制度自动计算，经人力资源确认后生效；系统不作任何扣款。",
                "For HR to confirm: computed from the policy, in force once HR has confirmed it. The program deducts nothing."
            ), isBanner: true)
        overview.tiles(tiles(book, people), row: 7)
        let chartRow = Overview.chartRow
        overview.canvas.height(chartRow - 1, 5)
        let tableRow = chartRow + 16
        for row in chartRow..<tableRow { overview.canvas.height(row, Canvas.rowHeight) }
        let left = addScores(&overview, book, chartRow: chartRow, tableRow: tableRow)
        let right = addClauses(&overview, book, chartRow: chartRow, tableRow: tableRow)
        overview.signOff(
            [
                (words("制表", "Prepared"), words("业务助理", "Assistant")),
                (words("人力资源确认", "Confirmed by HR"), words("人力资源", "HR")),
                (words("业务总监批准", "Approved by the director"), words("业务总监", "Director")),
            ], row: tableRow + max(left, right) + 2)
    }

    private func sum(_ value: (PerformanceRow) -> ExactDecimal) -> ExactDecimal {
        rows.reduce(.zero) { $0.adding(value($1)) ?? $0 }
    }

    private func tiles(_ book: ReportBook, _ people: ListPlace) -> [Overview.Tile] {
        func total(_ column: String, _ value: ExactDecimal) -> ReportCell {
            people.live(.amount(value)) { "SUM(\($0.range(column)))" }
        }
        var tiles: [Overview.Tile] = [
            .init(
                label: words("考核人数（人）", "People assessed"),
                value: people.live(.integer(rows.count)) { "COUNTA(\($0.range("person")))" },
                note: words("受扣罚 ", "with deductions ")
                    + String(rows.count { $0.pointsDeducted != .zero || $0.fines != .zero })),
            .init(
                label: words("扣分合计", "Points deducted"),
                value: total("deducted", sum(\.pointsDeducted)), note: "", isPoints: true),
            .init(
                label: words("加分合计", "Points awarded"), value: total("awarded", sum(\.pointsAwarded)),
                note: "",
                isPoints: true),
            .init(
                label: words("罚款合计（元）", "Fines (yuan)"), value: total("fines", sum(\.fines)),
                note: words("待确认", "to be confirmed"), isMoney: true),
        ]
        let scores = rows.compactMap { $0.score?.exact(decimals: 2) }
        if let worst = scores.min(), let best = scores.max(), scores.count == rows.count {
            let total = scores.reduce(ExactDecimal.zero) { $0.adding($1) ?? $0 }
            let mean = total.double / Double(scores.count)
            let shown = FormulaValue.double(mean).exact(decimals: 2) ?? worst
            tiles.append(
                .init(
                    label: words("平均得分", "Mean score"),
                    value: people.live(.amount(shown)) { "ROUND(AVERAGE(\($0.range("value_score"))),2)" },
                    note: "\(worst) – \(best)", isPoints: true))
        }
        tiles.append(
            .init(
                label: words("建议和责任（项）", "Other effects"),
                value: .integer(effects.count),
                note: words("见“其他后果”", "on their sheet")))
        return tiles
    }

    /// Scores of people, the lowest first; points where there are no scores.
    ///
    /// Returns how many rows it took.
    private func addScores(_ overview: inout Overview, _ book: ReportBook, chartRow: Int, tableRow: Int)
        -> Int
    {
        let hasScores = !rows.isEmpty && rows.allSatisfy { $0.score?.exact(decimals: 2) != nil }
        let lowest = rows.map { row in
            (row: row, value: hasScores ? row.score?.exact(decimals: 2) ?? .zero : row.pointsDeducted)
        }.sorted { a, b in
            if a.value != b.value { return hasScores ? a.value < b.value : a.value > b.value }
            return a.row.person < b.row.person
        }.prefix(Self.listed)
        overview.section(
            hasScores ? words("得分最低的人员", "Lowest scores") : words("扣分最多的人员", "Most points deducted"),
            row: Overview.sectionRow,
            column: 1, span: 12)
        let names = lowest.map { ReportText.narrowed(book.vocabulary.person($0.row.person), to: 16) }
        overview.table(
            row: tableRow, column: 1,
            [
                .init(title: words("人员", "Person"), span: 4),
                .init(title: words("部门", "Department"), span: 3),
                .init(
                    title: hasScores ? words("得分", "Score") : words("扣分", "Points"), span: 2, isNumber: true,
                    isPoints: true),
                .init(title: words("罚款（元）", "Fines (yuan)"), span: 3, isNumber: true, isMoney: true),
            ],
            lowest.map { person in
                [
                    .text(book.vocabulary.person(person.row.person)),
                    .text(ReportText.narrowed(person.row.department, to: 16)),
                    .amount(person.value), .amount(person.row.fines),
                ]
            })
        addBars(
            &overview, names, lowest.map { $0.value.double }, nameColumn: 1, valueColumn: 8,
            chartRow: chartRow, tableRow: tableRow, color: ReportTheme.accent)
        return lowest.count
    }

    /// Points by clause, the most first.
    ///
    /// Returns how many rows it took.
    private func addClauses(_ overview: inout Overview, _ book: ReportBook, chartRow: Int, tableRow: Int)
        -> Int
    {
        var sums: [String: (count: Int, points: ExactDecimal)] = [:]
        for violation in priced where !violation.isReward {
            let old = sums[violation.clause] ?? (0, .zero)
            sums[violation.clause] = (
                old.count + 1, old.points.adding(violation.points.negated) ?? old.points
            )
        }
        let most = sums.sorted { a, b in
            if a.value.points != b.value.points { return a.value.points > b.value.points }
            if a.value.count != b.value.count { return a.value.count > b.value.count }
            return a.key < b.key
        }.prefix(Self.listed)
        overview.section(
            words("扣分最多的条款", "Clauses that cost most"), row: Overview.sectionRow, column: 14, span: 11)
        let titles = most.map { clause in
            input.policy.clauses[clause.key]?.title[input.language] ?? clause.key
        }
        overview.table(
            row: tableRow, column: 14,
            [
                .init(title: words("条款", "Clause"), span: 7),
                .init(title: words("项", "No."), span: 2, isNumber: true),
                .init(title: words("扣分", "Points"), span: 2, isNumber: true, isPoints: true),
            ],
            zip(most, titles).map { clause, title in
                [
                    .text(ReportText.narrowed(title, to: 36)), .integer(clause.value.count),
                    .amount(clause.value.points),
                ]
            })
        addBars(
            &overview, titles.map { ReportText.narrowed($0, to: 24) }, most.map { $0.value.points.double },
            nameColumn: 14, valueColumn: 23, chartRow: chartRow, tableRow: tableRow, color: .warning)
        return most.count
    }

    private func addBars(
        _ overview: inout Overview, _ names: [String], _ values: [Double], nameColumn: Int, valueColumn: Int,
        chartRow: Int, tableRow: Int, color: RGBColor
    ) {
        guard !names.isEmpty else { return }
        let lines = tableRow + 1...tableRow + names.count
        let series = ChartSeries(
            .text(words("分", "Points")),
            categories: overview.source(column: nameColumn, rows: lines, .texts(names)),
            values: overview.source(column: valueColumn, rows: lines, .numbers(values)), color: color,
            showsValues: true)
        var chart = Chart(nil, .bar, [series])
        chart.categoryAxis.isReversed = true
        chart.valueAxis.isHidden = true
        chart.valueAxis.hasGridlines = false
        if values.allSatisfy({ $0 >= 0 }) { chart.valueAxis.minimum = 0 }
        overview.canvas.add(
            chart, row: chartRow, column: nameColumn, width: (nameColumn == 1 ? 12 : 11) * Overview.pixels,
            height: 330)
    }
}
