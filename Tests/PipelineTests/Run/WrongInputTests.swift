import Foundation
import Spreadsheet
import Testing

@testable import Pipeline

@Suite("Wrong files in the inbox")
struct WrongInputTests {
    /// A file, its bytes, and what the reason must say.
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let bytes: [UInt8]
        let code: String
        let says: String
        var testDescription: String { name }
    }

    static let cases: [Case] = {
        let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
            path: "../../../samples/inbox/员工花名册.xlsx")
        let workbook = (try? Data(contentsOf: sample)).map(Array.init) ?? []
        func csv(_ change: (inout MadeRegister) -> Void) -> [UInt8] {
            guard var made = try? MadeRegister("waybill") else { return [] }
            change(&made)
            return Array(made.csv(0..<20).utf8)
        }
        let money =
            (try? MadeRegister("logistics_statement"))?.schema.columns.first {
                $0.type == .money && $0.need == .required
            }?.name ?? ""
        var wrongTypes = try? MadeRegister("logistics_statement")
        wrongTypes?.fixed[money] = "很多钱"
        return [
            Case(name: "空文件.csv", bytes: [], code: "file.empty", says: "文件是空的"),
            Case(
                name: "截断.xlsx", bytes: Array(workbook.prefix(workbook.count * 2 / 3)),
                code: "format.zip-truncated-in-entry", says: ""),
            Case(
                name: "不认识.csv", bytes: Array("甲,乙,丙\n1,2,3\n4,5,6\n7,8,9\n".utf8), code: "file.no-register",
                says: "没有认得出的登记表"),
            Case(
                name: "运单缺列.csv", bytes: csv { $0.without = ["waybill_no"] }, code: "register.column-missing",
                says: "没有找到"),
            Case(
                name: "物流对账单_2026年3月.csv", bytes: Array((wrongTypes?.csv(0..<20) ?? "").utf8),
                code: "file.wrong-types", says: "很多钱"),
            Case(
                name: "图片.xlsx",
                bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(repeating: 0, count: 64),
                code: "format.image", says: ""),
            Case(name: "零.csv", bytes: Array(repeating: 0, count: 4096), code: "format.all-zero", says: ""),
            Case(name: "只有空行.csv", bytes: Array("\n\n\n".utf8), code: "format.blank", says: ""),
        ]
    }()

    @Test(arguments: cases)
    func goBackWithTheReasonBesideThem(wrong: Case) throws {
        let workspace = try TestWorkspace()
        try workspace.drop(wrong.name, wrong.bytes)
        let good = try MadeRegister("receipt").csv(0..<30)
        try workspace.drop("回款登记表.csv", good)
        let result = try workspace.run()
        #expect(result.exitCode(failOn: .never) == 3)
        #expect(result.rejected.map(\.origin) == [wrong.name])
        #expect(
            result.rejected.first?.reasons.contains { $0.code.rawValue == wrong.code } == true,
            "\(result.rejected.first?.reasons.map(\.code.rawValue) ?? [])")
        // The other one counts, and nothing is lost.
        #expect(result.contents.registers["receipt"]?.rowCount == 30)
        #expect(workspace.names("inbox").isEmpty)
        #expect(workspace.names("archive") == ["2026-03/回款登记表.csv"])
        #expect(workspace.files("archive")["2026-03/回款登记表.csv"] == Data(good.utf8))
        #expect(workspace.names("rejected") == [wrong.name, wrong.name + ".原因.txt"].sorted())
        #expect(workspace.files("rejected")[wrong.name] == Data(wrong.bytes))
        let reason = workspace.text("rejected/\(wrong.name).原因.txt")
        #expect(
            reason.contains("未采用") && (wrong.says.isEmpty || reason.contains(wrong.says))
                && reason.contains("处理："), "\(reason)")
        #expect(!reason.contains("{"), "\(reason)")
    }

    @Test func aCorrectedFileIsTakenAfterwards() throws {
        let workspace = try TestWorkspace()
        var made = try MadeRegister("waybill")
        made.without = ["waybill_no"]
        try workspace.drop("运单.csv", made.csv(0..<20))
        #expect(try workspace.run().rejected.count == 1)
        made.without = []
        try workspace.drop("运单.csv", made.csv(0..<20))
        let result = try workspace.run()
        #expect(result.rejected.isEmpty)
        #expect(result.contents.registers["waybill"]?.rowCount == 20)
        // The report of the day still tells of the first one.
        #expect(
            result.contents.files.map(\.fate) == [.accepted, .rejected]
                || result.contents.files.map(\.fate) == [.rejected, .accepted])
        // That of the next day does not.
        #expect(try workspace.run(asOf: "2026-04-02").contents.files.map(\.fate) == [.accepted])
    }

    @Test func theSameWrongFileUnderTwoNamesIsRejectedTwice() throws {
        let workspace = try TestWorkspace()
        for name in ["甲.csv", "乙.csv"] { try workspace.drop(name, "一,二\n1,2\n3,4\n5,6\n") }
        let result = try workspace.run()
        #expect(result.rejected.map(\.origin).sorted() == ["乙.csv", "甲.csv"].sorted())
        #expect(workspace.names("rejected").count == 4)
        #expect(workspace.names("inbox").isEmpty)
    }

    @Test func everyRowIsAccountedFor() throws {
        let workspace = try TestWorkspace()
        for wrong in Self.cases { try workspace.drop(wrong.name, wrong.bytes) }
        for key in ["receipt", "waybill", "order", "employee"] {
            try workspace.drop(key + ".csv", try MadeRegister(key).csv(0..<25))
        }
        let contents = try workspace.run().contents
        for file in contents.files {
            let rows = file.rows
            #expect(rows.read == rows.accepted + rows.rejected + rows.ignored, "\(file.origin)")
        }
        #expect(contents.rows.accepted == 100)
    }
}
