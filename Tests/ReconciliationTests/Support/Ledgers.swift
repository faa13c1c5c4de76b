import Formulas
import Registers
import Spreadsheet
import Testing

@testable import Reconciliation

/// Small registers of waybills and statement lines, and a definition that compares them.
enum Ledgers {
    /// A waybill or a statement line as texts: number, carrier, day of March, destination, pieces, weight, freight, other fee.
    struct Line: Sendable {
        var number: String
        var carrier = "示例物流"
        var date = "2026-03-05"
        var city = "苏州"
        var pieces = "3"
        var weight = "10"
        var freight = "20.00"
        var otherFee = "0.00"
        /// The total of a statement line; nil for freight and other fee together.
        var total: String?
        var period = "2026-03"

        init(_ number: String, _ freight: String = "20.00") {
            self.number = number
            self.freight = freight
        }

        func with(_ change: (inout Line) -> Void) -> Line {
            var line = self
            change(&line)
            return line
        }

        var waybill: [String: String] {
            [
                "waybill_no": number, "carrier": carrier, "ship_date": date, "shipment_no": "FH-" + number,
                "dest_city": city, "pieces": pieces, "weight": weight, "freight": freight,
                "other_fee": otherFee,
            ]
        }

        var statementLine: [String: String] {
            [
                "waybill_no": number, "carrier": carrier, "period": period, "ship_date": date,
                "dest_city": city,
                "pieces": pieces, "weight": weight, "freight": freight, "other_fee": otherFee,
                "total": total ?? Self.sum(freight, otherFee),
            ]
        }

        private static func sum(_ a: String, _ b: String) -> String {
            guard let left = ExactDecimal(literal: a), let right = ExactDecimal(literal: b) else { return a }
            return ExactDecimal.add(left, right)?.description ?? a
        }
    }

    /// A definition over waybills and statement lines; `passes` is a YAML list.
    static func definition(_ passes: String, cardinality: String = "one_to_one", extra: String = "") throws
        -> ReconciliationDefinition
    {
        let text = """
            key: test
            name: {zh: 测试, en: Test}
            parties: {endings: [有限公司], aliases: {示例物流: [SLWL]}}
            comparisons:
              - key: lines
                name: {zh: 行, en: Lines}
                ours: {register: waybill}
                theirs: {register: logistics_statement}
                cardinality: \(cardinality)
                group_by: {ours: carrier, theirs: carrier, party: true}
                keys:
                  - {name: number, ours: waybill_no, theirs: waybill_no, prefixes: [SF]}
                values:
                  - {name: pieces, title: 件数, kind: number, ours: pieces, theirs: pieces}
                  - {name: weight, title: 重量, kind: number, ours: weight, theirs: weight, steps: [1, 0.5]}
                  - {name: freight, title: 运费, kind: money, ours: freight, theirs: freight, tolerance: 0.01, blank: zero}
                  - {name: other_fee, title: 其他费用, kind: money, ours: other_fee, theirs: other_fee, tolerance: 0.01, blank: zero}
                  - {name: ship_date, title: 发运日期, kind: date, ours: ship_date, theirs: ship_date, test: evidence}
                  - {name: city, title: 目的地, kind: text, ours: dest_city, theirs: dest_city, test: evidence}
                passes: \(passes)
                measure: {name: 金额, ours: '=[@freight]+[@other_fee]', theirs: total, parts: [freight, other_fee]}
            \(extra)
            """
        let catalogue = try ReconciliationCatalogue.load(
            [PolicyText(file: "test.yml", text: text)], registers: try Repository.registers.get())
        guard let definition = catalogue["test"] else { throw PolicyProblems([]) }
        return definition
    }

    /// Reconciles some lines.
    static func reconcile(
        _ ours: [Line], _ theirs: [Line], _ definition: ReconciliationDefinition,
        contracts: [[String: String]] = []
    ) throws -> [ReconciliationResult] {
        let catalogue = try Repository.registers.get()
        var set = RegisterSet(catalogue: catalogue)
        for (key, rows) in [
            ("waybill", ours.map(\.waybill)), ("logistics_statement", theirs.map(\.statementLine)),
            ("logistics_contract", contracts),
        ] {
            guard let register = catalogue[key] else { continue }
            set.add(RegisterTable(register: register, rows: rows, file: key + ".csv"))
        }
        return Reconciler(definition).run(set, context: Repository.context)
    }
}

extension Ledgers {
    /// Holds what is said of items without making them against the items.
    static func expectSameWithoutItems(_ result: ReconciliationResult) throws {
        var (lines, items) = (JSONText(), JSONText())
        result.writeMatches(to: &lines)
        for item in result.items { item.write(to: &items) }
        #expect(lines.bytes == items.bytes)
        var pieces = JSONBytes()
        for start in stride(from: 0, to: result.items.count, by: 7) {
            result.writeMatches(start..<min(start + 7, result.items.count), to: &pieces)
        }
        #expect(pieces.bytes == items.bytes)
        guard let columns = result.items.columns else { return }
        for index in result.items.indices {
            let item = result.items[index]
            #expect(columns.status(index) == item.status)
            let pass = columns.pass(index)
            #expect((pass < columns.passNames.count ? columns.passNames[pass] : nil) == item.pass)
            for (side, lines) in [(columns.ours, item.ours), (columns.theirs, item.theirs)] {
                #expect(side.keys(index) == lines.map(\.key))
                #expect(side.count(index) == lines.count)
                #expect(side.rowNumber(index) == lines.first?.row)
                #expect((side.line(index) >= 0) == (lines.count == 1))
            }
            let (amounts, units) = (columns.amounts(index), columns.units(index))
            #expect([amounts.ours, amounts.theirs] == [item.oursAmount, item.theirsAmount])
            #expect(
                [units.ours, units.theirs].map { ExactDecimal(units: $0, scale: columns.scale) } == [
                    item.oursAmount, item.theirsAmount,
                ])
            #expect(columns.compared(index) == item.compared)
            for rule in result.comparison.values.indices {
                #expect(value(columns.ours(rule), index) == item.compared[rule].ours)
                #expect(value(columns.theirs(rule), index) == item.compared[rule].theirs)
            }
        }
    }

    /// The value of an item, read from its column.
    private static func value(_ values: MatchValues?, _ item: Int) -> LineValue? {
        guard let values else { return nil }
        let line = values.side.line(item)
        guard line >= 0 else { return values.value(ofItem: item) }
        guard values.has(line) else { return nil }
        let units = values.units(line)
        switch values.kind {
        case .money: return .money(ExactDecimal(units: units, scale: values.scale))
        case .number: return .number(ExactDecimal(units: units, scale: values.scale))
        case .date: return .day(CivilDay(daysSince1970: Int(units)))
        case .month: return .month(year: Int(units) / 12, month: Int(units) % 12 + 1)
        case .text, .party: return .text(String(decoding: values.text(line), as: UTF8.self))
        }
    }
}

extension MatchItem {
    /// The item in one line, without row numbers: status, pass, keys, causes.
    var summary: String {
        // That a total differs because its parts do goes without saying.
        let told = compared.filter { $0.name != "total" || $0.cause != .consequence }
        let causes = told.compactMap { value in value.cause.map { "\(value.name):\($0.rawValue)" } }
        return [
            status.rawValue, pass ?? "-", ours.map { Self.number($0.key) }.joined(separator: "+"),
            theirs.map { Self.number($0.key) }.joined(separator: "+"), causes.joined(separator: ","),
        ].joined(separator: " ")
    }

    /// The summary with every value, which is the same for lines that say the same.
    var content: String {
        summary
            + compared.map { value in
                " \(value.name)=\(value.ours?.text ?? "")/\(value.theirs?.text ?? "")"
            }.joined()
    }

    private static func number(_ key: String) -> String { String(key.split(separator: "|").last ?? "") }
}
