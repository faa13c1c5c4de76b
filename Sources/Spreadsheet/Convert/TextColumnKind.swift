/// What the values of a column of text are, as long as every one of them agrees.
///
/// Text stays text unless a whole column says otherwise: one waybill number with a leading zero keeps its column from
/// becoming numbers.
struct TextColumnKind {
    /// What the values can become.
    enum Kind {
        case unknown
        case number
        case percent
        case date
        case dateTime
        case time
        case boolean
        case text
    }

    private(set) var kind = Kind.unknown
    /// The digits behind the point when all values have equally many; -1 when they differ.
    private(set) var decimals: Int?

    /// Digits of a whole number beyond which it is taken for an identifier; Excel shows longer ones as `1.2E+11`.
    private static let longestInteger = 11

    /// Takes the next value into account.
    mutating func look(at raw: UnsafeRawBufferPointer, _ parser: ValueParser) {
        guard kind != .text else { return }
        let bytes = ValueParser.trimmed(raw)
        guard !bytes.isEmpty else { return }
        let next = Self.kind(of: bytes, parser)
        switch (kind, next.kind) {
        case (.unknown, _): kind = next.kind
        case (.date, .dateTime), (.dateTime, .date): kind = .dateTime
        case (let known, let new) where known == new: break
        default: kind = .text
        }
        if let count = next.decimals { decimals = decimals == nil || decimals == count ? count : -1 }
    }

    private static func kind(
        of bytes: UnsafeRawBufferPointer, _ parser: ValueParser
    ) -> (kind: Kind, decimals: Int?) {
        if let number = parser.number(bytes) {
            let isPlain =
                !number.hasLeadingZero && !number.hasPlus && number.exponent == 0
                && number.integerDigits + number.scale <= 15 && number.integerDigits > 0
                && bytes[bytes.count - 1] != UInt8(ascii: ".")
                && (number.scale > 0 || number.integerDigits <= longestInteger)
            guard isPlain else { return (.text, nil) }
            return (number.isPercent ? .percent : .number, number.scale)
        }
        if let moment = parser.moment(bytes) { return (kind(of: moment, bytes), nil) }
        return (parser.boolean(bytes) == nil ? .text : .boolean, nil)
    }

    private static func kind(of moment: ValueParser.Moment, _ bytes: UnsafeRawBufferPointer) -> Kind {
        guard let days = moment.days else { return .time }
        // Points may be those of a version or a section; a Z speaks of a time zone, which cells do not have.
        guard bytes[4] != UInt8(ascii: "."), bytes[bytes.count - 1] != UInt8(ascii: "Z"),
            Int(days) >= firstDay, Int(days) <= lastDay
        else { return .text }
        return moment.milliseconds == nil ? .date : .dateTime
    }

    /// 1900-03-01, behind the day that Excel counts and the calendar does not have.
    private static let firstDay = CivilDay(year: 1900, month: 3, day: 1).daysSince1970
    private static let lastDay = CivilDay(year: 9999, month: 12, day: 31).daysSince1970

    /// The style of the column's cells; nil for Excel's own.
    var style: CellStyle? {
        let digits = max(0, decimals ?? 0)
        let zeros = digits == 0 ? "" : "." + String(repeating: "0", count: digits)
        switch kind {
        case .number where digits > 0: return CellStyle(numberFormat: NumberFormatCode("0" + zeros))
        case .percent: return CellStyle(numberFormat: NumberFormatCode("0" + zeros + "%"))
        default: return nil
        }
    }

    /// Writes a value of the column.
    func write(
        _ raw: UnsafeRawBufferPointer, _ text: UnsafeBufferPointer<UInt8>, _ parser: ValueParser,
        _ style: StyleID?,
        to row: inout RowWriter
    ) {
        let bytes = ValueParser.trimmed(raw)
        guard !bytes.isEmpty else {
            if text.isEmpty { row.skip() } else { row.text(text, nil) }
            return
        }
        switch kind {
        case .number, .percent:
            if let number = parser.number(bytes) {
                let shift = number.isPercent ? 2 : 0
                return row.number(units: number.significand, scale: number.scale + shift, style)
            }
        case .date, .dateTime, .time:
            if let moment = parser.moment(bytes) { return write(moment, to: &row) }
        case .boolean:
            if let value = parser.boolean(bytes) { return row.boolean(value) }
        case .unknown, .text: break
        }
        row.text(text, nil)
    }

    private func write(_ moment: ValueParser.Moment, to row: inout RowWriter) {
        let milliseconds = Int64(moment.milliseconds ?? 0)
        if let days = moment.days {
            if kind == .date { return row.date(daysSince1970: Int(days)) }
            return row.dateTime(millisecondsSince1970: Int64(days) * 86_400_000 + milliseconds)
        }
        guard
            let time = SerialDate(
                serial: Double(milliseconds) / 86_400_000, system: .from1900, isTimeOnly: true)
        else { return row.skip() }
        row.date(time)
    }
}
