import Formulas
import Registers
import Spreadsheet

/// Texts of rows or lines by code.
///
/// Leads into the arrays of a ``TextColumn``, and is handed on without anything being counted.
struct TextPointers {
    let codes: UnsafeBufferPointer<UInt32>
    let bytes: UnsafePointer<UInt8>?
    let ends: UnsafePointer<Int>?

    /// The bytes of a text, which stay where they are.
    @inline(__always)
    subscript(place: Int) -> UnsafeBufferPointer<UInt8> {
        guard let ends else { return UnsafeBufferPointer(start: nil, count: 0) }
        let number = Int(codes[place])
        let start = number == 0 ? 0 : ends[number &- 1]
        return UnsafeBufferPointer(start: bytes.map { $0 + start }, count: ends[number] &- start)
    }
}

/// Texts of rows or lines by code, as they are and as JSON writes them.
///
/// The pointers lead into arrays that this keeps and never changes.
final class TextColumn: @unchecked Sendable {
    private let codes: [UInt32]
    private let arena: TextArena
    private let escaped: TextArena
    /// The texts as they are.
    let texts: TextPointers
    /// The texts as they stand between the quotes of JSON.
    let json: TextPointers

    init(_ codes: [UInt32], _ arena: TextArena) {
        self.codes = codes
        self.arena = arena
        escaped = Self.escaped(arena)
        texts = Self.pointers(codes, arena)
        json = Self.pointers(codes, escaped)
    }

    private static func pointers(_ codes: [UInt32], _ arena: TextArena) -> TextPointers {
        TextPointers(
            codes: codes.withUnsafeBufferPointer(\.self),
            bytes: arena.bytes.withUnsafeBufferPointer(\.baseAddress),
            ends: arena.ends.withUnsafeBufferPointer(\.baseAddress))
    }

    /// The texts with their escapes: mostly the very same.
    private static func escaped(_ arena: TextArena) -> TextArena {
        guard arena.bytes.withUnsafeBufferPointer({ JSONBytes.isEscaped($0) }) else { return arena }
        var escaped = TextArena()
        for code in 0..<arena.count {
            var json = JSONText()
            arena.withText(at: code) { json.characters($0) }
            escaped.append(json.bytes)
        }
        return escaped
    }

    /// The bytes of a text, which stay where they are.
    @inline(__always)
    subscript(place: Int) -> UnsafeBufferPointer<UInt8> { texts[place] }

    /// The code of a text.
    func code(_ place: Int) -> UInt32 { codes[place] }
}

/// One compared value of all lines of a side.
///
/// Leads into the arrays of a ``ValueColumn``, and is handed on without anything being counted.
struct ValuePointers {
    let kind: ValueRule.Kind
    let scale: Int
    let bits: UnsafeBufferPointer<Int64>
    /// Nil when all lines have a value.
    let valid: UnsafeBufferPointer<Bool>?
    /// Nil for values that are no texts.
    let texts: TextPointers?

    @inline(__always)
    func has(_ line: Int) -> Bool { valid.map { $0[line] } ?? true }

    /// The value of a line that has one and is no text.
    @inline(__always)
    func value(_ line: Int) -> LineValue? {
        guard has(line) else { return nil }
        switch kind {
        case .money: return .money(LineValues.money(bits[line], scale))
        case .number: return .number(ExactDecimal(units: bits[line], scale: scale).normalized)
        case .date: return .day(CivilDay(daysSince1970: Int(bits[line])))
        case .month: return .month(year: Int(bits[line]) / 12, month: Int(bits[line]) % 12 + 1)
        case .text, .party: return nil
        }
    }

    /// Adds the value of a line that has one.
    @inline(__always)
    func write(_ line: Int, to json: inout JSONBytes) {
        switch kind {
        case .text, .party:
            json.raw(UInt8(ascii: "\""))
            if let texts { json.raw(texts[line]) }
            json.raw(UInt8(ascii: "\""))
        case .money where scale >= 2: json.money(units: bits[line], scale: scale)
        case .number: json.shortest(units: bits[line], scale: scale)
        case .date: json.day(Int(bits[line]))
        case .money, .month:
            json.value(value(line))
        }
    }
}

/// One compared value of all lines of a side, as lists and JSON show it.
///
/// The pointers lead into arrays that this keeps and never changes.
final class ValueColumn: @unchecked Sendable {
    private let values: LineValues
    let texts: TextColumn?
    let pointers: ValuePointers

    init(_ values: LineValues) {
        self.values = values
        let texts = values.texts.map { texts in
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
        self.texts = texts
        pointers = ValuePointers(
            kind: values.kind, scale: values.scale,
            bits: values.bits.withUnsafeBufferPointer(\.self),
            valid: values.isValid?.withUnsafeBufferPointer(\.self),
            texts: texts?.json)
    }
}
