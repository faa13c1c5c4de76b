import Spreadsheet
import Testing

@testable import Formulas

@Suite("Values written into a text")
struct ShownValueTests {
    private static let days: [FormulaValue] = [1, 59, 60, 61, 45_000, 2_958_465].map {
        .integer($0, kind: .date)
    }
    private static let numbers: [FormulaValue] = [0, 1, -1, 10, 100, 12_345, .max, .min].flatMap { units in
        [0, 1, 2, 6, 18].map { FormulaValue.exact(ExactDecimal(units: units, scale: $0)) }
    }
    private static let others: [FormulaValue] = [
        .blank, .text(""), .text("甲 a"), .boolean(true), .boolean(false), .error(.divisionByZero),
        .double(0.1),
        .double(1e20), .double(45_000.5, kind: .dateTime), .double(45_000, kind: .dateTime),
        .double(0.25, kind: .time), .double(45_000.25, kind: .date), .double(1.5, kind: .duration),
    ]

    @Test("They are what they are shown as", arguments: days + numbers + others)
    func shown(_ value: FormulaValue) {
        let text = TextScratch(capacity: 1)
        text.append(value)
        text.append(value)
        #expect(text.string == value.shown + value.shown)
    }
}
