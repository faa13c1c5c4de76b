import Formulas
import Spreadsheet

extension JSONBytes {
    /// Adds an amount with two decimals, or more when they are not zero; `scale` lies in 2...18.
    @inline(__always)
    mutating func money(units: Int64, scale: Int) {
        raw(UInt8(ascii: "\""))
        shortest(units: units, scale: scale, leastDecimals: 2)
        raw(UInt8(ascii: "\""))
    }

    /// Adds a day, given as days since 1970-01-01.
    @inline(__always)
    mutating func day(_ days: Int) { day(CivilDay(daysSince1970: days)) }

    /// Adds a day.
    @inline(__always)
    private mutating func day(_ day: CivilDay) {
        guard (0...9999).contains(day.year) else { return slow(.day(day)) }
        let start = add(12)
        start[0] = UInt8(ascii: "\"")
        ByteFormat.putDigits(UInt64(day.year), count: 4, at: start + 1)
        start[5] = UInt8(ascii: "-")
        ByteFormat.putDigits(UInt64(day.month), count: 2, at: start + 6)
        start[8] = UInt8(ascii: "-")
        ByteFormat.putDigits(UInt64(day.day), count: 2, at: start + 9)
        start[11] = UInt8(ascii: "\"")
    }

    /// Adds a value, or null.
    mutating func value(_ value: LineValue?) {
        switch value {
        case nil: raw("null")
        case .money(let amount):
            raw(UInt8(ascii: "\""))
            fixed(units: amount.units, scale: Int(amount.scale))
            raw(UInt8(ascii: "\""))
        case .number(let number):
            shortest(units: number.units, scale: Int(number.scale))
        case .day(let day): self.day(day)
        case .month(let year, let month) where (0...9999).contains(year):
            raw(UInt8(ascii: "\""))
            integer(year, minimumDigits: 4)
            raw(UInt8(ascii: "-"))
            integer(month, minimumDigits: 2)
            raw(UInt8(ascii: "\""))
        case .some(let value): slow(value)
        }
    }

    private mutating func slow(_ value: LineValue) {
        var json = JSONText()
        value.write(to: &json)
        raw(json.bytes)
    }
}
