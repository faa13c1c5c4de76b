import Foundation
import Registers

/// Makes sound registers as CSV: every required column, with values of its type.
struct MadeRegister {
    let schema: RegisterSchema
    var month = "2026-03"
    /// Columns that are left out.
    var without: Set<String> = []
    /// Values in place of made ones, by column.
    var fixed: [String: String] = [:]

    init(_ key: String) throws {
        guard let schema = try TestWorkspace.policy.get().registers[key] else {
            throw CocoaError(.featureUnsupported)
        }
        self.schema = schema
    }

    /// The rows with these numbers.
    func csv(_ rows: Range<Int>) -> String {
        let columns = schema.columns.filter { column in
            !column.isDerived && !without.contains(column.name)
                && (column.need == .required || schema.primaryKey.contains(column.name))
        }
        var lines = [columns.map(\.header).joined(separator: ",")]
        for row in rows {
            lines.append(columns.map { fixed[$0.name] ?? value($0, row) }.joined(separator: ","))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func value(_ column: RegisterColumn, _ row: Int) -> String {
        let day = month + "-" + String(row % 28 + 101).dropFirst()
        return switch column.type {
        case .text, .list: "文字\(row)"
        case .key: "K\(1000 + row)"
        case .money, .money4, .decimal: "\(row).5"
        case .int: String(row)
        case .percent: "10%"
        case .date: day
        case .datetime: day + " 09:30"
        case .time: "09:30"
        case .month, .period: month
        case .week: day
        case .boolean: "是"
        case .enum: column.values.first?.value ?? "其他"
        case .phone: "13800138000"
        case .idCard: "11010519491231002X"
        case .creditCode: "91350100M000100Y43"
        case .bankCard: "6222021234567890128"
        }
    }
}
