import Registers
import Spreadsheet
import Testing

@testable import Rules

/// The same rows in another order, or more threads, give the same lines.
struct DeterminismTests {
    private static let rules = """
        rules:
          - id: R1
            title: 金额
            register: order
            expect: '[@订单金额]<50'
            examples: [{row: {订单金额: 50}, violates: true}, {row: {订单金额: 49}, violates: false}]
          - id: R2
            title: 合计
            register: order
            group_by: [客户编码]
            expect: 'SUM([订单金额])<100'
            examples: [{rows: [{客户编码: A, 订单金额: 100}], violates: true}, {rows: [{客户编码: A, 订单金额: 99}], violates: false}]
          - id: R3
            title: 重复
            register: order
            unique: [客户编码, 订单金额]
            examples: [{rows: [{客户编码: A, 订单金额: 1}, {客户编码: A, 订单金额: 1}], violates: true}, {rows: [{客户编码: A, 订单金额: 1}], violates: false}]
        """

    private static let rows = (1...200).map { number in
        [
            "order_no": "SO-\(number)", "customer_code": "C\(number % 17)", "amount": "\(number * 37 % 101)",
            "order_date": "2026-03-\(10 + number % 20)", "owner": "甲",
        ]
    }

    /// All lines without file, row and cells.
    private func lines(_ rows: [[String: String]], threads: Int) throws -> [String] {
        var context = TestPolicy.context
        context.threads = threads
        let report = RuleEngine(try TestPolicy.rules(Self.rules)).run(
            try TestPolicy.registers(["order": rows, "employee": [["emp_no": "1", "emp_name": "甲"]]]), context
        )
        let violations = report.violations.map { violation -> String in
            var violation = violation
            violation.origins = []
            return String(decoding: violation.jsonLine(in: .chinese, firstSeen: nil), as: UTF8.self)
        }
        return violations + report.counts.map { String(decoding: $0.jsonLine, as: UTF8.self) }
            + report.performance.map { String(decoding: $0.jsonLine, as: UTF8.self) }
    }

    @Test(arguments: [1, 2, 4])
    func theOrderOfRowsAndTheThreadsDoNotMatter(_ threads: Int) throws {
        let plain = try lines(Self.rows, threads: 1)
        #expect(plain.count > 100)
        #expect(try lines(Self.rows.reversed(), threads: threads) == plain)
        let turned = Self.rows[70...] + Self.rows[..<70]
        #expect(try lines(Array(turned), threads: threads) == plain)
    }
}
