/// Writes the fields of one row of a character-separated file.
public struct CSVRowWriter: ~Copyable {
    unowned(unsafe) let file: CSVWriter

    /// Writes nothing.
    public mutating func blank() {
        file.separate()
    }

    /// Writes text, in quotation marks where it needs them; see ``CSVWriteOptions/FormulaGuard``.
    public mutating func text(_ text: String) {
        file.field(text)
    }

    /// Writes a whole number.
    public mutating func number(_ value: Int) {
        file.field(room: ByteFormat.numberRoom) { ByteFormat.put(Int64(value), at: $0) }
    }

    /// Writes a number with the fewest digits that read back to the same double.
    public mutating func number(_ value: Double) {
        guard value.isFinite else {
            file.fail(.writeNotFinite)
            return
        }
        file.field(room: ByteFormat.numberRoom) { ByteFormat.put(value, at: $0) }
    }

    /// Writes a decimal exactly, without trailing zeros behind the point.
    public mutating func number(_ value: PackedDecimal) {
        file.field(room: ByteFormat.numberRoom) {
            ByteFormat.put(significand: value.significand, exponent: value.exponent, at: $0)
        }
    }

    /// Writes the fixed-point number `units × 10^-scale` exactly, without trailing zeros behind the point.
    public mutating func number(units: Int64, scale: Int) {
        file.field(room: ByteFormat.numberRoom) {
            ByteFormat.put(significand: units, exponent: -scale, at: $0)
        }
    }

    /// Writes `TRUE` or `FALSE`.
    public mutating func boolean(_ value: Bool) {
        file.field(room: 5) { ByteFormat.put(value ? "TRUE" : "FALSE", at: $0) }
    }

    /// Writes a day as `2026-03-05`.
    public mutating func date(_ day: CivilDay) {
        file.field(room: ByteFormat.momentRoom) {
            ByteFormat.put(year: day.year, month: day.month, day: day.day, at: $0)
        }
    }

    /// Writes a date as `2026-03-05` or `2026-03-05 08:30:00`, a time of day as `08:30:00`: forms that spreadsheet
    /// programs take for dates.
    public mutating func date(_ date: SerialDate) {
        file.field(room: ByteFormat.momentRoom) {
            ByteFormat.put(date, separator: UInt8(ascii: " "), at: $0)
        }
    }

    /// Writes a length of time as hours, minutes and seconds, `36:15:00`.
    public mutating func duration(_ time: ElapsedTime) {
        let exact = (time.days.magnitude * 86_400_000).rounded()
        guard exact.isFinite, exact < 9e15 else {
            file.fail(.writeNotFinite)
            return
        }
        let total = Int(exact)
        let rest = total % 1000
        var text = time.days < 0 && total > 0 ? "-" : ""
        text += "\(total / 3_600_000):" + (total / 60_000 % 60).zeroPadded(2)
        text += ":" + (total / 1000 % 60).zeroPadded(2)
        if rest > 0 { text += "." + rest.zeroPadded(3) }
        let utf8 = Array(text.utf8)
        file.field(room: utf8.count) { position in
            position.update(from: utf8, count: utf8.count)
            return position + utf8.count
        }
    }

    /// Writes an error value as Excel shows it.
    public mutating func error(_ error: CellError) {
        file.field(error.literal)
    }

    /// Writes a value of any kind; a formula without a stored value is left blank.
    public mutating func value(_ value: CellValue) {
        switch value {
        case .blank, .missing: blank()
        case .number(.decimal(let decimal)): number(decimal)
        case .number(.double(let double)): number(double)
        case .text(let text): self.text(text)
        case .boolean(let boolean): self.boolean(boolean)
        case .date(let date): self.date(date)
        case .duration(let time): duration(time)
        case .error(let error): self.error(error)
        }
    }
}
