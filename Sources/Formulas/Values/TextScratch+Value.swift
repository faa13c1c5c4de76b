import Spreadsheet

extension TextScratch {
    /// Adds a value as ``FormulaValue/shown`` has it; for what most columns hold without making a string.
    package func append(_ value: FormulaValue) {
        switch value {
        case .blank: return
        case .text(let text): append(text)
        case .number(let number):
            if let day = number.wholeDay {
                append(day)
            } else if number.kind == .plain, let exact = number.exact?.normalized {
                append(exact)
            } else {
                append(value.shown)
            }
        case .boolean, .error: append(value.shown)
        }
    }

    /// Adds a day of four digits of year: `2026-03-05`.
    private func append(_ day: CivilDay) {
        append { place, room in
            guard room >= 10 else { return 10 }
            ByteFormat.putDigits(UInt64(day.year), count: 4, at: place)
            place[4] = UInt8(ascii: "-")
            ByteFormat.putDigits(UInt64(day.month), count: 2, at: place + 5)
            place[7] = UInt8(ascii: "-")
            ByteFormat.putDigits(UInt64(day.day), count: 2, at: place + 8)
            return 10
        }
    }

    /// Adds an amount with all its decimals.
    private func append(_ amount: ExactDecimal) {
        let (magnitude, scale) = (amount.units.magnitude, Int(amount.scale))
        let (sign, digits) = (amount.units < 0 ? 1 : 0, max(ByteFormat.digitCount(magnitude), scale + 1))
        append { place, room in
            let length = sign + digits + (scale > 0 ? 1 : 0)
            guard room >= length else { return length }
            place.pointee = UInt8(ascii: "-")
            ByteFormat.putDigits(magnitude, count: digits, at: place + sign)
            if scale > 0 {
                // The decimals make room for the point.
                let point = place + (sign + digits - scale)
                (point + 1).update(from: point, count: scale)
                point.pointee = UInt8(ascii: ".")
            }
            return length
        }
    }
}

extension FormulaNumber {
    /// The day of a date without a time of day, from March 1900 on, before which Excel counts days otherwise; nil for
    /// anything else.
    package var wholeDay: CivilDay? {
        guard kind == .date || kind == .dateTime else { return nil }
        let serial = double
        guard serial > 60, serial < Double(Serial.end), serial == serial.rounded() else { return nil }
        return CivilDay(daysSince1970: Serial.daysSince1970(Int(serial)))
    }
}
