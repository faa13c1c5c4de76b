import Formulas
import Reconciliation
import Spreadsheet

extension ReconciliationWorkbook {
    /// The row of the header of the bridge.
    private static let bridgeRow = Overview.chartRow
    /// The column of the numbers that the chart is drawn from, beside what is printed.
    private static let chartColumn = 30

    func fill(
        _ overview: inout Overview, _ items: ReconciliationItems, _ places: ReconciliationPlaces,
        _ book: ReportBook
    ) {
        overview.head(
            book.vocabulary.name(of: result),
            book.subtitle(
                result.comparison.name[input.language],
                words("我方：", "ours: ") + oursName + words("，对方：", ", theirs: ") + theirsName),
            story: story(items))
        let hasMeasure = result.comparison.measure != nil
        // The bridge and the chart beside it, then the results, which the bridge starts from.
        let bridgeLines = result.bridge.lines.count
        let resultRow = hasMeasure ? Self.bridgeRow + max(bridgeLines + 5, 13) : Overview.sectionRow
        let results = addResults(&overview, items, places, book, row: resultRow)
        overview.tiles(tiles(items, results, book), row: 7)
        if hasMeasure { addBridge(&overview, items, places, results, book) }
        let steps = result.definition.signOff.map { (name: $0.name[input.language], role: $0.role) }
        let standard = [
            (name: words("制表", "Prepared"), role: words("业务助理", "Assistant")),
            (name: words("财务复核", "Checked by finance"), role: words("财务", "Finance")),
            (name: words("业务总监批准", "Approved by the director"), role: words("业务总监", "Director")),
        ]
        overview.signOff(steps.isEmpty ? standard : steps, row: results.lastRow + 2)
    }

    private func story(_ items: ReconciliationItems) -> String {
        let matched = items.sum(.matched)
        let different = items.sum(.different)
        let (ours, theirs) = (items.sum(.onlyOurs), items.sum(.onlyTheirs))
        let duplicates = items.sum(.duplicateOurs).items + items.sum(.duplicateTheirs).items
        var sentences: [String] = []
        if result.comparison.measure != nil, let difference = difference {
            let unit = result.bridge.isMoney ? words(" 元", " yuan") : ""
            let amount = { (value: ExactDecimal) in
                ReportText.grouped(
                    value, decimals: result.bridge.isMoney ? 2 : Int(value.normalized.scale)) + unit
            }
            if difference == .zero {
                sentences.append(words("两方合计相等。", "Both totals are equal."))
            } else {
                let isMore = difference > .zero
                let size = amount(isMore ? difference : difference.negated)
                sentences.append(
                    words(
                        "对方合计比我方\(isMore ? "多" : "少") \(size)，分解如下，分解后余额为零。",
                        "Their total is \(size) \(isMore ? "more" : "less") than ours; the bridge below explains all of it."
                    ))
            }
        }
        sentences.append(
            words(
                "一致 \(matched.items) 笔，有差异 \(different.items) 笔，我方未达 \(ours.items) 笔，对方未达 \(theirs.items) 笔，重复 \(duplicates) 笔。",
                "Matched \(matched.items), different \(different.items), only ours \(ours.items), only theirs \(theirs.items), duplicates \(duplicates)."
            ))
        return sentences.joined(separator: words("", " "))
    }

    /// Theirs less ours.
    private var difference: ExactDecimal? {
        result.bridge.theirsTotal.adding(result.bridge.oursTotal.negated)
    }

    // MARK: Results

    /// Where the sums of the results are.
    struct Results {
        var lastRow = 0
        /// The cell of our total; nil when it is no formula.
        var ours: String?
        var theirs: String?
        var share: ReportCell = .text("—")
    }

    /// The table of results; returns where its sums are.
    private func addResults(
        _ overview: inout Overview, _ items: ReconciliationItems, _ places: ReconciliationPlaces,
        _ book: ReportBook, row: Int
    ) -> Results {
        let hasMeasure = result.comparison.measure != nil
        overview.section(words("结果汇总", "Results"), row: row)
        var rows: [[ReportCell]] = []
        var total = ReconciliationItems.Sum()
        let statuses = MatchStatus.allCases.filter { $0 != .ambiguous || items.sum($0).items > 0 }
        for status in statuses {
            let sum = items.sum(status)
            total.items += sum.items
            total.oursLines += sum.oursLines
            total.theirsLines += sum.theirsLines
            total.ours = total.ours.adding(sum.ours) ?? total.ours
            total.theirs = total.theirs.adding(sum.theirs) ?? total.theirs
            let live = liveAmounts(status, sum, places, book)
            var cells: [ReportCell] = [
                .text(book.vocabulary.matchStatus(status)), .integer(sum.items), .integer(sum.oursLines),
                .integer(sum.theirsLines),
            ]
            if hasMeasure { cells += [live.ours, live.theirs] }
            rows.append(cells)
        }
        let (first, last) = (row + 2, row + 1 + rows.count)
        func sum(_ column: Int, _ value: ReportCell) -> ReportCell {
            let letters = CellPosition.columnLetters(column)
            return .formula("SUM(\(letters)\(first):\(letters)\(last))", value)
        }
        var totals: [ReportCell] = [
            .text(words("合计", "Total")), sum(7, .integer(total.items)), sum(10, .integer(total.oursLines)),
            sum(13, .integer(total.theirsLines)),
        ]
        if hasMeasure { totals += [sum(16, .amount(total.ours)), sum(20, .amount(total.theirs))] }
        rows.append(totals)
        let isMoney = result.bridge.isMoney
        var fields: [Overview.Field] = [
            .init(title: words("结果", "Result"), span: 6),
            .init(title: words("笔数", "Items"), span: 3, isNumber: true),
            .init(title: words("我方行数", "Our lines"), span: 3, isNumber: true),
            .init(title: words("对方行数", "Their lines"), span: 3, isNumber: true),
        ]
        if hasMeasure {
            fields += [
                .init(title: words("我方", "Ours") + unitText, span: 4, isNumber: true, isMoney: isMoney),
                .init(title: words("对方", "Theirs") + unitText, span: 5, isNumber: true, isMoney: isMoney),
            ]
        }
        overview.table(row: row + 1, column: 1, fields, rows, hasTotal: true)
        var results = Results(lastRow: last + 1)
        // Where sums of lists and totals differ, the totals count and are not made to look computed.
        if total.ours == result.bridge.oursTotal { results.ours = "P\(last + 1)" }
        if total.theirs == result.bridge.theirsTotal { results.theirs = "T\(last + 1)" }
        if let permille = result.matchRate.permille {
            // Rounded down: 100.0 % means that everything is matched.
            results.share = .formula(
                "ROUNDDOWN((J\(first)+M\(first))/(J\(last + 1)+M\(last + 1)),3)",
                .share(Double(permille) / 1000))
        }
        return results
    }

    private var unitText: String { result.bridge.isMoney ? words("（元）", " (yuan)") : "" }

    private func liveAmounts(
        _ status: MatchStatus, _ sum: ReconciliationItems.Sum, _ places: ReconciliationPlaces,
        _ book: ReportBook
    ) -> (ours: ReportCell, theirs: ReportCell) {
        let (ours, theirs) = (ReportCell.amount(sum.ours), ReportCell.amount(sum.theirs))
        func whole(_ place: ListPlace?) -> (ReportCell, ReportCell) {
            guard let place else { return (ours, theirs) }
            return (
                place.live(ours) { "SUM(\($0.range("ours_amount")))" },
                place.live(theirs) { "SUM(\($0.range("theirs_amount")))" }
            )
        }
        switch status {
        case .matched: return whole(places.matched)
        case .different: return whole(places.differences)
        case .ambiguous: return whole(places.ambiguous)
        case .onlyOurs: return (places.onlyOurs.live(ours) { "SUM(\($0.range("amount")))" }, theirs)
        case .onlyTheirs: return (ours, places.onlyTheirs.live(theirs) { "SUM(\($0.range("amount")))" })
        case .duplicateOurs, .duplicateTheirs:
            let name = book.vocabulary.matchStatus(status)
            func part(_ column: String, _ value: ReportCell) -> ReportCell {
                places.duplicates.live(value) {
                    "SUMIFS(\($0.range(column)),\($0.range("status")),\"\(name)\")"
                }
            }
            return (part("ours_amount", ours), part("theirs_amount", theirs))
        }
    }

    // MARK: Tiles

    private func tiles(_ items: ReconciliationItems, _ results: Results, _ book: ReportBook) -> [Overview
        .Tile]
    {
        func total(_ value: ExactDecimal, _ cell: String?) -> ReportCell {
            cell.map { .formula($0, .amount(value)) } ?? .amount(value)
        }
        let isMoney = result.bridge.isMoney
        let open = items.sum(.onlyOurs).items + items.sum(.onlyTheirs).items
        let different = items.sum(.different).items
        let duplicates = items.sum(.duplicateOurs).items + items.sum(.duplicateTheirs).items
        var tiles: [Overview.Tile] = []
        if result.comparison.measure != nil {
            let gap = difference ?? .zero
            let gapCell: ReportCell =
                if let ours = results.ours, let theirs = results.theirs {
                    .formula("\(theirs)-\(ours)", .amount(gap))
                } else {
                    .amount(gap)
                }
            tiles = [
                .init(
                    label: words("我方合计", "Our total") + unitText,
                    value: total(result.bridge.oursTotal, results.ours),
                    note: ReportText.narrowed(oursName, to: 22),
                    isMoney: isMoney),
                .init(
                    label: words("对方合计", "Their total") + unitText,
                    value: total(result.bridge.theirsTotal, results.theirs),
                    note: ReportText.narrowed(theirsName, to: 22), isMoney: isMoney),
                .init(
                    label: words("差额（对方−我方）", "Theirs − ours"), value: gapCell,
                    note: words("分解见下表", "explained below"), isMoney: isMoney, isAlert: gap != .zero),
            ]
        }
        tiles.append(
            .init(
                label: words("一致率", "Match rate"), value: results.share,
                note: words("按两方行数", "of the lines of both sides")))
        tiles += [
            .init(
                label: words("差异（笔）", "Different"), value: .integer(different),
                note: duplicates > 0 ? words("另有重复 \(duplicates) 笔", "duplicates: \(duplicates)") : "",
                isAlert: different > 0),
            .init(
                label: words("未达（笔）", "Open items"), value: .integer(open),
                note: words(
                    "我方 \(items.sum(.onlyOurs).items)，对方 \(items.sum(.onlyTheirs).items)",
                    "ours \(items.sum(.onlyOurs).items), theirs \(items.sum(.onlyTheirs).items)"),
                isAlert: open > 0),
        ]
        return tiles
    }

    // MARK: Bridge

    private func addBridge(
        _ overview: inout Overview, _ items: ReconciliationItems, _ places: ReconciliationPlaces,
        _ results: Results, _ book: ReportBook
    ) {
        let bridge = result.bridge
        let row = Self.bridgeRow
        let heading = Overview.sectionRow
        overview.section(words("差异分解", "Bridge"), row: heading, column: 1, span: 12)
        overview.section(words("从我方到对方", "From ours to theirs"), row: heading, column: 14, span: 11)
        overview.canvas.height(row - 1, 5)
        var names = [words("我方合计", "Our total")]
        var rows: [[ReportCell]] = [
            [
                .text(names[0]), .blank,
                results.ours.map { .formula($0, .amount(bridge.oursTotal)) } ?? .amount(bridge.oursTotal),
            ]
        ]
        for line in bridge.lines {
            let name = ReportText.narrowed(book.vocabulary.step(line, of: result), to: 34)
            names.append(name)
            rows.append([.text(name), .integer(line.count), amount(of: line, items, places, book)])
        }
        names.append(words("对方合计", "Their total"))
        let last = row + 1 + bridge.lines.count
        rows.append([
            .text(names.last ?? ""), .blank,
            .formula("SUM(J\(row + 1):J\(last))", .amount(bridge.theirsTotal)),
        ])
        let isMoney = bridge.isMoney
        overview.table(
            row: row, column: 1,
            [
                .init(title: words("步骤", "Step"), span: 7),
                .init(title: words("笔数", "Items"), span: 2, isNumber: true),
                .init(title: measureTitle, span: 3, isNumber: true, isMoney: isMoney),
            ], rows, hasTotal: true)
        let check = last + 2
        let styles = book.styles
        overview.canvas.put(
            check, 1, span: 9,
            words("与对方合计核对，余额应为零", "Less their total; must be zero"), styles.fieldLabel)
        let remainder = bridge.remainder ?? .zero
        let value = ReportCell.amount(remainder)
        overview.canvas.put(
            check, 10, span: 3,
            results.theirs.map { .formula("ROUND(J\(last + 1)-\($0),6)", value) } ?? value,
            .number(styles.numbers, isMoney: isMoney))
        addWaterfall(&overview, names, rows: row + 1...last + 1)
    }

    /// The amount of a step as a formula over the lists; the amount alone where the lists do not add up to it.
    private func amount(
        of line: BridgeLine, _ items: ReconciliationItems, _ places: ReconciliationPlaces, _ book: ReportBook
    ) -> ReportCell {
        let value = ReportCell.amount(line.amount)
        func difference(_ status: MatchStatus, _ formula: (ListPlace) -> String, _ place: ListPlace?)
            -> ReportCell
        {
            guard items.sum(status).difference == line.amount else { return value }
            return place?.live(value, formula) ?? value
        }
        let vocabulary = book.vocabulary
        func duplicates(_ status: MatchStatus) -> ReportCell {
            let name = vocabulary.matchStatus(status)
            return difference(
                status,
                {
                    "SUMIFS(\($0.range("theirs_amount")),\($0.range("status")),\"\(name)\")-SUMIFS(\($0.range("ours_amount")),\($0.range("status")),\"\(name)\")"
                }, places.duplicates)
        }
        switch line.kind {
        case .onlyOurs: return difference(.onlyOurs, { "-SUM(\($0.range("amount")))" }, places.onlyOurs)
        case .onlyTheirs: return difference(.onlyTheirs, { "SUM(\($0.range("amount")))" }, places.onlyTheirs)
        case .duplicateOurs: return duplicates(.duplicateOurs)
        case .duplicateTheirs: return duplicates(.duplicateTheirs)
        case .ambiguous:
            return difference(
                .ambiguous, { "SUM(\($0.range("theirs_amount")))-SUM(\($0.range("ours_amount")))" },
                places.ambiguous)
        case .tolerance:
            let within = words("容差以内", "Within tolerance")
            let inside = items.differences.effects[.tolerance]
            let matched = items.sum(.matched).difference
            guard (inside ?? .zero).adding(matched) == line.amount else { return value }
            var terms: [String] = []
            if places.differences.isWhole, inside != nil {
                terms.append(
                    "SUMIFS(\(places.differences.range("effect")),\(places.differences.range("cause")),\"\(within)\")"
                )
            }
            if places.matched.isWhole { terms.append("SUM(\(places.matched.range("effect")))") }
            return terms.isEmpty ? value : .formula(terms.joined(separator: "+"), value)
        case .difference:
            let cause = line.cause.map { vocabulary.cause($0, result.definition) } ?? ""
            let what = line.value.map(title(ofValue:)) ?? self.what(.rowTotal)
            let told = items.differences.effects.filter { key, _ in
                self.what(key) == what && self.cause(key, vocabulary) == cause
            }
            guard told.values.reduce(.zero, { $0.adding($1) ?? $0 }) == line.amount else { return value }
            guard let whatText = ListPlace.criterion(what), let causeText = ListPlace.criterion(cause) else {
                return value
            }
            return places.differences.live(value) {
                "SUMIFS(\($0.range("effect")),\($0.range("value")),\(whatText),\($0.range("cause")),\(causeText))"
            }
        }
    }

    /// Bars from our total to theirs, in line with the rows of the bridge.
    private func addWaterfall(_ overview: inout Overview, _ names: [String], rows: ClosedRange<Int>) {
        let bridge = result.bridge
        var steps: [Waterfall.Step] = [.total(bridge.oursTotal.double)]
        steps += bridge.lines.map { .change($0.amount.double) }
        steps.append(.total(bridge.theirsTotal.double))
        let fall = Waterfall(steps)
        guard fall.isDrawable, !bridge.lines.isEmpty else { return }
        let columns: [(String, [Double], RGBColor)] = [
            ("", fall.base, .white), (words("合计", "Total"), fall.totals, ReportTheme.accent),
            (words("增加", "More"), fall.increases, .good), (words("减少", "Less"), fall.decreases, .bad),
        ]
        let styles = overview.book.styles
        var series: [ChartSeries] = []
        for (offset, (name, values, color)) in columns.enumerated() {
            let column = Self.chartColumn + offset
            overview.canvas.put(
                rows.lowerBound - 1, column, offset == 0 ? words("图表数据", "Chart data") : name,
                styles.fieldLabel)
            for (index, value) in values.enumerated() {
                overview.canvas.put(
                    rows.lowerBound + index, column, .share(value), .style(styles.numbers.quantity))
            }
            var one = ChartSeries(
                .text(name), categories: overview.source(column: 1, rows: rows, .texts(names)),
                values: overview.source(column: column, rows: rows, .numbers(values)), color: color)
            one.isInvisible = offset == 0
            series.append(one)
        }
        var chart = Chart(nil, .stackedBar, series)
        chart.groups[0].gap = 35
        chart.legend = nil
        chart.description = words("从我方合计到对方合计的分解", "Bridge from our total to theirs")
        chart.categoryAxis.isReversed = true
        chart.valueAxis.numberFormat = .groupedInteger
        let levels = zip(fall.base, zip(fall.totals, zip(fall.increases, fall.decreases))).map {
            (low: $0 + ($1.0 > 0 ? $1.0 : 0), high: $0 + $1.0 + $1.1.0 + $1.1.1)
        }
        let low = levels.map(\.low).min() ?? 0
        let high = levels.map(\.high).max() ?? 0
        // Small steps between large totals are seen only when the axis does not begin at zero.
        if high > 0, low > high * 0.5 {
            let step = Self.roundStep((high - low) / 2)
            let start = ((low - (high - low) * 0.8) / step).rounded(.down) * step
            if start > 0 {
                chart.valueAxis.minimum = start
                chart.valueAxis.title = words("横轴不从零开始", "The axis does not begin at zero")
            }
        }
        overview.canvas.add(
            chart, row: rows.lowerBound - 1, column: 14, width: 11 * Overview.pixels,
            height: max(280, (rows.count + 1) * 24 + 30))
    }

    /// A round number no less than a size: 1, 2 or 5 times a power of ten.
    private static func roundStep(_ size: Double) -> Double {
        guard size > 0, size.isFinite else { return 1 }
        var power = 1.0
        while power * 10 <= size { power *= 10 }
        while power > size { power /= 10 }
        return size <= power
            ? power : size <= power * 2 ? power * 2 : size <= power * 5 ? power * 5 : power * 10
    }
}
