import Spreadsheet

/// The examples of docs/spreadsheet.md on writing cells, looks and layout.
enum GuideWriting {
    static func hello(_ path: String) throws {
        try WorkbookWriter.write(to: path) { book in
            let sheet = try book.addSheet("订单")
            try sheet.row { row in
                row.text("客户")
                row.text("金额")
            }
            try sheet.row { row in
                row.text("样例甲有限公司")
                row.number(units: 128_050, scale: 2)
            }
        }
    }

    static func values(_ path: String) throws {
        try WorkbookWriter.write(to: path) { book in
            let sheet = try book.addSheet("Values")
            try sheet.row { row in
                row.text("=1+1")  // stays text
                row.number(42)
                row.number(0.1)  // the fewest digits that read back to the same double
                row.number(units: 12_345, scale: 2)  // exactly 123.45
                row.boolean(true)
                row.date(CivilDay(year: 2026, month: 3, day: 5))
                row.duration(ElapsedTime(days: 1.5))  // 36:00:00
                row.error(.notAvailable)
                row.skip(2)
                row.formula("B1*C1", value: .number(.double(4.2)))
            }
        }
    }

    static func styles(_ path: String) throws {
        try WorkbookWriter.write(to: path) { book in
            let line = CellBorder(bottom: .init(.thin, color: .hairline))
            let title = try book.style(CellStyle(font: CellFont(size: 16, bold: true, color: .accent)))
            let head = try book.style(
                CellStyle(
                    font: CellFont(bold: true, color: .white), fill: .solid(.accent),
                    alignment: CellAlignment(.center, .center)))
            let text = try book.style(CellStyle(border: line))
            let date = try book.style(
                CellStyle(numberFormat: .date, border: line, alignment: CellAlignment(.center)))
            let money = try book.style(CellStyle(numberFormat: .moneyRed, border: line))
            let total = try book.style(
                CellStyle(
                    numberFormat: .money, font: .bold, fill: .solid(.accentLight),
                    border: CellBorder(top: .init(.thin), bottom: .init(.double))))

            var options = SheetOptions()
            options.showsGridlines = false
            options.tabColor = .accent
            options.freeze = FreezePanes(rows: 3)
            for column in 1...4 { options.columns[column] = ColumnLayout(.automatic(10...40)) }
            let sheet = try book.addSheet("三月", options: options)
            try sheet.row(height: 28) { $0.text("三月订单", title) }
            try sheet.merge(CellRange(rows: 1...1, columns: 1...4))
            try sheet.skipRows()
            try sheet.row(height: 22) { row in
                for name in ["日期", "客户", "城市", "金额（元）"] { row.text(name, head) }
            }
            for order in GuideData.orders {
                try sheet.row { row in
                    row.date(CivilDay(year: 2026, month: 3, day: order.day), date)
                    row.text(order.customer, text)
                    row.text(order.city, text)
                    row.number(order.amount, money)
                }
            }
            try sheet.row(height: 20) { row in
                row.text("合计", total)
                row.blank(total)
                row.blank(total)
                let sum = GuideData.orders.reduce(0) { $0 + $1.amount }
                row.formula("SUM(D4:D9)", value: .number(.double(sum)), total)
            }
        }
    }

    static func table(_ path: String) throws {
        try WorkbookWriter.write(to: path) { book in
            let head = try book.style(
                CellStyle(font: .bold, fill: .solid(.accentLight), alignment: CellAlignment(.center)))
            let money = try book.style(CellStyle(numberFormat: .money))
            let total = try book.style(
                CellStyle(numberFormat: .money, font: .bold, border: CellBorder(top: .init(.thin))))
            var options = SheetOptions()
            options.freeze = FreezePanes(rows: 1)
            for column in 1...4 { options.columns[column] = ColumnLayout(.automatic(10...40)) }
            let sheet = try book.addSheet("明细", options: options)

            var table = TableDefinition(
                "订单表",
                columns: [
                    TableColumn("客户"), TableColumn("数量"), TableColumn("单价"),
                    TableColumn("金额", formula: "[@数量]*[@单价]"),
                ])
            table.headerStyle = head
            try sheet.beginTable(table)
            for order in GuideData.orders {
                try sheet.row { row in
                    row.text(order.customer)
                    row.number(order.quantity)
                    row.number(units: order.cents, scale: 2, money)
                    row.formula("[@数量]*[@单价]", value: .number(.double(order.amount)), money)
                }
            }
            let sum = GuideData.orders.reduce(0) { $0 + $1.amount }
            try sheet.endTable(
                totals: [.label("合计"), .none, .none, .function(.sum, value: .number(.double(sum)))],
                style: total)
        }
    }

    static func links(_ path: String) throws {
        try WorkbookWriter.write(to: path) { book in
            let sheet = try book.addSheet("问题")
            try sheet.row { row in
                row.link("参数", to: .cell(sheet: "参数", CellPosition(row: 1, column: 2)))
                row.link("原表", to: .file("../inbox/订单.xlsx", sheet: "明细"), tooltip: "打开原始文件")
                row.link("合同", to: .web("https://example.com/contracts?id=61"))
                row.text("运费不符")
                row.note(CellNote("合同为 118.00，账单为 128.00。", author: "核对"))
            }
            let settings = try book.addSheet("参数")
            try settings.row { row in
                row.text("税率")
                row.number(0.13)
            }
            try book.define("税率", as: CellRange(rows: 1...1, columns: 2...2), of: settings)
            try sheet.row { $0.formula("100*税率", value: .number(.double(13))) }
        }
    }

    static func printing(_ path: String) throws {
        try WorkbookWriter.write(to: path) { book in
            let head = try book.style(CellStyle(font: .bold, fill: .solid(.accentLight)))
            let money = try book.style(CellStyle(numberFormat: .money))
            var options = SheetOptions()
            options.headerRows = 1  // printed on every page, and repeated when rows go on on a next sheet
            options.columns = [1: .width(14), 2: .width(34), 3: .width(14)]
            options.print.paper = .a4
            options.print.isLandscape = true
            options.print.scaling = .fit(pagesWide: 1, pagesTall: nil)
            options.print.centersHorizontally = true
            options.print.header = PageText(center: [.text("三月对账明细")])
            options.print.footer = PageText(
                left: [.sheetName], right: [.pageNumber, .text(" / "), .pageCount])
            let sheet = try book.addSheet("对账明细", options: options)
            try sheet.row { row in for name in ["订单号", "客户", "金额"] { row.text(name, head) } }
            for number in 1...80 {
                let order = GuideData.orders[number % GuideData.orders.count]
                try sheet.row { row in
                    row.text("SO-\(1000 + number)")
                    row.text(order.customer)
                    row.number(order.amount, money)
                }
            }
        }
    }

    static func large(_ path: String, rows: Int) throws {
        var options = WorkbookOptions()
        options.threads = 2  // the bytes are the same for any number
        options.properties.title = "全年流水"
        options.properties.author = "财务部"
        try WorkbookWriter.write(to: path, options: options) { book in
            let money = try book.style(CellStyle(numberFormat: .money))
            let sheet = try book.addSheet("流水")
            for number in 0..<rows {
                try sheet.row { row in
                    row.text("SF\(100_000_000 + number)")
                    row.date(daysSince1970: 20_454 + number % 365)
                    row.number(units: Int64(number) * 37 % 1_000_000, scale: 2, money)
                }
            }
        }
    }

    static func mistake(_ path: String, print: (String) -> Void) throws {
        do {
            try WorkbookWriter.write(to: path) { book in
                _ = try book.addSheet("三月/四月")
            }
        } catch let error as SpreadsheetError {
            print(error.finding.code.rawValue)
            print(FindingCatalogue.spreadsheet.sentences(for: error.finding, in: .english).remedy)
        }
        let name = SheetName.valid("三月/四月")
        try WorkbookWriter.write(to: path) { _ = try $0.addSheet(name) }
    }
}
