import Spreadsheet

/// How values become numbers, texts and truth values where a function asks for one.
enum Coercion {
    /// The number of a value: blank is 0, TRUE is 1, text is read as a person would type it.
    static func number(_ value: FormulaValue) -> Result<FormulaNumber, FormulaFailure> {
        switch value {
        case .number(let number): .success(number)
        case .blank: .success(FormulaNumber(0))
        case .boolean(let flag): .success(FormulaNumber(flag ? 1 : 0))
        case .text(let text):
            if let number = NumberReader.number(text) {
                .success(number)
            } else {
                .failure(FormulaFailure(.value))
            }
        case .error(let error): .failure(FormulaFailure(error))
        }
    }

    /// The text of a value as `&` joins it.
    static func text(_ value: FormulaValue) -> Result<String, FormulaFailure> {
        switch value {
        case .number(let number): .success(GeneralFormat.text(number))
        case .blank: .success("")
        case .boolean(let flag): .success(flag ? "TRUE" : "FALSE")
        case .text(let text): .success(text)
        case .error(let error): .failure(FormulaFailure(error))
        }
    }

    /// The truth value of a value: any number but 0 is TRUE.
    static func boolean(_ value: FormulaValue) -> Result<Bool, FormulaFailure> {
        switch value {
        case .boolean(let flag): .success(flag)
        case .number(let number): .success(!number.isZero)
        case .blank: .success(false)
        case .text(let text):
            switch text.uppercased() {
            case "TRUE": .success(true)
            case "FALSE": .success(false)
            default: .failure(FormulaFailure(.value))
            }
        case .error(let error): .failure(FormulaFailure(error))
        }
    }
}

/// An error value thrown inside the evaluator; it ends as an ordinary value.
struct FormulaFailure: Error {
    let error: CellError
    init(_ error: CellError) { self.error = error }
}

extension FormulaValue {
    /// The number of this value, or its failure thrown.
    func asNumber() throws(FormulaFailure) -> FormulaNumber { try Coercion.number(self).get() }
    /// The double of this value, or its failure thrown.
    func asDouble() throws(FormulaFailure) -> Double { try Coercion.number(self).get().double }
    /// The text of this value, or its failure thrown.
    func asText() throws(FormulaFailure) -> String { try Coercion.text(self).get() }
    /// The truth value of this value, or its failure thrown.
    func asBoolean() throws(FormulaFailure) -> Bool { try Coercion.boolean(self).get() }

    /// The number cut towards zero as an integer; `#NUM!` beyond what any function accepts.
    func asInteger() throws(FormulaFailure) -> Int {
        let number = try asNumber()
        if case .exact(let units, 0) = number.storage { return Int(units) }
        let truncated = number.double.rounded(.towardZero)
        guard truncated.magnitude < 1e15 else { throw FormulaFailure(.number) }
        return Int(truncated)
    }

    /// The number rounded down as an integer.
    func asFloorInteger() throws(FormulaFailure) -> Int {
        let number = try asNumber()
        if case .exact(let units, 0) = number.storage { return Int(units) }
        let floor = Approximately.floor(number.double)
        guard floor.magnitude < 1e15 else { throw FormulaFailure(.number) }
        return Int(floor)
    }

    /// The day number of a date argument; `#NUM!` outside 1900-9999.
    func asSerial() throws(FormulaFailure) -> Int {
        let day = try asFloorInteger()
        guard day >= 0, day < Serial.end else { throw FormulaFailure(.number) }
        return day
    }
}
