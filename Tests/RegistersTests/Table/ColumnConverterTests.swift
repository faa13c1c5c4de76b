import Spreadsheet
import Testing

@testable import Registers

@Suite("Converting cells")
struct ColumnConverterTests {
    private func column(_ type: ColumnType) -> RegisterColumn {
        var column = RegisterColumn(name: "x", header: "列")
        column.type = type
        column.grains = [.month, .quarter, .year]
        column.values = [
            .init("电话", synonyms: ["来电"]), .init("微信"), .init("其他", synonyms: ["其它"]), .init("无"),
        ]
        return column
    }

    private func convert(_ type: ColumnType, _ cells: [CellValue], header: String = "列", unitPower: Int = 0)
        -> RegisterColumnData
    {
        var converter = ColumnConverter(
            column(type), header: header, blanks: ["-", "/", "无", "N/A", "—"], unitPower: unitPower,
            year: 2026)
        let typed = TypedColumn(
            header: header, column: 2, values: .empty(count: cells.count),
            validity: BitMask(count: cells.count, repeating: false),
            exceptions: Dictionary(uniqueKeysWithValues: cells.enumerated().map { ($0.offset, $0.element) }))
        return converter.convert(typed, rows: cells.count).finish(
            column(type), choices: converter.choices, sheetColumn: 2)
    }

    static let values: [(type: ColumnType, written: String, result: String, note: String)] = [
        (.text, " 甲 ", "甲", ""), (.text, "无", "", ""), (.text, "—", "", ""), (.text, "\u{3000}", "", ""),
        (.text, "N/A", "", ""),
        (.key, "'0012", "0012", "key-repaired"), (.key, "12.0", "12", "key-repaired"),
        (.key, "1.23E+2", "123", "key-repaired"),
        (.key, "6.62026E+16", "66202600000000000", "!digits-lost"), (.key, "SO 2603", "SO2603", ""),
        (.key, "１２", "12", ""),
        (.key, "12E5", "12E5", ""), (.key, "V1.0.0", "V1.0.0", ""), (.key, "-", "", ""),
        (.key, "88202603\t", "88202603", ""),
        (.money, "￥1,234.5", "1234.50", ""), (.money, "1.2万", "12000.00", "scaled-by-word"),
        (.money, "(5)", "-5.00", "odd-negative"),
        (.money, "1.005", "1.01", "rounded"), (.money, "abc", "", "!not-number"),
        (.money, "5%", "", "!not-number"),
        (.money, "999999999999999999", "", "!too-large"), (.money, "/", "", ""),
        (.money4, "62.3255", "62.3255", ""), (.decimal, "448.8", "448.8", ""), (.int, "12", "12", ""),
        (.int, "12.5", "", "!not-whole"),
        (.percent, "13%", "0.13", ""), (.percent, "0.13", "0.13", ""), (.percent, "12.5%", "0.125", ""),
        (.date, "2026.3.5", "2026-03-05", ""), (.date, "3月5日", "2026-03-05", "year-from-period"),
        (.date, "46086", "2026-03-05", "date-from-number"),
        (.date, "20260305", "2026-03-05", "date-from-number"),
        (.date, "2026-03-05 8:30", "2026-03-05", "time-dropped"),
        (.date, "2026-02-30", "", "!impossible-date"), (.date, "下周", "", "!not-date"),
        (.datetime, "2026/3/1 9:03", "2026-03-01 09:03:00", ""),
        (.datetime, "46086.5", "2026-03-05 12:00:00", "date-from-number"),
        (.time, "8:30", "08:30:00", ""), (.time, "上午8:30", "08:30:00", ""), (.time, "早", "", "!not-time"),
        (.month, "2026年3月", "2026-03-01", ""), (.month, "3月", "2026-03-01", "year-from-period"),
        (.month, "x", "", "!not-period"),
        (.week, "2026-W12", "2026-03-16", ""), (.period, "2026Q2", "2026-04-01", ""),
        (.period, "2026年", "2026-01-01", ""),
        (.boolean, "是", "是", ""), (.boolean, "√", "是", ""), (.boolean, "Y", "是", ""),
        (.boolean, "TRUE", "是", ""), (.boolean, "1", "是", ""),
        (.boolean, "有", "是", ""), (.boolean, "否", "否", ""), (.boolean, "×", "否", ""),
        (.boolean, "n", "否", ""), (.boolean, "无", "否", ""),
        (.boolean, "０", "否", ""), (.boolean, "大概", "", "!not-boolean"), (.boolean, "/", "", ""),
        (.enum, "电话", "电话", ""), (.enum, "来电", "电话", ""), (.enum, "電話", "电话", ""), (.enum, "其它", "其他", ""),
        (.enum, "无", "无", ""),
        (.enum, "徽信", "徽信", "!not-declared"), (.enum, "-", "", ""),
        (.phone, "13700010074", "13700010074", ""), (.phone, "1370001007", "1370001007", "!not-phone"),
        (.idCard, "11010519491231002X", "11010519491231002X", ""),
        (.idCard, "110105194912310021", "110105194912310021", "!not-identity"),
        (.creditCode, "91350100M000100Y43", "91350100M000100Y43", ""),
        (.bankCard, "4111111111111112", "4111111111111112", "!not-bank-card"),
    ]

    @Test("A text becomes a value of its column, and what changed or failed is noted", arguments: values)
    func text(_ value: (type: ColumnType, written: String, result: String, note: String)) {
        let data = convert(value.type, [.text(value.written)])
        #expect(data.text(0) == value.result)
        let notes = data.conversions.map(\.kind.rawValue) + data.issues.map { "!" + $0.kind.rawValue }
        #expect(notes == (value.note.isEmpty ? [] : [value.note]))
        #expect(
            (data.conversions.map(\.written) + data.issues.map(\.written)).allSatisfy { $0 == value.written })
    }

    private func number(_ double: Double) -> CellValue { .number(.double(double)) }

    @Test("Numbers, dates, errors and formulas without value are taken as they are stored")
    func cells() throws {
        let date = try #require(SerialDate(serial: 46086.5, system: .from1900))
        #expect(convert(.date, [.date(date)]).text(0) == "2026-03-05")
        #expect(convert(.datetime, [.date(date)]).text(0) == "2026-03-05 12:00:00")
        #expect(convert(.money, [number(0.1 + 0.2)]).text(0) == "0.30")
        #expect(convert(.money, [number(0.1 + 0.2)]).conversions.isEmpty)
        #expect(convert(.money, [number(1.234)]).conversions.map(\.kind) == [.rounded])
        #expect(convert(.key, [number(13_700_010_074)]).text(0) == "13700010074")
        #expect(convert(.key, [number(6.6202603310013e16)]).issues.map(\.kind) == [.digitsLost])
        #expect(convert(.boolean, [.boolean(true)]).text(0) == "是")
        #expect(convert(.money, [.error(.notAvailable)]).issues.map(\.kind) == [.errorValue])
        #expect(convert(.money, [.missing]).issues.map(\.kind) == [.formulaWithoutValue])
        #expect(convert(.date, [number(20_260_305)]).text(0) == "2026-03-05")
        #expect(convert(.money, [number(.infinity)]).issues.map(\.kind) == [.tooLarge])
    }

    @Test("The unit in the header multiplies, and a percent sign there divides")
    func units() {
        #expect(convert(.money, [.text("1.970337")], header: "库存金额(万元)", unitPower: 4).text(0) == "19703.37")
        #expect(convert(.money, [number(1.970337)], header: "库存金额(万元)", unitPower: 4).text(0) == "19703.37")
        #expect(convert(.percent, [.text("13")], header: "税率(%)").text(0) == "0.13")
        #expect(convert(.percent, [.text("13%")], header: "税率(%)").text(0) == "0.13")
        #expect(convert(.percent, [number(13)], header: "税率(%)").text(0) == "0.13")
    }

    static let orders: [(texts: [String], first: String)] = [
        (["3/5/2026", "25/3/2026"], "2026-05-03"), (["3/5/2026", "3/25/2026"], "2026-03-05"),
        (["3/5/2026"], "2026-03-05"),
        (["26-3-5", "26-3-25"], "2026-03-05"), (["05-03-26", "25-03-26"], "2026-03-05"),
        (["03/05/26", "03/25/26"], "2026-03-05"),
    ]

    @Test("The order of day and month is decided by the whole column", arguments: orders)
    func order(_ order: (texts: [String], first: String)) {
        let data = convert(.date, order.texts.map { .text($0) })
        #expect(data.text(0) == order.first)
        #expect(data.conversions.allSatisfy { $0.kind == .dateOrder })
        #expect(data.conversions.count == order.texts.count)
    }

    @Test("A value that is none of the declared ones comes with the nearest")
    func nearest() {
        #expect(convert(.enum, [.text("微倌")]).issues.map(\.nearest) == ["微信"])
    }
}
