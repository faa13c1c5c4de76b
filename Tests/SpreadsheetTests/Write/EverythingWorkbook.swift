import Spreadsheet

/// A workbook that uses every feature of the writer once, in the way a finance report would, in either language.
enum EverythingWorkbook {
    /// Writes the workbook.
    static func write(to path: String, in language: Language, threads: Int = 2) throws {
        let isChinese = language == .chinese
        func say(_ chinese: String, _ english: String) -> String { isChinese ? chinese : english }
        var options = WorkbookOptions()
        options.face = isChinese ? .chinese : .english
        options.threads = threads
        options.properties.title = say("三月对账报告", "Reconciliation of March")
        options.properties.author = say("财务部", "Finance")
        options.properties.company = say("样例公司", "Sample Company")
        options.properties.created = SerialDate(
            year: 2026, month: 3, day: 31, millisecondOfDay: 30_600_000)
        options.properties.custom = [.init(say("账期", "Period"), "2026-03")]
        let book = WorkbookWriter(to: path, options: options)
        let look = try Look(book)
        let summaryName = say("汇总", "Summary")
        let detailName = say("明细", "Detail")
        let inputName = say("处理意见", "Decisions")

        try writeSummary(book, look, summaryName, detailName, say)
        try writeDetail(book, look, detailName, say)
        try writeInput(book, look, inputName, detailName, say)
        try book.close()
    }

    struct Look {
        let title, head, text, wrapped, date, money, whole, percent, total, input, muted: StyleID

        init(_ book: WorkbookWriter) throws {
            let line = CellBorder(bottom: .init(.thin, color: .hairline))
            title = try book.style(CellStyle(font: CellFont(size: 16, bold: true, color: .accent)))
            head = try book.style(
                CellStyle(
                    font: CellFont(bold: true, color: .white), fill: .solid(.accent),
                    alignment: CellAlignment(.center, .center, wraps: true)))
            text = try book.style(CellStyle(border: line, alignment: CellAlignment(.left, .center)))
            wrapped = try book.style(
                CellStyle(border: line, alignment: CellAlignment(.left, .top, wraps: true)))
            date = try book.style(
                CellStyle(numberFormat: .date, border: line, alignment: CellAlignment(.center, .center)))
            money = try book.style(CellStyle(numberFormat: .moneyRed, border: line))
            whole = try book.style(CellStyle(numberFormat: .groupedInteger, border: line))
            percent = try book.style(CellStyle(numberFormat: .percentDecimal, border: line))
            total = try book.style(
                CellStyle(
                    numberFormat: .money, font: .bold, fill: .solid(.accentLight),
                    border: CellBorder(
                        top: .init(.thin, color: .accent), bottom: .init(.double, color: .accent))))
            input = try book.style(
                CellStyle(
                    fill: .solid(.warningLight), border: .box(.init(.thin, color: .hairline)), isLocked: false
                ))
            muted = try book.style(CellStyle(font: CellFont(size: 9, color: .mutedText)))
        }
    }

    static let months = 6
    static let income: [Double] = [128_400, 135_250.5, 119_800, 142_300, 151_020.25, 160_480]
    static let cost: [Double] = [96_200, 101_330, 99_450.75, 104_800, 109_900, 112_640]

    private static func writeSummary(
        _ book: WorkbookWriter, _ look: Look, _ name: String, _ detail: String,
        _ say: (String, String) -> String
    ) throws {
        var options = SheetOptions()
        options.tabColor = .accent
        options.showsGridlines = false
        for column in 1...5 { options.columns[column] = ColumnLayout(.automatic(10...24)) }
        options.columns[6] = .width(16)
        options.print.scaling = .fit(pagesWide: 1, pagesTall: nil)
        options.print.footer = PageText(
            left: [.text(say("财务部 & 审计", "Finance & audit"))], right: [.pageNumber, .text(" / "), .pageCount])
        let sheet = try book.addSheet(name, options: options)
        try sheet.row(height: 26) { $0.text(say("三月对账报告", "Reconciliation of March"), look.title) }
        try sheet.merge(range("A1:F1"))
        try sheet.row { row in
            row.text(say("数据截至 2026-03-31", "As of 2026-03-31"), look.muted)
        }
        try sheet.skipRows()
        try sheet.row(height: 22) { row in
            for title in [
                say("月份", "Month"), say("收入（元）", "Income (CNY)"), say("成本（元）", "Cost (CNY)"),
                say("毛利（元）", "Margin (CNY)"), say("毛利率", "Margin %"), say("走势", "Trend"),
            ] { row.text(title, look.head) }
        }
        for month in 0..<months {
            try sheet.row { row in
                row.text(month < 3 ? "2025-1\(month)" : "2026-0\(month - 2)", look.text)
                row.number(income[month], look.money)
                row.number(cost[month], look.money)
                let line = sheet.row
                let margin = income[month] - cost[month]
                row.formula(CellFormula("B\(line)-C\(line)"), value: .number(.double(margin)), look.money)
                row.formula(
                    CellFormula("IFERROR(D\(line)/B\(line),0)"),
                    value: .number(.double(margin / income[month])), look.percent)
                row.blank(look.text)
            }
        }
        let totalIncome = income.reduce(0, +)
        let totalCost = cost.reduce(0, +)
        try sheet.row(height: 20) { row in
            row.text(say("合计", "Total"), look.total)
            row.formula("SUM(B5:B10)", value: .number(.double(totalIncome)), look.total)
            row.formula("SUM(C5:C10)", value: .number(.double(totalCost)), look.total)
            row.formula("B11-C11", value: .number(.double(totalIncome - totalCost)), look.total)
            row.blank(look.total)
            row.blank(look.total)
        }
        try sheet.addSparklines(
            SparklineGroup(
                .column, (5...10).map { Sparkline(in: cell("F\($0)"), of: range("B\($0):D\($0)")) }))
        try sheet.addSparklines(
            SparklineGroup(.line, [Sparkline(in: cell("F11"), of: range("D5:D10"))], color: .good))
        try sheet.addConditionalFormat(.dataBar(.init()), to: range("D5:D10"))
        try sheet.addConditionalFormat(
            .iconSet(.init(.arrows3, thresholds: [0.22, 0.27])), to: range("E5:E10"))
        try writeCharts(sheet, name, say)

        // What the waterfall and the Pareto chart draw, far enough down to be out of the way.
        try sheet.move(toRow: 70)
        let waterfall = Waterfall([
            .total(128_400), .change(22_600), .change(-8_150), .change(-3_200), .change(12_000),
            .total(151_650),
        ])
        let steps = [
            say("上月余额", "Opening"), say("开票", "Invoiced"), say("回款", "Received"), say("退货", "Returned"),
            say("补开", "Corrected"), say("本月余额", "Closing"),
        ]
        for (index, step) in steps.enumerated() {
            try sheet.row { row in
                row.text(step, look.text)
                row.number(waterfall.base[index], look.money)
                row.number(waterfall.totals[index], look.money)
                row.number(waterfall.increases[index], look.money)
                row.number(waterfall.decreases[index], look.money)
            }
        }
        let causes: [(String, Double, Double)] = [
            (say("单价不符", "Price"), 42, 0.42), (say("数量不符", "Quantity"), 27, 0.69),
            (say("运费不符", "Freight"), 16, 0.85), (say("日期不符", "Date"), 10, 0.95),
            (say("其他", "Other"), 5, 1),
        ]
        for cause in causes {
            try sheet.row { row in
                row.text(cause.0, look.text)
                row.number(cause.1, look.whole)
                row.number(cause.2, look.percent)
            }
        }
    }

    private static func writeCharts(
        _ sheet: SheetWriter, _ name: String, _ say: (String, String) -> String
    ) throws {
        func source(_ reference: String) -> ChartSource { ChartSource(sheet: name, range(reference)) }
        let half = PixelSize(width: 430, height: 280)
        let months = source("A5:A10")
        let incomeSeries = ChartSeries(
            .cell(sheet: name, cell("B4"), text: say("收入（元）", "Income (CNY)")), categories: months,
            values: source("B5:B10"))
        let costSeries = ChartSeries(
            .cell(sheet: name, cell("C4"), text: say("成本（元）", "Cost (CNY)")), categories: months,
            values: source("C5:C10"))
        var rate = ChartSeries(.text(say("毛利率", "Margin %")), categories: months, values: source("E5:E10"))
        rate.color = .good
        var combined = Chart(
            say("收入、成本与毛利率", "Income, cost and margin"),
            groups: [
                ChartGroup(.column, [incomeSeries, costSeries]),
                ChartGroup(.markedLine, [rate], usesSecondaryAxis: true),
            ])
        combined.valueAxis.numberFormat = .groupedInteger
        combined.valueAxis.title = say("元", "CNY")
        combined.secondaryAxis.numberFormat = .percent
        combined.secondaryAxis.minimum = 0
        try sheet.add(combined, at: cell("A13"), size: half)

        let labels = source("A70:A75")
        func steps(_ title: String, _ column: String) -> ChartSeries {
            ChartSeries(.text(title), categories: labels, values: source("\(column)70:\(column)75"))
        }
        var waterfall = Chart.waterfall(
            say("应收余额变化", "How the receivables changed"), base: steps(say("底座", "Base"), "B"),
            totals: steps(say("余额", "Balance"), "C"), increases: steps(say("增加", "Increase"), "D"),
            decreases: steps(say("减少", "Decrease"), "E"))
        waterfall.valueAxis.numberFormat = .groupedInteger
        try sheet.add(waterfall, at: cell("E13"), size: half)

        let causes = source("A76:A80")
        let pareto = Chart.pareto(
            say("差异原因", "Causes of differences"),
            values: ChartSeries(.text(say("笔数", "Lines")), categories: causes, values: source("B76:B80")),
            share: ChartSeries(
                .text(say("累计占比", "Running share")), categories: causes, values: source("C76:C80")))
        try sheet.add(pareto, at: cell("A30"), size: half)
        var ring = ChartSeries(.text(say("笔数", "Lines")), categories: causes, values: source("B76:B80"))
        ring.showsShares = true
        try sheet.add(Chart(say("原因占比", "Shares"), .doughnut, [ring]), at: cell("E30"), size: half)

        var bars = Chart(
            say("各原因笔数", "Lines by cause"), .bar,
            [
                ChartSeries(
                    .text(say("笔数", "Lines")), categories: causes, values: source("B76:B80"),
                    showsValues: true)
            ])
        bars.categoryAxis.isReversed = true
        bars.valueAxis.isHidden = true
        bars.valueAxis.hasGridlines = false
        try sheet.add(bars, at: cell("A47"), size: half)
        func grouped(_ chart: Chart) -> Chart {
            var chart = chart
            chart.valueAxis.numberFormat = .groupedInteger
            return chart
        }
        try sheet.add(
            grouped(Chart(say("收入与成本", "Income and cost"), .stackedColumn, [incomeSeries, costSeries])),
            at: cell("E47"), size: half)
        try sheet.add(
            grouped(Chart(say("收入与成本走势", "Income and cost over time"), .line, [incomeSeries, costSeries])),
            at: cell("J13"), size: half)
        var pie = ring
        pie.showsShares = true
        try sheet.add(Chart(say("原因占比", "Shares"), .pie, [pie]), at: cell("J30"), size: half)
        try sheet.add(
            grouped(Chart(say("累计收入", "Income as area"), .stackedArea, [costSeries, incomeSeries])),
            at: cell("J47"), size: half)
    }

    private static func writeDetail(
        _ book: WorkbookWriter, _ look: Look, _ name: String, _ say: (String, String) -> String
    ) throws {
        var options = SheetOptions()
        options.freeze = FreezePanes(rows: 1, columns: 1)
        options.headerRows = 1
        options.print = .wideList
        options.print.header = PageText(center: [.text(say("对账明细", "Reconciliation lines"))])
        for column in 1...9 { options.columns[column] = ColumnLayout(.automatic(8...40)) }
        let sheet = try book.addSheet(name, options: options)
        let titles = [
            say("订单号", "Order"), say("日期", "Date"), say("客户", "Customer"), say("数量", "Quantity"),
            say("单价（元）", "Price (CNY)"), say("金额（元）", "Amount (CNY)"), say("状态", "Status"),
            say("链接", "Link"), say("备注", "Remark"),
        ]
        var table = TableDefinition(say("对账明细", "Lines"), columns: titles.map { TableColumn($0) })
        table.columns[5].formula = CellFormula(
            "\(table.name)[[#This Row],[\(titles[3])]]*\(table.name)[[#This Row],[\(titles[4])]]")
        table.look = .light(1)
        table.headerStyle = look.head
        try sheet.beginTable(table)
        var sum: Int64 = 0
        for index in 1...60 {
            let quantity = index * 7 % 23 + 1
            let price = Int64(1_999 + index * 137 % 5_000)
            sum += price * Int64(quantity)
            try sheet.row { row in
                row.text("SO-2026-\(1000 + index)", look.text)
                row.date(CivilDay(year: 2026, month: 3, day: index % 28 + 1), look.date)
                row.text(say("样例客户\(index % 9)有限公司", "Sample customer \(index % 9) Ltd."), look.text)
                row.number(quantity, look.whole)
                row.number(units: price, scale: 2, look.money)
                row.formula(
                    CellFormula(table.columns[5].formula?.text ?? ""),
                    value: .number(.decimal(decimal(price * Int64(quantity), -2))), look.money)
                let status = [say("一致", "matched"), say("差异", "different"), say("未达", "open")][index % 3]
                row.text(status, look.text)
                if index == 3 {
                    row.note(
                        CellNote(
                            say("运费与合同不符，\n请核对第三条。", "Freight differs from\nthe contract, clause 3."),
                            author: say("系统", "System")))
                }
                switch index % 3 {
                case 0: row.link(say("汇总", "Summary"), to: .cell(sheet: say("汇总", "Summary"), cell("A1")))
                case 1:
                    row.link(
                        say("原表", "Source"),
                        to: .file("../inbox/订单 三月.xlsx", sheet: "Sheet1", cell: cell("B\(index)")),
                        tooltip: say("打开原始单元格", "Open the source cell"))
                default: row.link(say("网页", "Page"), to: .web("https://example.com/orders?id=\(index)&x=1"))
                }
                row.text(index % 5 == 0 ? "=1+1" : "", look.text)
            }
        }
        try sheet.endTable(
            totals: [
                .label(say("合计", "Total")), .none,
                .function(.count, value: .number(.decimal(decimal(60, 0)))),
                .none, .none, .function(.sum, value: .number(.decimal(decimal(sum, -2)))),
            ], style: look.total)
        try sheet.addConditionalFormat(
            .text(.contains, say("差异", "different"), .bad), to: range("G2:G61"))
        try sheet.addConditionalFormat(
            .cell(.equal(.text(say("未达", "open"))), .warning), to: range("G2:G61"))
        try sheet.addConditionalFormat(
            .formula("$D2>=20", DifferentialStyle(isBold: true)), to: range("A2:A61"), stopsIfTrue: true)
        try sheet.addConditionalFormat(
            .colorScale(.init(low: .white, middle: RGBColor(0xDDE8F3), high: RGBColor(0x9DB7D5))),
            to: range("D2:D61"))
        try sheet.addConditionalFormat(.duplicates(.warning), to: range("A2:A61"))
        try sheet.addConditionalFormat(.top(3, .good), to: range("E2:E61"))
        try sheet.addConditionalFormat(
            .average(isAbove: false, .init(textColor: .mutedText)), to: range("F2:F61"))
        try sheet.addConditionalFormat(.blanks(.init(fillColor: .hairline)), to: range("B2:B61"))
        try sheet.addConditionalFormat(.errors(.bad), to: range("F2:F61"))
        try sheet.addConditionalFormat(.unique(.init(isItalic: true)), to: range("C2:C61"))
        try book.define(say("明细金额", "LineAmounts"), as: range("F2:F61"), of: sheet)
    }

    private static func writeInput(
        _ book: WorkbookWriter, _ look: Look, _ name: String, _ detail: String,
        _ say: (String, String) -> String
    ) throws {
        var options = SheetOptions()
        options.protection = SheetProtection(password: "sample")
        options.freeze = FreezePanes(rows: 3)
        options.columns = [
            1: ColumnLayout(.automatic(8...30)), 2: .width(16), 3: .width(40), 4: .width(14), 5: .width(14),
        ]
        options.print.isLandscape = true
        options.print.scaling = .fit(pagesWide: 1, pagesTall: 1)
        options.filter = .header(row: 3, columns: 1...5)
        options.zoom = 110
        let sheet = try book.addSheet(name, options: options)
        if let logo = Picture(TestPictures.png) {
            try sheet.add(logo, at: cell("E1"), size: PixelSize(width: 64, height: 32), description: "logo")
        }
        try sheet.row(height: 28) {
            $0.text(say("请在黄色单元格填写处理意见", "Type decisions into the yellow cells"), look.title)
        }
        try sheet.skipRows()
        try sheet.row { row in
            for title in [
                say("订单号", "Order"), say("处理意见", "Decision"), say("原因", "Reason"),
                say("处理日期", "Date"), say("金额", "Amount"),
            ] { row.text(title, look.head) }
        }
        for index in 1...12 {
            try sheet.row(height: .fitting) { row in
                row.text("SO-2026-\(1000 + index * 3)", look.text)
                row.blank(look.input)
                row.text(index == 1 ? say("换行\n说明", "line\nbreak") : "", look.wrapped)
                row.blank(look.input)
                row.blank(look.input)
            }
        }
        let choices = [say("确认", "confirmed"), say("豁免", "waived"), say("已更正", "fixed")]
        try sheet.addValidation(
            DataValidation(
                .list(choices),
                prompt: .init(say("处理意见", "Decision"), say("请从列表中选择", "Choose from the list")),
                error: .init(say("无效", "Invalid"), say("只能选择列表中的值", "Only values of the list"))),
            to: range("B4:B15"))
        try sheet.addValidation(
            DataValidation(
                .date(
                    .between(
                        .date(CivilDay(year: 2026, month: 1, day: 1)),
                        .date(CivilDay(year: 2026, month: 12, day: 31)))),
                severity: .warning), to: range("D4:D15"))
        try sheet.addValidation(DataValidation(.decimal(.atLeast(0))), to: range("E4:E9"))
        try sheet.addValidation(DataValidation(.custom("ISNUMBER(E10)")), to: range("E10:E15"))
        try sheet.addValidation(DataValidation(.textLength(.atMost(100))), to: range("C4:C15"))
        try sheet.note(cell("B3"), CellNote(say("三选一", "One of three"), author: "Hedui", isShown: false))
    }

    static func cell(_ reference: String) -> CellPosition {
        CellPosition(reference) ?? CellPosition(row: 1, column: 1)
    }

    static func range(_ reference: String) -> CellRange {
        CellRange(reference) ?? CellRange(cell("A1"), cell("A1"))
    }

    static func decimal(_ significand: Int64, _ exponent: Int) -> PackedDecimal {
        PackedDecimal(significand: significand, exponent: exponent) ?? PackedDecimal(bits: 0)
    }
}

/// Pictures made by hand.
enum TestPictures {
    /// A PNG of two by one pixels, in two colours.
    static let png: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52, 0x00,
        0x00,
        0x00, 0x02, 0x00, 0x00, 0x00, 0x01, 0x08, 0x02, 0x00, 0x00, 0x00, 0x7B, 0x40, 0xE8, 0xDD, 0x00, 0x00,
        0x00,
        0x0F, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x90, 0xF7, 0xAB, 0x7C, 0xD0, 0xA7, 0x0D, 0x00, 0x08,
        0x12,
        0x02, 0x80, 0x3D, 0x29, 0xD0, 0xD5, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60,
        0x82,
    ]
}
