import Formulas
import Registers
import Spreadsheet
import Testing

@testable import Rules

/// The lines that the command line contract pins.
struct ReportJSONTests {
    @Test func aViolationHasTheKeysOfTheContractInTheirOrder() {
        let parts = Violation.Parts(
            id: "V-1", rule: "PRC-02", clause: "S004-P3b", severity: .error, register: "order_line",
            origins: [
                RecordOrigin(
                    file: "a.xlsx", sheet: "S", row: 3,
                    cells: [CellPosition(row: 3, column: 2), CellPosition(row: 3, column: 4)],
                    columns: ["price", "product"])
            ], key: "SO-1|A", group: "", person: "甲", department: "业务部",
            points: ExactDecimal(units: -30, scale: 1), fine: ExactDecimal(units: 20_000, scale: 2),
            effects: ["exclude-order:SO-1"], date: CivilDay(year: 2026, month: 3, day: 5), status: .confirmed,
            values: [
                NamedValue("price", label: "单价", .exact(ExactDecimal(units: 8900, scale: 2)), isMoney: true),
                NamedValue("count", 2), NamedValue("none", .blank),
            ], expected: nil, messages: LocalizedText(chinese: "单价 \"89\"", english: "Price"))
        let line = String(decoding: Violation(parts).jsonLine(in: .chinese, firstSeen: nil), as: UTF8.self)
        #expect(
            line
                == #"{"id":"V-1","rule":"PRC-02","clause":"S004-P3b","severity":"error","register":"order_line","file":"a.xlsx","sheet":"S","row":3,"cell":"B3,D3","key":"SO-1|A","group":null,"person":"甲","department":"业务部","points":-3,"fine":"200","effects":["exclude-order:SO-1"],"message":"单价 \"89\"","values":{"price":"89","count":2,"none":null},"first_seen":null,"status":"confirmed"}"#
                + "\n")
    }

    @Test func aCountHasTheKeysOfTheContract() {
        var count = RuleCount(rule: "R")
        count.satisfied = 3
        count.unchecked = 1
        #expect(
            String(decoding: count.jsonLine, as: UTF8.self)
                == #"{"rule":"R","satisfied":3,"violated":0,"not_applicable":0,"unchecked":1}"# + "\n")
    }
}
