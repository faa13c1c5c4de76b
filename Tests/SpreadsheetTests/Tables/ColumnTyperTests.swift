import Testing

@testable import Spreadsheet

struct ColumnTyperTests {
    static func column(_ header: String, _ values: [String]) throws -> TypedColumn {
        let text =
            (["\(header),行"] + values.enumerated().map { "\($1),第\($0)行" }).joined(separator: "\n") + "\n"
        let document = try CSVReader.read(Array(text.utf8), file: "x")
        let table = try #require(TableFinder().tables(in: document).first)
        let columns = table.typedColumns(from: document, threads: 1)
        return try #require(columns.first)
    }

    static func kind(_ column: TypedColumn) -> String {
        switch column.values {
        case .empty: "empty"
        case .text: "text"
        case .decimal(_, let scale): column.format == .percent ? "percent(\(scale))" : "decimal(\(scale))"
        case .number: "number"
        case .boolean: "boolean"
        case .date: "date"
        case .dateTime: "dateTime"
        case .time: "time"
        case .duration: "duration"
        }
    }

    @Test(arguments: [
        ("金额", ["1.5", "22.25", "-3"], "decimal(2)"), ("数量", ["1", "22", "3"], "decimal(0)"),
        ("折扣", ["12.5%", "5%", "100%"], "percent(3)"),
        ("下单日期", ["2026-03-05", "2026/3/6", "2026年3月7日"], "date"),
        ("日期", ["20260305", "20260306", "20260307"], "date"),
        ("数量", ["20260305", "20260306", "20260307"], "decimal(0)"),
        ("发货时间", ["2026-03-05 08:30", "2026-03-05T09:15:30", "2026-03-06"], "dateTime"),
        ("打卡", ["8:30", "17:05:10", "12:00"], "time"), ("是否", ["TRUE", "false", "TRUE"], "boolean"),
        ("邮政", ["010001", "200000", "310000"], "text"), ("订单编号", ["1001", "1002", "1003"], "text"),
        ("联系", ["13800138000", "13900139000", "13700137000"], "text"),
        ("卡", ["6222021234567890123", "6222021234567890124", "6222021234567890125"], "text"),
        ("国际", ["+8613800138000", "+8613800138001", "+8613800138002"], "text"),
        ("很小", ["1.5E-30", "2.5E-31", "3E2"], "number"),
        ("名称", ["甲", "乙", "丙"], "text"),
    ])
    func infersTheType(header: String, values: [String], kind: String) throws {
        #expect(Self.kind(try Self.column(header, values)) == kind)
    }

    @Test func decimalsAreExact() throws {
        let column = try Self.column("金额", ["\"1,234.50\"", "0.1", "-99999999999.99", "7"])
        guard case .decimal(let units, let scale) = column.values else {
            Issue.record("not decimal: \(column.values)")
            return
        }
        #expect(scale == 2)
        #expect(units == [123_450, 10, -9_999_999_999_999, 700])
    }

    @Test func blanksAndMisfitsAreKeptApart() throws {
        let values = (1...30).map { $0 == 7 ? "" : $0 == 9 ? "待定" : "\($0).5" }
        let column = try Self.column("金额", values)
        #expect(Self.kind(column) == "decimal(1)")
        #expect(column.exceptions == [8: .text("待定")])
        #expect(column.validity?.population == 28)
        #expect(column.validity?[6] == false)
    }

    @Test func aColumnWithManyMisfitsIsText() throws {
        let column = try Self.column("混合", (1...30).map { $0 % 3 == 0 ? "文字\($0)" : "\($0)" })
        guard case .text(let codes, let dictionary) = column.values else {
            Issue.record("not text")
            return
        }
        #expect(codes.map { dictionary[$0] }.prefix(3) == ["1", "2", "文字3"])
        #expect(column.exceptions.isEmpty)
    }

    @Test func distinctTextsAreStoredOnce() throws {
        let text = "城市,n\n" + (0..<500).map { "\(["上海", "北京", "深圳"][$0 % 3]),\($0)\n" }.joined()
        let document = try CSVReader.read(TextEncoding.gb18030.encode(text) ?? [], file: "x")
        #expect(document.contentEncoding == .gb18030)
        let table = try #require(TableFinder().tables(in: document).first)
        for threads in [1, 2] {
            guard
                case .text(let codes, var dictionary) = table.typedColumns(from: document, threads: threads)[
                    0
                ].values
            else {
                Issue.record("not text")
                return
            }
            #expect(dictionary.count == 3)
            #expect(codes.prefix(4).map { dictionary[$0] } == ["上海", "北京", "深圳", "上海"])
            #expect(dictionary.code(of: "北京") == 1)
        }
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "2026-1", "99999999999999999999", "1,23", "1,2345", "--1",
        "1e", "24:00", "8:60", "+", ".", "-",
    ])
    func impossibleValuesAreNoValues(text: String) {
        var text = text
        text.withUTF8 { bytes in
            let bytes = UnsafeRawBufferPointer(bytes)
            #expect(ValueParser.utf8.number(bytes) == nil)
            #expect(ValueParser.utf8.moment(bytes) == nil)
        }
    }
}
