import Spreadsheet
import Testing

/// The workbooks of ``FeatureTests``.
enum FeatureWorkbooks {
    static let all = values + sheetFeatures + parts

    private static func cell(_ reference: String) -> CellPosition { EverythingWorkbook.cell(reference) }
    private static func range(_ reference: String) -> CellRange { EverythingWorkbook.range(reference) }

    /// What stands in cells.
    private static let values = [
        FeatureWorkbook("values") { book in
            let sheet = try book.addSheet("Values")
            try sheet.row { row in
                row.text("plain")
                row.text(" padded ")
                row.text("a<b>&\"c\"_x0041_\u{1}\r\u{FFFE}")
                row.text("")
                row.text("=1+1")
                row.text("plain")
            }
            try sheet.row { row in
                row.number(0)
                row.number(-1_234_567_890_123)
                row.number(0.1)
                row.number(1e300)
                row.number(units: 1250, scale: 2)
                row.number(EverythingWorkbook.decimal(-5, -4))
                row.boolean(true)
                row.boolean(false)
                row.error(.divisionByZero)
            }
            try sheet.skipRows(2)
            try sheet.row { row in
                row.skip(2)
                row.date(CivilDay(year: 2026, month: 3, day: 5))
                row.date(CivilDay(year: 1900, month: 2, day: 28))
                row.duration(ElapsedTime(days: 1.5))
                row.blank()
                row.dateTime(millisecondsSince1970: 43_200_000)
            }
        },
        FeatureWorkbook("formulas") { book in
            let sheet = try book.addSheet("Formulas")
            try sheet.row { row in
                row.formula("SUM(1,2)", value: .number(.double(3)))
                row.formula("\"a\"&\"<\"", value: .text("a<"))
                row.formula("1=1", value: .boolean(true))
                row.formula("1/0", value: .error(.divisionByZero))
                row.formula("IFS(A1>1,TEXTJOIN(\",\",TRUE,\"ifs(\"))", value: .text("ifs("))
                row.formula("SUM(A1:A2*2)", value: .number(.double(6)), isArray: true)
                row.formula("NOW()", value: .missing)
            }
        },
        FeatureWorkbook("styles") { book in
            let sheet = try book.addSheet("Styles")
            let money = try book.style(
                CellStyle(
                    numberFormat: NumberFormatCode("¥#,##0.00"),
                    font: CellFont(
                        face: "宋体", size: 12, bold: true, italic: true, underline: .double, color: .bad),
                    fill: .solid(.warningLight),
                    border: CellBorder(left: .init(.thin), top: .init(.double, color: .accent)),
                    alignment: CellAlignment(.right, .center, wraps: true, indent: 1), isLocked: false))
            let percent = try book.style(CellStyle(numberFormat: .percentDecimal))
            try sheet.row { row in
                row.number(1, money)
                row.number(0.5, percent)
                row.number(2, money)
            }
        },
    ]

    /// What a worksheet part says besides cells.
    private static let sheetFeatures = [
        FeatureWorkbook("view") { book in
            var options = SheetOptions()
            options.tabColor = .good
            options.freeze = FreezePanes(rows: 1, columns: 2)
            options.columns = [
                1: .width(12.5), 2: ColumnLayout(.automatic(6...50)),
                3: ColumnLayout(.standard, isHidden: true),
            ]
            options.showsGridlines = false
            options.zoom = 90
            let sheet = try book.addSheet("View", options: options)
            try sheet.row(height: 30) { row in
                row.text("甲")
                row.text("四个汉字")
            }
            try sheet.row(isHidden: true) { $0.number(1) }
            let hidden = try book.addSheet("Hidden")
            hidden.options.visibility = .veryHidden
        },
        FeatureWorkbook("merges") { book in
            let sheet = try book.addSheet("Merges")
            try sheet.row { $0.text("title") }
            try sheet.merge(range("A1:D1"))
            try sheet.merge(range("B3:B5"))
        },
        FeatureWorkbook("filter-and-print") { book in
            var options = SheetOptions()
            options.headerRows = 2
            options.filter = .header(row: 2, columns: 1...3)
            options.print.isLandscape = true
            options.print.scaling = .fit(pagesWide: 1, pagesTall: nil)
            options.print.repeatedColumns = 1...2
            options.print.area = range("A1:C9")
            options.print.centersHorizontally = true
            options.print.header = PageText(center: [.text("A & B 3")])
            options.print.footer = PageText(
                left: [.sheetName], right: [.pageNumber, .text(" / "), .pageCount])
            options.print.pageBreaksBeforeRows = [5]
            let sheet = try book.addSheet("It's", options: options)
            for number in 1...4 { try sheet.row { $0.number(number) } }
        },
        FeatureWorkbook("protection") { book in
            let sheet = try book.addSheet("Protection")
            let input = try book.style(CellStyle(isLocked: false))
            sheet.options.protection = SheetProtection(
                password: "password", allowed: [.selectUnlockedCells, .sort])
            try sheet.row { $0.blank(input) }
        },
        FeatureWorkbook("conditional-formats") { book in
            let sheet = try book.addSheet("Rules")
            try sheet.row { $0.number(1) }
            let column = range("A1:A9")
            try sheet.addConditionalFormat(.cell(.between(1, 2.5), .bad), to: column, stopsIfTrue: true)
            try sheet.addConditionalFormat(.text(.contains, "a\"b", .good), to: column, range("C1:C9"))
            try sheet.addConditionalFormat(.text(.begins, "x", .good), to: column)
            try sheet.addConditionalFormat(.formula("=$B1<>\"\"", .good), to: column)
            try sheet.addConditionalFormat(.duplicates(.warning), to: column)
            try sheet.addConditionalFormat(.top(10, isPercent: true, isBottom: true, .warning), to: column)
            try sheet.addConditionalFormat(.average(isAbove: false, .warning), to: column)
            try sheet.addConditionalFormat(.dataBar(.init(color: .good)), to: column)
            try sheet.addConditionalFormat(
                .colorScale(.init(low: .bad, middle: .white, high: .good)), to: column)
            try sheet.addConditionalFormat(.iconSet(.init(.arrows5, isReversed: true)), to: column)
            try sheet.addConditionalFormat(.iconSet(.init(.signs3, thresholds: [1, 2])), to: column)
        },
        FeatureWorkbook("validations") { book in
            let sheet = try book.addSheet("Validations")
            try sheet.addValidation(
                DataValidation(
                    .list(["是", "否"]), prompt: .init("选择", "是或否"), error: .init("无效", "只能选是或否")),
                to: range("A1:A9"))
            try sheet.addValidation(DataValidation(.listFrom("$C$1:$C$3")), to: range("B1:B9"))
            try sheet.addValidation(
                DataValidation(.whole(.between(1, 10)), severity: .warning, allowsBlank: false),
                to: range("C1:C9"))
            try sheet.addValidation(
                DataValidation(.date(.atLeast(.date(CivilDay(year: 2026, month: 1, day: 1))))),
                to: range("D1:D9"))
        },
        FeatureWorkbook("links") { book in
            let sheet = try book.addSheet("Links")
            try sheet.row { row in
                row.link("web", to: .web("https://example.com/?a=1&b=2"), tooltip: "tip")
                row.link("cell", to: .cell(sheet: "It's", cell("B3")))
                row.link("file", to: .file("../数据/订单 3#.xlsx", sheet: "明细", cell: cell("C7")))
                row.link("same", to: .web("https://example.com/?a=1&b=2"))
                row.link("share", to: .file("\\\\server\\share\\a.pdf"))
            }
            _ = try book.addSheet("It's")
        },
        FeatureWorkbook("sparklines") { book in
            let sheet = try book.addSheet("Sparklines")
            try sheet.row { row in for value in 1...4 { row.number(value) } }
            try sheet.addSparklines(SparklineGroup(.line, [Sparkline(in: cell("F1"), of: range("A1:D1"))]))
            try sheet.addSparklines(
                SparklineGroup(
                    .column, [Sparkline(in: cell("G1"), of: range("A1:D1"), onSheet: "Sparklines")],
                    sharesScale: true))
        },
    ]

    /// Parts of their own.
    private static let parts = [
        FeatureWorkbook("notes") { book in
            let sheet = try book.addSheet("Notes")
            try sheet.row { row in
                row.text("a")
                row.note(CellNote("请核对\n金额", author: "财务"))
            }
            try sheet.note(
                cell("C5"), CellNote("shown", size: PixelSize(width: 200, height: 100), isShown: true))
        },
        FeatureWorkbook("table") { book in
            let sheet = try book.addSheet("Table")
            var table = TableDefinition(
                "订单表",
                columns: [
                    TableColumn("客户"), TableColumn("金额"), TableColumn("含税\n金额", formula: "[@金额]*1.13"),
                ])
            table.look = .medium(9)
            try sheet.beginTable(table, atColumn: 2)
            try sheet.row { row in
                row.skip()
                row.text("甲")
                row.number(100)
                row.formula("[@金额]*1.13", value: .number(.double(113)))
            }
            try sheet.endTable(totals: [.label("合计"), .function(.sum, value: .number(.double(100)))])
        },
        FeatureWorkbook("names") { book in
            let sheet = try book.addSheet("参数")
            try sheet.row { $0.number(0.13) }
            try book.define("税率", as: range("A1"), of: sheet)
            try book.define("Rate_2", as: "0.06", comment: "reduced")
            try book.define("Local", as: "参数!$A$1", in: sheet)
        },
        FeatureWorkbook("properties") { book in
            book.options.properties.title = "标题"
            book.options.properties.author = "Finance & Co"
            book.options.properties.company = "Sample"
            book.options.properties.created = SerialDate(
                year: 2026, month: 3, day: 5, millisecondOfDay: 30_600_000)
            book.options.properties.custom = [.init("Period", "2026-03")]
            _ = try book.addSheet("Sheet")
        },
        FeatureWorkbook("chart-columns") { book in
            let sheet = try book.addSheet("Data")
            var series = ChartSeries(
                .cell(sheet: "Data", cell("B1"), text: "金额"),
                categories: ChartSource(sheet: "Data", range("A2:A3"), content: .texts(["甲", "乙"])),
                values: ChartSource(sheet: "Data", range("B2:B3"), content: .numbers([1.5, nil])))
            series.showsValues = true
            series.pointColors = [1: .bad]
            var chart = Chart("金额", .column, [series])
            chart.valueAxis.minimum = 0
            chart.valueAxis.numberFormat = .groupedInteger
            try sheet.add(chart, at: cell("D2"), size: PixelSize(width: 400, height: 200))
        },
        FeatureWorkbook("chart-combined") { book in
            let sheet = try book.addSheet("Data")
            let values = ChartSource(sheet: "Data", range("B2:B3"))
            var chart = Chart(
                groups: [
                    ChartGroup(.stackedColumn, [ChartSeries(.text("a"), values: values)]),
                    ChartGroup(
                        .markedLine, [ChartSeries(.text("b"), values: values)], usesSecondaryAxis: true),
                ])
            chart.legend = .right
            try sheet.add(chart, at: cell("D2"))
        },
        FeatureWorkbook("chart-doughnut") { book in
            let sheet = try book.addSheet("Data")
            var series = ChartSeries(
                .text("a"), categories: ChartSource(sheet: "Data", range("A2:A3")),
                values: ChartSource(sheet: "Data", range("B2:B3")))
            series.showsShares = true
            try sheet.add(Chart("环", .doughnut, [series]), at: cell("D2"))
        },
        FeatureWorkbook("pictures") { book in
            let picture = try #require(Picture(TestPictures.png))
            let sheet = try book.addSheet("Pictures")
            try sheet.add(picture, at: cell("B2"), description: "logo")
            try sheet.add(
                picture, at: cell("D2"), size: PixelSize(width: 20, height: 10),
                offset: PixelSize(width: 3, height: 4))
        },
    ]
}
