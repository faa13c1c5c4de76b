import Foundation
import Spreadsheet
import Testing

@testable import Registers

/// A table of one register, written by chance in one of the ways people write it.
struct RegisterVariant: CustomTestStringConvertible {
    let key: String
    let seed: UInt64
    var csv = ""
    var testDescription: String { "\(key) \(seed)" }

    private var random: SplitMix
    private static let traditional: [Character: Character] = Dictionary(
        zip(TraditionalTable.simplified, TraditionalTable.traditional).map { ($0, $1) },
        uniquingKeysWith: { first, _ in first })

    init(_ register: RegisterSchema, seed: UInt64) {
        key = register.key
        self.seed = seed
        random = SplitMix(
            state: seed &* 7919 &+ UInt64(register.key.utf8.reduce(0) { $0 &* 31 &+ Int($1) } & 0xFFFF_FFFF))
        var columns = register.columns.filter { $0.need == .required || random.next() % 10 < 6 }
        columns.shuffle(using: &random)
        let isTraditional = random.next() % 3 == 0
        var headers = columns.map { column in header(of: column, isTraditional: isTraditional) }
        var values = columns.map { column in (0..<12).map { value(of: column, row: $0) } }
        // Columns of the company's own.
        for extra in ["所属大区", "打印次数", "系统标识"].prefix(Int(random.next() % 3)) {
            let place = Int(random.next() % UInt64(headers.count + 1))
            headers.insert(extra, at: place)
            values.insert((0..<12).map { "甲\($0 % 3)" }, at: place)
        }
        var lines: [String] = []
        let blanks = String(repeating: ",", count: headers.count - 1)
        let hasTitle = random.next() % 2 == 0
        if hasTitle {
            let title = isTraditional ? Self.traditional(register.chineseName) : register.chineseName
            lines.append("演示公司\(title)\(blanks)")
            lines.append("单位：元\(blanks)")
        }
        lines.append(headers.joined(separator: ","))
        for row in 0..<12 { lines.append(values.map { $0[row] }.joined(separator: ",")) }
        if random.next() % 2 == 0 { lines.append("制表人：职员01\(blanks)") }
        csv = lines.joined(separator: "\n") + "\n"
    }

    private mutating func header(of column: RegisterColumn, isTraditional: Bool) -> String {
        var header = column.header
        let choices = column.synonyms.filter { !HeaderIndex.bareWords.contains(HeaderFolding.fold($0)) }
        if random.next() % 3 == 0, !choices.isEmpty {
            header = choices[Int(random.next() % UInt64(min(3, choices.count)))]
        }
        header = header.replacingOccurrences(of: ",", with: "")
        if isTraditional { header = Self.traditional(header) }
        switch random.next() % 8 {
        case 0: header = "*" + header
        case 1: header = " " + header + "　"
        case 2: if column.type == .money, !header.contains("(") { header += "（元）" }
        default: break
        }
        return header
    }

    private static func traditional(_ text: String) -> String { String(text.map { traditional[$0] ?? $0 }) }

    private mutating func value(of column: RegisterColumn, row: Int) -> String {
        let number = Int(random.next() % 9000) + 1000
        switch column.type {
        case .text, .list: return "文字\(number)"
        case .key: return "AB-\(number)\(row)"
        case .money, .money4, .decimal: return "\(number).5\(row % 10)"
        case .int: return "\(number % 28 + 1)"
        case .percent: return "\(number % 100)%"
        case .date: return "2026-03-\(10 + row)"
        case .datetime: return "2026-03-\(10 + row) 08:3\(row % 10)"
        case .time: return "08:3\(row % 10)"
        case .month, .period: return "2026-03"
        case .week: return "2026-W1\(row % 10)"
        case .boolean: return number % 2 == 0 ? "是" : "否"
        case .enum: return column.values[number % column.values.count].value
        case .phone: return "1380000\(number)"
        case .idCard: return "11010519491231002X"
        case .creditCode: return "91350100M000100Y43"
        case .bankCard: return "6222020000000000\(number)"
        }
    }
}

/// A small generator of numbers that are the same on every machine.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
