import Formulas
import Spreadsheet
import Testing

@testable import Reconciliation

/// The form of `matches-<reconciliation>.jsonl`.
struct MatchItemJSONTests {
    @Test func anItemIsOneLineWithBothSidesAndTheComparedValues() {
        let line = LineReference(
            origin: Origin(file: "运单.xlsx", sheet: "运单", cell: CellPosition(row: 3, column: 1)), key: "8801",
            row: 3,
            index: 0)
        var theirs = line
        theirs.origin = Origin(file: "对账.csv")
        theirs.row = 6
        let item = MatchItem(
            status: .different, pass: "exact", ours: [line], theirs: [theirs],
            compared: [
                ComparedValue(
                    name: "weight", ours: .number(ExactDecimal(units: 243, scale: 1)),
                    theirs: .number(ExactDecimal(units: 25)),
                    difference: .number(ExactDecimal(units: 7, scale: 1)),
                    cause: .weightStep),
                ComparedValue(
                    name: "freight", ours: .money(ExactDecimal(units: 2916, scale: 2)),
                    theirs: .money(ExactDecimal(units: 3000, scale: 2)),
                    difference: .money(ExactDecimal(units: 84, scale: 2)), cause: .weightStep),
                ComparedValue(
                    name: "shipped", ours: .day(CivilDay(year: 2026, month: 3, day: 5)), theirs: nil),
                ComparedValue(name: "period", ours: nil, theirs: .month(year: 2026, month: 3)),
            ])
        var json = JSONText()
        item.write(to: &json)
        #expect(
            String(decoding: json.bytes, as: UTF8.self) == """
                {"status":"different","pass":"exact","ours":[{"file":"运单.xlsx","sheet":"运单","row":3,"key":"8801"}],\
                "theirs":[{"file":"对账.csv","sheet":null,"row":6,"key":"8801"}],"compared":{\
                "weight":{"ours":24.3,"theirs":25,"difference":0.7,"cause":"weight_step"},\
                "freight":{"ours":"29.16","theirs":"30.00","difference":"0.84","cause":"weight_step"},\
                "shipped":{"ours":"2026-03-05","theirs":null,"difference":null,"cause":null},\
                "period":{"ours":null,"theirs":"2026-03","difference":null,"cause":null}}}

                """)
    }

    @Test func anItemWithoutPassAndCounterpartHasNullAndAnEmptyList() {
        var json = JSONText()
        MatchItem(status: .onlyOurs, pass: nil, ours: [], theirs: []).write(to: &json)
        #expect(
            String(decoding: json.bytes, as: UTF8.self)
                == #"{"status":"only_ours","pass":null,"ours":[],"theirs":[],"compared":{}}"# + "\n")
    }
}
