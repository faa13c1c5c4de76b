import Formulas
import Spreadsheet

extension Violation {
    /// The violation as one line of `violations.jsonl`, with a line feed.
    ///
    /// File, sheet and row are those of the first row; cells are those of all rows in the same sheet.
    /// - Parameters:
    ///   - language: The language of the message.
    ///   - firstSeen: The day of the first run that found it, when that is known.
    /// - Returns: UTF-8.
    public func jsonLine(in language: Language, firstSeen: CivilDay?) -> [UInt8] {
        var json = JSONBytes()
        writeLine(in: language, firstSeen: firstSeen, to: &json)
        return json.bytes
    }

    /// Adds the violation as one line of `violations.jsonl`, with a line feed.
    package func writeLine(in language: Language, firstSeen: CivilDay?, to json: inout JSONBytes) {
        json.raw("{\"id\":")
        json.string(self.id)
        json.raw(",\"rule\":")
        json.string(self.rule)
        json.raw(",\"clause\":")
        json.string(orNull: self.clause)
        json.raw(",\"severity\":")
        json.string(self.severity.rawValue)
        json.raw(",\"register\":")
        json.string(self.register)
        writePlace(to: &json)
        json.raw(",\"key\":")
        json.string(self.key)
        json.raw(",\"group\":")
        json.string(orNull: self.group)
        json.raw(",\"person\":")
        json.string(self.person)
        json.raw(",\"department\":")
        json.string(orNull: self.department)
        json.raw(",\"points\":")
        json.shortest(units: self.points.units, scale: Int(self.points.scale))
        json.raw(",\"fine\":\"")
        json.shortest(units: self.fine.units, scale: Int(self.fine.scale))
        json.raw("\",\"effects\":[")
        for (index, effect) in self.effects.enumerated() {
            if index > 0 { json.raw(",") }
            json.string(effect)
        }
        json.raw("],\"message\":")
        json.string(self.messages[language])
        json.raw(",\"values\":{")
        writeValues(to: &json)
        json.raw("},\"first_seen\":")
        json.string(firstSeen?.iso8601)
        json.raw(",\"status\":")
        json.string(self.status.rawValue)
        json.raw("}\n")
    }

    private func writePlace(to json: inout JSONBytes) {
        let origins = self.origins
        guard let first = origins.first else {
            return json.raw(",\"file\":null,\"sheet\":null,\"row\":null,\"cell\":null")
        }
        json.raw(",\"file\":")
        json.string(first.file)
        json.raw(",\"sheet\":")
        json.string(first.sheet)
        json.raw(",\"row\":")
        if let row = first.row { json.integer(row) } else { json.raw("null") }
        json.raw(",\"cell\":")
        var isFirst = true
        for origin in origins where origin.file == first.file && origin.sheet == first.sheet {
            for cell in origin.cells {
                json.raw(UInt8(ascii: isFirst ? "\"" : ","))
                json.characters(cell.reference)
                isFirst = false
            }
        }
        if isFirst { json.raw("null") } else { json.raw(UInt8(ascii: "\"")) }
    }

    /// Adds the values by their names; of two with the same name the first counts.
    private func writeValues(to json: inout JSONBytes) {
        var seen: Set<String> = []
        let values = self.values
        for (index, value) in values.enumerated() {
            // Mostly few, whose names need not be hashed.
            let isNew =
                values.count > 16
                ? seen.insert(value.name).inserted
                : !values[..<index].contains { $0.name == value.name }
            guard isNew else { continue }
            if index > 0 { json.raw(",") }
            json.string(value.name)
            json.raw(":")
            value.write(to: &json)
        }
    }
}

extension NamedValue {
    /// Adds the value: money as a string with the exact decimal.
    fileprivate func write(to json: inout JSONBytes) {
        switch value {
        case .text(let text): json.string(text)
        case .number(let number):
            if !isMoney, let day = number.wholeDay { return json.day(day) }
            guard isMoney || number.kind == .plain, let exact = number.exact else { fallthrough }
            if isMoney { json.raw(UInt8(ascii: "\"")) }
            json.shortest(units: exact.units, scale: Int(exact.scale))
            if isMoney { json.raw(UInt8(ascii: "\"")) }
        case .blank, .boolean, .error: json.raw(Array(jsonValue.utf8))
        }
    }
}

extension JSONBytes {
    /// Adds a day of four digits of year with its quotes: `"2026-03-05"`.
    fileprivate mutating func day(_ day: CivilDay) {
        raw("\"")
        integer(day.year, minimumDigits: 4)
        raw("-")
        integer(day.month, minimumDigits: 2)
        raw("-")
        integer(day.day, minimumDigits: 2)
        raw("\"")
    }

    /// Adds a string with its quotes, or null for none.
    fileprivate mutating func string(orNull text: String) {
        if text.isEmpty { raw("null") } else { string(text) }
    }
}
