import Foundation
import Spreadsheet

/// The examples of docs/spreadsheet.md on what a sheet can have besides cells.
enum GuideFeatures {
    static func conditionalFormats(_ path: String) throws {
        try WorkbookWriter.write(to: path) { book in
            let center = CellAlignment(.center)
            let head = try book.style(
                CellStyle(font: .bold, border: CellBorder(bottom: .init(.thin)), alignment: center))
            let text = try book.style(CellStyle(alignment: center))
            let money = try book.style(CellStyle(numberFormat: .groupedInteger))
            let percent = try book.style(CellStyle(numberFormat: .percent))
            var options = SheetOptions()
            for column in 1...5 { options.columns[column] = .width(16) }
            let sheet = try book.addSheet("业绩", options: options)
            try sheet.row { row in
                for name in ["月份", "收入", "成本", "毛利率", "结论"] { row.text(name, head) }
            }
            for (index, month) in GuideData.months.enumerated() {
                let margin = 1 - GuideData.cost[index] / GuideData.income[index]
                try sheet.row { row in
                    row.text(month, text)
                    row.number(GuideData.income[index], money)
                    row.number(GuideData.cost[index], money)
                    row.number(margin, percent)
                    row.text(margin < 0.2 ? "偏低" : "正常", text)
                }
            }
            let rows = 2...7
            try sheet.addConditionalFormat(.dataBar(.init()), to: CellRange(rows: rows, columns: 2...2))
            try sheet.addConditionalFormat(
                .colorScale(.init(low: .white, high: RGBColor(0xA9D6D2))),
                to: CellRange(rows: rows, columns: 3...3))
            try sheet.addConditionalFormat(
                .iconSet(.init(.arrows3, thresholds: [0.2, 0.27])), to: CellRange(rows: rows, columns: 4...4))
            try sheet.addConditionalFormat(
                .text(.contains, "偏低", .bad), to: CellRange(rows: rows, columns: 5...5))
            try sheet.addConditionalFormat(
                .formula("$D2=MAX($D$2:$D$7)", DifferentialStyle(isBold: true)),
                to: CellRange(rows: rows, columns: 1...1))
        }
    }

    static func input(_ path: String) throws {
        try WorkbookWriter.write(to: path) { book in
            let head = try book.style(
                CellStyle(font: CellFont(bold: true, color: .white), fill: .solid(.accent)))
            let box = CellBorder.box(.init(.thin, color: .hairline))
            let text = try book.style(CellStyle(border: box))
            let input = try book.style(CellStyle(fill: .solid(.warningLight), border: box, isLocked: false))
            var options = SheetOptions()
            options.protection = SheetProtection(password: "sample")
            options.columns = [1: .width(12), 2: .width(30), 3: .width(14), 4: .width(16)]
            let sheet = try book.addSheet("处理意见", options: options)
            try sheet.row { row in
                for name in ["订单号", "客户", "处理意见", "处理日期"] { row.text(name, head) }
            }
            for order in GuideData.orders {
                try sheet.row { row in
                    row.text(order.number, text)
                    row.text(order.customer, text)
                    row.blank(input)
                    row.blank(input)
                }
            }
            try sheet.addValidation(
                DataValidation(
                    .list(["确认", "豁免", "已更正"]), prompt: .init("处理意见", "请从列表中选择"),
                    error: .init("无效", "只能选择列表中的值")),
                to: CellRange(rows: 2...7, columns: 3...3))
            try sheet.addValidation(
                DataValidation(.date(.atLeast(.date(CivilDay(year: 2026, month: 1, day: 1))))),
                to: CellRange(rows: 2...7, columns: 4...4))
        }
    }

    static func charts(_ path: String) throws {
        try WorkbookWriter.write(to: path) { book in
            var options = SheetOptions()
            options.print.isLandscape = true
            options.print.scaling = .fit(pagesWide: 1, pagesTall: 1)
            let money = try book.style(CellStyle(numberFormat: .groupedInteger))
            let percent = try book.style(CellStyle(numberFormat: .percentDecimal))
            let sheet = try book.addSheet("图表", options: options)
            try sheet.row { row in for name in ["月份", "收入", "成本", "毛利率"] { row.text(name) } }
            for (index, month) in GuideData.months.enumerated() {
                try sheet.row { row in
                    row.text(month)
                    row.number(GuideData.income[index], money)
                    row.number(GuideData.cost[index], money)
                    row.number(1 - GuideData.cost[index] / GuideData.income[index], percent)
                }
            }
            func series(_ name: String, column: Int) -> ChartSeries {
                ChartSeries(
                    .text(name),
                    categories: ChartSource(sheet: "图表", CellRange(rows: 2...7, columns: 1...1)),
                    values: ChartSource(sheet: "图表", CellRange(rows: 2...7, columns: column...column)))
            }

            var combined = Chart(
                "收入、成本与毛利率",
                groups: [
                    ChartGroup(.column, [series("收入", column: 2), series("成本", column: 3)]),
                    ChartGroup(.markedLine, [series("毛利率", column: 4)], usesSecondaryAxis: true),
                ])
            combined.valueAxis.numberFormat = .groupedInteger
            combined.secondaryAxis.numberFormat = .percent
            combined.secondaryAxis.minimum = 0
            try sheet.add(combined, at: CellPosition(row: 1, column: 6))

            var share = series("收入", column: 2)
            share.showsShares = true
            try sheet.add(
                Chart("收入构成", .doughnut, [share]), at: CellPosition(row: 1, column: 15),
                size: PixelSize(width: 400, height: 320))
        }
    }

    static func waterfall(_ path: String) throws {
        try WorkbookWriter.write(to: path) { book in
            var options = SheetOptions()
            options.print.scaling = .fit(pagesWide: 1, pagesTall: 1)
            options.columns[1] = .width(14)
            let money = try book.style(CellStyle(numberFormat: .groupedInteger))
            let sheet = try book.addSheet("余额", options: options)
            let steps = ["上月余额", "开票", "回款", "退货", "本月余额"]
            let columns = Waterfall([
                .total(128_400), .change(22_600), .change(-48_150), .change(-3_200), .total(99_650),
            ])
            for (index, step) in steps.enumerated() {
                try sheet.row { row in
                    row.text(step)
                    row.number(columns.base[index], money)
                    row.number(columns.totals[index], money)
                    row.number(columns.increases[index], money)
                    row.number(columns.decreases[index], money)
                }
            }
            func series(_ name: String, column: Int) -> ChartSeries {
                ChartSeries(
                    .text(name),
                    categories: ChartSource(sheet: "余额", CellRange(rows: 1...5, columns: 1...1)),
                    values: ChartSource(sheet: "余额", CellRange(rows: 1...5, columns: column...column)))
            }
            var chart = Chart.waterfall(
                "应收余额变化", base: series("", column: 2), totals: series("余额", column: 3),
                increases: series("增加", column: 4), decreases: series("减少", column: 5))
            chart.valueAxis.numberFormat = .groupedInteger
            try sheet.add(chart, at: CellPosition(row: 7, column: 1))
        }
    }

    static func sparklines(_ path: String) throws {
        try WorkbookWriter.write(to: path) { book in
            let head = try book.style(
                CellStyle(font: .bold, fill: .solid(.accentLight), alignment: CellAlignment(.center)))
            let text = try book.style(CellStyle(alignment: CellAlignment(.center, .center)))
            let money = try book.style(
                CellStyle(numberFormat: .groupedInteger, alignment: CellAlignment(.right, .center)))
            var options = SheetOptions()
            for column in 2...7 { options.columns[column] = .width(11) }
            options.columns[8] = .width(24)
            options.print.scaling = .fit(pagesWide: 1, pagesTall: nil)
            let sheet = try book.addSheet("走势", options: options)
            try sheet.row { row in
                for name in ["", "一月", "二月", "三月", "四月", "五月", "六月", "走势"] { row.text(name, head) }
            }
            for (name, amounts) in [("收入", GuideData.income), ("成本", GuideData.cost)] {
                try sheet.row(height: 30) { row in
                    row.text(name, text)
                    for amount in amounts { row.number(amount, money) }
                }
            }
            try sheet.addSparklines(
                SparklineGroup(
                    .column,
                    (2...3).map { row in
                        Sparkline(
                            in: CellPosition(row: row, column: 8),
                            of: CellRange(rows: row...row, columns: 2...7))
                    }))
        }
    }

    static func picture(_ path: String, logo: String) throws {
        try WorkbookWriter.write(to: path) { book in
            let title = try book.style(
                CellStyle(font: CellFont(size: 14, bold: true), alignment: CellAlignment(.left, .center)))
            var options = SheetOptions()
            options.columns[1] = .width(10)
            let sheet = try book.addSheet("封面", options: options)
            try sheet.row(height: 52) { row in
                row.skip()
                row.text("三月对账报告", title)
            }
            if let picture = Picture([UInt8](try Data(contentsOf: URL(filePath: logo)))) {
                try sheet.add(
                    picture, at: CellPosition(row: 1, column: 1), size: PixelSize(width: 56, height: 56),
                    offset: PixelSize(width: 6, height: 6), description: "标志")
            }
        }
    }
}
