import Spreadsheet

extension FormulaValue {
    /// The value as a person reads it: dates as `2026-03-05` or `2026-03-05 08:30:00`, truth values as `是` and `否`, numbers
    /// with the digits they need, error values as Excel writes them, a blank as nothing.
    public var shown: String {
        switch self {
        case .blank: return ""
        case .text(let text): return text
        case .boolean(let flag): return flag ? "是" : "否"
        case .error(let error): return error.literal
        case .number(let number):
            switch number.kind {
            case .date, .dateTime, .time:
                let date = SerialDate(
                    serial: number.double, system: .from1900, isTimeOnly: number.kind == .time)
                return date?.shown ?? GeneralFormat.text(number)
            case .plain, .duration: return number.exact?.normalized.digits ?? GeneralFormat.text(number)
            }
        }
    }

    /// The value as `TEXT` shows it; an error value as it is written.
    ///
    /// Nil when the format cannot show it.
    public func shown(format: String) -> String? {
        if case .error = self { return shown }
        return NumberFormat.known(format)?.text(self)
    }

    /// Whether a text is a number format that `TEXT` takes.
    public static func isNumberFormat(_ format: String) -> Bool { NumberFormat(format) != nil }

    /// The value as JSON: a number, a text, `true` or `false`; dates in ISO 8601, an error as its literal, a blank as null.
    public var jsonValue: String {
        if case .blank = self { return "null" }
        return typedJSON.value
    }

    /// The truth value as `IF` takes it; nil for a text that is none and for an error.
    public var truth: Bool? { try? Coercion.boolean(self).get() }

    /// The exact number, rounded half away from zero to so many decimals; nil when it is no number.
    public func exact(decimals: Int) -> ExactDecimal? {
        guard case .success(let number) = Coercion.number(self) else { return nil }
        if let exact = number.exact { return exact.cut(.round, decimals: decimals)?.normalized }
        let rounded = number.double * ExactDecimal.doublePowers[max(0, min(decimals, 18))]
        guard rounded.isFinite, rounded.magnitude < 9e18 else { return nil }
        return ExactDecimal(units: Int64(rounded.rounded()), scale: max(0, min(decimals, 18))).normalized
    }

    /// The calendar day of a date or a date with time; nil for anything else.
    public var civilDay: CivilDay? {
        guard case .number(let number) = self else { return nil }
        let serial = number.double.rounded(.down)
        guard serial >= 1, serial < Double(Serial.end) else { return nil }
        return CivilDay(daysSince1970: Serial.daysSince1970(Int(serial)))
    }
}
