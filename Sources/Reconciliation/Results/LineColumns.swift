import Formulas
import Registers
import Spreadsheet

/// Texts of rows or lines by code, as JSON writes them.
///
/// The pointers lead into arrays that this keeps and never changes.
final class TextColumn: @unchecked Sendable {
    private let codes: [UInt32]
    private let arena: TextArena
    private let code: UnsafePointer<UInt32>?
    private let bytes: UnsafePointer<UInt8>?
    private let ends: UnsafePointer<Int>?
    /// Whether no text has a character that must be escaped.
    private let isPlain: Bool

    init(_ codes: [UInt32], _ arena: TextArena) {
        self.codes = codes
        self.arena = arena
        code = codes.withUnsafeBufferPointer(\.baseAddress)
        bytes = arena.bytes.withUnsafeBufferPointer(\.baseAddress)
        ends = arena.ends.withUnsafeBufferPointer(\.baseAddress)
        isPlain = !arena.bytes.contains(where: JSONBytes.isEscaped)
    }

    /// The bytes of a text, which stay where they are.
    @inline(__always)
    subscript(place: Int) -> UnsafeBufferPointer<UInt8> {
        guard let code, let ends else { return UnsafeBufferPointer(start: nil, count: 0) }
        let number = Int(code[place])
        let start = number == 0 ? 0 : ends[number &- 1]
        return UnsafeBufferPointer(start: bytes.map { $0 + start }, count: ends[number] &- start)
    }

    /// The code of a text.
    func code(_ place: Int) -> UInt32 { codes[place] }

    /// Adds the characters of a text.
    @inline(__always)
    func write(_ place: Int, to json: inout JSONBytes) {
        if isPlain { json.raw(self[place]) } else { json.characters(self[place]) }
    }
}

/// One compared value of all lines of a side, as JSON writes it.
///
/// The pointers lead into arrays that this keeps and never changes.
final class ValueColumn: @unchecked Sendable {
    private let values: LineValues
    private let bits: UnsafePointer<Int64>?
    private let valid: UnsafePointer<Bool>?
    let texts: TextColumn?
    private let kind: ValueRule.Kind
    private let scale: Int

    init(_ values: LineValues) {
        self.values = values
        kind = values.kind
        scale = values.scale
        bits = values.bits.withUnsafeBufferPointer(\.baseAddress)
        valid = values.isValid.flatMap { $0.withUnsafeBufferPointer(\.baseAddress) }
        texts = values.texts.map { texts in
            if texts.sensitivity == nil, case .dictionary(let dictionary) = texts.source {
                return TextColumn(texts.codes, dictionary.arena)
            }
            // What must not be shown is masked once for each distinct text.
            var arena = TextArena()
            for code in 0..<texts.source.count {
                let text = texts.source[code]
                arena.append((texts.sensitivity.map { Masking.mask(text, as: $0) } ?? text).utf8)
            }
            return TextColumn(texts.codes, arena)
        }
    }

    @inline(__always)
    func has(_ line: Int) -> Bool { valid.map { $0[line] } ?? true }

    /// The value of a line, texts as they may be shown.
    func shown(_ line: Int) -> LineValue? {
        guard kind == .text || kind == .party else { return value(line) }
        guard has(line) else { return nil }
        return .text(texts.map { String(decoding: $0[line], as: UTF8.self) } ?? "")
    }

    /// The value of a line that has one and is no text.
    @inline(__always)
    func value(_ line: Int) -> LineValue? {
        guard let bits, has(line) else { return nil }
        switch kind {
        case .money: return .money(LineValues.money(bits[line], scale))
        case .number: return .number(ExactDecimal(units: bits[line], scale: scale).normalized)
        case .date: return .day(CivilDay(daysSince1970: Int(bits[line])))
        case .month: return .month(year: Int(bits[line]) / 12, month: Int(bits[line]) % 12 + 1)
        case .text, .party: return nil
        }
    }

    /// Adds the value of a line.
    func write(_ line: Int, to json: inout JSONBytes) {
        guard has(line) else { return json.raw("null") }
        if let texts {
            json.raw("\"")
            texts.write(line, to: &json)
            json.raw("\"")
        } else if kind == .text || kind == .party {
            json.raw("\"\"")
        } else {
            json.value(value(line))
        }
    }
}

extension JSONBytes {
    /// Adds a value, or null.
    mutating func value(_ value: LineValue?) {
        switch value {
        case nil: raw("null")
        case .money(let amount):
            raw("\"")
            fixed(units: amount.units, scale: Int(amount.scale))
            raw("\"")
        case .number(let number):
            let plain = number.normalized
            fixed(units: plain.units, scale: Int(plain.scale))
        case .day(let day) where (0...9999).contains(day.year):
            raw("\"")
            integer(Int64(day.year), minimumDigits: 4)
            raw("-")
            integer(Int64(day.month), minimumDigits: 2)
            raw("-")
            integer(Int64(day.day), minimumDigits: 2)
            raw("\"")
        case .month(let year, let month) where (0...9999).contains(year):
            raw("\"")
            integer(Int64(year), minimumDigits: 4)
            raw("-")
            integer(Int64(month), minimumDigits: 2)
            raw("\"")
        case .some(let value):
            var json = JSONText()
            value.write(to: &json)
            raw(json.bytes)
        }
    }
}
