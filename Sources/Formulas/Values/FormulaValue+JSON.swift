import Spreadsheet

extension FormulaValue {
    /// The value as one line of JSON, `{"type":"number","value":3}`, with the types and forms of a dumped cell.
    ///
    /// A blank is the number 0, as a formula that refers to an empty cell shows it in Excel.
    public var json: String {
        let (type, value) = typedJSON
        return "{\"type\":\"\(type)\",\"value\":\(value)}"
    }

    /// The type name and the value of the JSON form.
    var typedJSON: (type: String, value: String) {
        switch self {
        case .blank: ("number", "0")
        case .number(let number): number.json
        case .text(let text): ("text", Self.quoted(text))
        case .boolean(let flag): ("boolean", flag ? "true" : "false")
        case .error(let error): ("error", Self.quoted(error.literal))
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if scalar.value < 0x20 {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}

extension FormulaNumber {
    /// The type name and the value of the JSON form.
    fileprivate var json: (String, String) {
        switch kind {
        case .plain: break
        case .duration: return ("duration", "\"\(ElapsedTime(days: double).iso8601)\"")
        case .date, .dateTime, .time:
            if let date = SerialDate(serial: double, system: .from1900, isTimeOnly: kind == .time) {
                return ("date", "\"\(date.iso8601)\"")
            }
        }
        if let exact { return ("number", exact.normalized.digits) }
        let double = double
        if double == double.rounded(), double.magnitude < 1e15 { return ("number", String(Int64(double))) }
        return ("number", "\(double)")
    }
}
