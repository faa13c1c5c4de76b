import Foundation
import Spreadsheet
import Testing

@testable import Registers

@Suite("Registers of typed columns")
struct RegisterTableTests {
    let recogniser: RegisterRecogniser

    init() throws { recogniser = try Repository.recogniser.get() }

    private func parts(_ document: Document, _ file: String, threads: Int = 2) -> [RegisterPart] {
        let reader = RegisterReader(period: (2026, 3), threads: threads)
        return document.recognitions(recogniser, file: file).compactMap { found in
            let hints = RecognitionHints(file: file, sheet: found.sheet.isEmpty ? nil : found.sheet)
            return reader.read(found.table, in: found.tables, as: found.recognition, hints: hints)
        }
    }

    private func sample(_ name: String) throws -> RegisterTable {
        let path = Repository.path("samples/inbox/" + name)
        return try #require(RegisterTable(parts(try Document(path: path), path)))
    }

    private func table(_ csv: String, _ file: String) throws -> RegisterTable {
        try #require(RegisterTable(parts(try Document(MemoryBytes(Array(csv.utf8)), file: file), file)))
    }

    @Test("Of every sample the rows are accounted for", arguments: RegisterRecogniserTests.samples)
    func account(_ sample: (file: String, sheet: String?, key: String)) throws {
        let table = try self.sample(sample.file)
        let source = try #require(table.sources.first)
        #expect(table.rowCount == source.acceptedCount)
        #expect(source.readCount == source.acceptedCount + source.rejectedCount + source.ignoredCount)
        #expect(table.rowCount > 2)
        #expect(
            source.dispositions.allSatisfy {
                !FindingCatalogue.registers.merging(.spreadsheet).sentence(for: $0.reason, in: .chinese)
                    .isEmpty
            })
        for column in table.columns {
            #expect(column.issues.allSatisfy { $0.row < table.rowCount })
            #expect(column.conversions.allSatisfy { $0.row < table.rowCount })
        }
    }

    @Test("Columns are the same on one thread and on two", arguments: RegisterRecogniserTests.samples)
    func threads(_ sample: (file: String, sheet: String?, key: String)) throws {
        let path = Repository.path("samples/inbox/" + sample.file)
        let document = try Document(path: path)
        let one = try #require(RegisterTable(parts(document, path, threads: 1)))
        let two = try #require(RegisterTable(parts(document, path, threads: 2)))
        for column in one.columns.indices {
            let rows = 0..<one.rowCount
            #expect(
                rows.map { one.text(row: $0, column: column) }
                    == rows.map { two.text(row: $0, column: column) })
        }
        #expect(one.findings() == two.findings())
    }

    @Test(
        "Carrier and period of a statement come from above the table",
        arguments: [
            ("示例物流_2026年3月对账单.csv", "示例物流"), ("样板快运2026-03.xlsx", "样板快运"), ("测试速递对账单202603.xls", "测试速递"),
        ])
    func context(_ statement: (file: String, carrier: String)) throws {
        let table = try sample(statement.file)
        let carrier = try #require(table["carrier"])
        let period = try #require(table["period"])
        #expect(carrier.text(0) == statement.carrier)
        #expect(period.text(0) == "2026-03-01")
        #expect(carrier.conversions.map(\.kind) == [.fromContext])
    }

    @Test("A total that is not the sum of its column is found, to the cent")
    func totals() throws {
        let wrong = try sample("测试速递对账单202603.xls").findings().filter { $0.code.rawValue == "total.differs" }
        #expect(!wrong.isEmpty)
        #expect(wrong.allSatisfy { $0.values["difference"] == "100.00" })
        for name in ["示例物流_2026年3月对账单.csv", "样板快运2026-03.xlsx", "库存明细_20260331.xlsx"] {
            let table = try sample(name)
            #expect(table.sources[0].totals.isEmpty == false)
            #expect(
                table.sources[0].totals.allSatisfy { $0.agrees == true }, "\(name) \(table.sources[0].totals)"
            )
        }
    }

    @Test("A waybill billed twice stays twice in a statement")
    func repeatedWaybill() throws {
        let table = try sample("样板快运2026-03.xlsx")
        let column = try #require(table["waybill_no"])
        let numbers = (0..<table.rowCount).map { column.text($0) }
        #expect(numbers.filter { $0 == "66202603120003783" }.count == 2)
    }

    @Test(
        "Long numbers that lost their digits, amounts with signs and ten-digit telephones are found in the samples"
    )
    func sampleIssues() throws {
        let waybills = try sample("运单登记_2026年3月.xlsx")
        #expect(waybills["waybill_no"]?.issues.map(\.kind) == Array(repeating: .digitsLost, count: 5))
        let receipts = try sample("回款登记表_2026年3月.csv")
        #expect(receipts["amount"]?.issues.isEmpty == true)
        #expect(receipts["amount"]?.text(1) == "21550.33")
        let consultations = try sample("2026年3月客户咨询记录表.xlsx")
        #expect(consultations["contact_phone"]?.issues.map(\.kind) == Array(repeating: .notPhone, count: 4))
        #expect(consultations["channel"]?.issues.map(\.kind) == [.notDeclared])
        #expect(consultations["received_at"]?.issues.isEmpty == true)
        let lines = try sample("订单明细_2026-03.xlsx")
        #expect(lines["amount_incl"]?.issues.map(\.kind) == Array(repeating: .formulaWithoutValue, count: 8))
        let stock = try sample("库存明细_20260331.xlsx")
        #expect(stock["stock_amount"]?.text(0) == "19703.37")
        #expect(stock.sources[0].dispositions.contains { $0.reason.code.rawValue == "row.group" })
    }

    @Test("Telephone numbers are masked in findings")
    func masking() throws {
        let findings = try sample("2026年3月客户咨询记录表.xlsx").findings()
        let phones = findings.filter { $0.code.rawValue == "value.not-phone" }
        #expect(phones.count == 4)
        #expect(phones.allSatisfy { $0.values["value"]?.contains("****") == true })
    }

    private static let head = "订单号,下单日期,客户编码,客户名称,业务责任人,产品类型,订单金额,付款方式,录入时间,订单状态\n"

    private func order(_ number: String, _ amount: String, _ state: String) -> String {
        "\(number),2026-03-01 09:00,KH1,甲公司,职员甲,常规,\(amount),现款现货,2026-03-01 10:00,\(state)\n"
    }

    @Test("Of orders with the same number the last counts, and identical rows count once")
    func duplicates() throws {
        let csv =
            Self.head + order("SO1", "10", "在执行") + order("SO2", "20", "在执行") + order("so 1", "10", "已完成")
            + order("SO2", "20", "在执行") + order("", "5", "在执行")
        let table = try table(csv, "订单台账.csv")
        #expect((0..<table.rowCount).map { table.key(row: $0) } == ["SO2", "so1"])
        #expect(
            table.sources[0].dispositions.map { "\($0.rowNumber) \($0.reason.code.rawValue)" }
                == ["2 row.superseded", "5 row.identical", "6 row.without-key"])
        #expect(table.sources[0].rejectedCount == 1)
        #expect(table["status"]?.text(1) == "已完成")
        #expect(table.origin(row: 1, column: 0).cell?.reference == "A4")
    }

    @Test("A register that comes in several files is one table, with the origin of each row")
    func parts() throws {
        let first = try Document(
            MemoryBytes(Array((Self.head + order("SO1", "10.5", "在执行") + order("SO2", "1", "其它")).utf8)),
            file: "a.csv")
        let second = try Document(
            MemoryBytes(Array((Self.head + order("SO3", "30.25", "已完成") + order("SO1", "10.5", "已完成")).utf8)),
            file: "b.csv")
        let table = try #require(RegisterTable(parts(first, "订单a.csv") + parts(second, "订单b.csv")))
        #expect((0..<table.rowCount).map { table.key(row: $0) } == ["SO2", "SO3", "SO1"])
        #expect(
            table.origin(row: 1, column: 0) == Origin(file: "订单b.csv", cell: CellPosition(row: 2, column: 1)))
        #expect(table["amount"]?.text(2) == "10.50")
        #expect(table.sources.map(\.acceptedCount) == [1, 2])
        #expect(table["status"]?.issues.map(\.row) == [0])
    }

    @Test("Every finding of cells, rows and totals is worded in both languages")
    func wordings() {
        let codes =
            CellIssue.Kind.allCases.map { FindingCode.cell($0) }
            + CellConversion.Kind.allCases.map { FindingCode.conversion($0) }
        for code in codes {
            for language in Language.allCases {
                #expect(
                    FindingCatalogue.registers.wordings[code]?[language]?.message.isEmpty == false, "\(code)")
            }
        }
    }
}
