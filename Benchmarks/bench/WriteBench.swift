import Foundation
import Spreadsheet

/// The register that all writers of `Benchmarks/write` write: 13 columns, made by the same arithmetic in every
/// language, so that all write the same cells.
struct WriteBenchData: Sendable {
    /// The register of the run; `BENCH_ROWS` rows, or 300,000.
    static let shared = WriteBenchData(
        rows: ProcessInfo.processInfo.environment["BENCH_ROWS"].flatMap { Int($0) } ?? 300_000)

    static let header = [
        "日期", "订单号", "客户", "产品", "规格", "数量", "单价", "金额", "业务员", "城市", "运单号", "运费", "备注",
    ]

    var days: [Int] = []
    var orders: [String] = []
    var customers: [String] = []
    var products: [String] = []
    var sizes: [String] = []
    var counts: [Int] = []
    var prices: [Int64] = []
    var salespeople: [String] = []
    var cities: [String] = []
    var waybills: [String] = []
    var freights: [Double] = []
    var remarks: [String] = []

    init(rows: Int) {
        var state: UInt64 = 20_260_305
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for row in 0..<rows {
            days.append(20_454 + row / 900)
            orders.append("SO-2026-\(1_000_000 + row)")
            customers.append("客户\(next(2_000))有限公司")
            products.append("产品型号\(next(200))")
            sizes.append("\(next(12) + 1)x\(next(4) + 1)kg")
            counts.append(next(500) + 1)
            prices.append(Int64(next(99_999) + 1))
            salespeople.append("业务员\(next(40))")
            cities.append("城市\(next(30))")
            waybills.append("SF\(100_000_000 + next(900_000_000))")
            freights.append(Double(next(100_000)) / 100)
            remarks.append(next(10) == 0 ? "加急 & 易碎 <\(next(50))>" : "")
        }
    }
}

/// Writes the register with styles, row by row.
func writeWorkbook(_ path: String) throws -> String {
    let data = WriteBenchData.shared
    let book = WorkbookWriter(to: path)
    let hairline = CellBorder.box(CellBorder.Line(.thin, color: .hairline))
    let head = try book.style(
        CellStyle(font: CellFont(bold: true, color: .white), fill: .solid(.accent), border: hairline))
    let text = try book.style(CellStyle(border: hairline))
    let date = try book.style(CellStyle(numberFormat: .date, border: hairline))
    let whole = try book.style(CellStyle(numberFormat: .groupedInteger, border: hairline))
    let money = try book.style(CellStyle(numberFormat: .money, border: hairline))
    var options = SheetOptions()
    options.freeze = FreezePanes(rows: 1)
    options.headerRows = 1
    for column in 1...13 { options.columns[column] = ColumnLayout(.characters(14)) }
    let sheet = try book.addSheet("订单", options: options)
    try sheet.row { row in
        for title in WriteBenchData.header { row.text(title, head) }
    }
    for index in data.days.indices {
        try sheet.row { row in
            row.date(daysSince1970: data.days[index], date)
            row.text(data.orders[index], text)
            row.text(data.customers[index], text)
            row.text(data.products[index], text)
            row.text(data.sizes[index], text)
            row.number(data.counts[index], whole)
            row.number(units: data.prices[index], scale: 2, money)
            row.number(units: data.prices[index] * Int64(data.counts[index]), scale: 2, money)
            row.text(data.salespeople[index], text)
            row.text(data.cities[index], text)
            row.text(data.waybills[index], text)
            row.number(data.freights[index], money)
            if data.remarks[index].isEmpty { row.blank(text) } else { row.text(data.remarks[index], text) }
        }
    }
    try book.close()
    return "\(data.days.count) rows"
}

/// Writes the register as UTF-8 with a byte order mark.
func writeCSV(_ path: String) throws -> String {
    let data = WriteBenchData.shared
    let file = try CSVWriter(to: path)
    try file.row(WriteBenchData.header)
    for index in data.days.indices {
        try file.row { row in
            row.date(CivilDay(daysSince1970: data.days[index]))
            row.text(data.orders[index])
            row.text(data.customers[index])
            row.text(data.products[index])
            row.text(data.sizes[index])
            row.number(data.counts[index])
            row.number(units: data.prices[index], scale: 2)
            row.number(units: data.prices[index] * Int64(data.counts[index]), scale: 2)
            row.text(data.salespeople[index])
            row.text(data.cities[index])
            row.text(data.waybills[index])
            row.number(data.freights[index])
            row.text(data.remarks[index])
        }
    }
    try file.close()
    return "\(data.days.count) rows"
}
