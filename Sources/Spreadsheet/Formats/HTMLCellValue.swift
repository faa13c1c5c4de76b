/// What a cell of an HTML table holds.
///
/// Text stays text even when it looks like a number: a waybill number must keep its zeros, and what a column means
/// is decided later by the register. Only where the page itself says that a cell is a number, by `x:num` or by a
/// number format of its style, does it become one.
enum HTMLCellValue {
    case blank
    case text(ArraySlice<UInt8>, NumberFormatClass)
    case number(CellKind, payload: UInt64, NumberFormatClass)

    init(_ cell: HTMLTableState.OpenCell, text: ArraySlice<UInt8>) {
        let format = cell.numberFormat.map(NamedNumberFormat.formatClass(of:)) ?? .general
        if let string = cell.string {
            self = .orBlank(string.isEmpty ? text : string[...], .text)
        } else if let error = cell.error,
            let value = CellError(literal: Self.string(error.isEmpty ? text : error[...]))
        {
            self = .number(.error, payload: UInt64(value.rawValue), .general)
        } else if let boolean = cell.boolean, let value = Self.boolean(boolean.isEmpty ? text : boolean[...])
        {
            self = .number(.boolean, payload: value ? 1 : 0, .general)
        } else if let number = cell.number {
            self =
                Self.number(number.isEmpty ? text : number[...], format, isPlain: !number.isEmpty)
                ?? .orBlank(text, .general)
        } else if format == .number || format == .percent {
            self = Self.number(text, format, isPlain: false) ?? .orBlank(text, .general)
        } else {
            self = .orBlank(text, format == .text ? .text : .general)
        }
    }

    private static func orBlank(_ text: ArraySlice<UInt8>, _ format: NumberFormatClass) -> HTMLCellValue {
        text.isEmpty ? .blank : .text(text, format)
    }

    /// Reads a number as stored (`isPlain`) or as shown: with thousands separators and a percent sign.
    private static func number(
        _ text: ArraySlice<UInt8>, _ format: NumberFormatClass, isPlain: Bool
    ) -> HTMLCellValue? {
        var digits = text
        var shift = 0
        if !isPlain {
            if digits.last == UInt8(ascii: "%") {
                digits.removeLast()
                shift = -2
            }
            digits.removeAll { $0 == UInt8(ascii: ",") }
        }
        switch digits.withUnsafeBytes(NumberParser.parse) {
        case .decimal(let decimal):
            guard
                let shifted = PackedDecimal(
                    significand: decimal.significand, exponent: decimal.exponent + shift)
            else { return nil }
            return .number(.decimal, payload: shifted.bits, format)
        case .double(let double):
            return .number(.double, payload: (shift == 0 ? double : double / 100).bitPattern, format)
        case .none:
            return nil
        }
    }

    private static func boolean(_ text: ArraySlice<UInt8>) -> Bool? {
        switch string(text).uppercased() {
        case "TRUE", "1", "T": true
        case "FALSE", "0", "F": false
        default: nil
        }
    }

    private static func string(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
