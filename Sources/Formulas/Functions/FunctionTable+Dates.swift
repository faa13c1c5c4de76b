import Spreadsheet

extension FunctionTable {
    static let dates: [FunctionDefinition] = [
        scalar("DATE(year, month, day)", 3...3, [.number], .date) { a, _ throws(FormulaFailure) in
            var year = try a.at(0).asFloorInteger()
            guard year >= 0, year < 10_000 else { throw FormulaFailure(.number) }
            if year < 1900 { year += 1900 }
            let (month, day) = (try a.at(1).asFloorInteger(), try a.at(2).asFloorInteger())
            guard let serial = Serial.serial(year: year, month: month, day: day) else {
                throw FormulaFailure(.number)
            }
            return .integer(serial, kind: .date)
        },
        scalar("TIME(hour, minute, second)", 3...3, [.number], .time) { a, _ throws(FormulaFailure) in
            let parts = (try a.at(0).asInteger(), try a.at(1).asInteger(), try a.at(2).asInteger())
            let limit = -32_767...32_767
            guard limit.contains(parts.0), limit.contains(parts.1), limit.contains(parts.2) else {
                throw FormulaFailure(.number)
            }
            let seconds = parts.0 * 3600 + parts.1 * 60 + parts.2
            guard seconds >= 0 else { throw FormulaFailure(.number) }
            return .double(Double(seconds % 86_400) / 86_400, kind: .time)
        },
        scalar("YEAR(date)", 1...1, [.date], .number) { a, _ throws(FormulaFailure) in
            .integer(Serial.parts(try a.at(0).asSerial()).year)
        },
        scalar("MONTH(date)", 1...1, [.date], .number) { a, _ throws(FormulaFailure) in
            .integer(Serial.parts(try a.at(0).asSerial()).month)
        },
        scalar("DAY(date)", 1...1, [.date], .number) { a, _ throws(FormulaFailure) in
            .integer(Serial.parts(try a.at(0).asSerial()).day)
        },
        scalar("HOUR(time)", 1...1, [.date], .number) { a, _ throws(FormulaFailure) in
            .integer(try secondOfDay(a.at(0)) / 3600)
        },
        scalar("MINUTE(time)", 1...1, [.date], .number) { a, _ throws(FormulaFailure) in
            .integer(try secondOfDay(a.at(0)) / 60 % 60)
        },
        scalar("SECOND(time)", 1...1, [.date], .number) { a, _ throws(FormulaFailure) in
            .integer(try secondOfDay(a.at(0)) % 60)
        },
        scalar("WEEKDAY(date, [type])", 1...2, [.date, .number], .number) { a, _ throws(FormulaFailure) in
            let monday = Serial.weekday(try a.at(0).asSerial())
            let type = a.count > 1 ? try a.at(1).asInteger() : 1
            switch type {
            case 1: return .integer((monday + 1) % 7 + 1)
            case 2: return .integer(monday + 1)
            case 3: return .integer(monday)
            case 11...17: return .integer((monday - (type - 11) + 7) % 7 + 1)
            default: throw FormulaFailure(.number)
            }
        },
        scalar("ISOWEEKNUM(date)", 1...1, [.date], .number) { a, _ throws(FormulaFailure) in
            let serial = try a.at(0).asSerial()
            // The week belongs to the year of its Thursday.
            let thursday = serial - Serial.weekday(serial) + 3
            guard thursday >= 1, thursday < Serial.end else { return 52 }
            guard let newYear = Serial.serial(year: Serial.parts(thursday).year, month: 1, day: 1) else {
                throw FormulaFailure(.number)
            }
            return .integer((thursday - newYear) / 7 + 1)
        },
        scalar("TODAY()", 0...0, [], .date) { _, environment throws(FormulaFailure) in
            .integer(environment.asOf, kind: .date)
        },
        scalar("NOW()", 0...0, [], .date) { _, environment throws(FormulaFailure) in
            .integer(environment.asOf, kind: .date)
        },
        scalar("EDATE(date, months)", 2...2, [.date, .number], .date) { a, _ throws(FormulaFailure) in
            let (year, month, day) = Serial.parts(try a.at(0).asSerial())
            let (y, m) = try month12(year, month, try a.at(1).asInteger())
            guard
                let serial = Serial.serial(
                    year: y, month: m, day: min(day, Serial.daysInMonth(year: y, month: m)))
            else { throw FormulaFailure(.number) }
            return .integer(serial, kind: .date)
        },
        scalar("EOMONTH(date, months)", 2...2, [.date, .number], .date) { a, _ throws(FormulaFailure) in
            let (year, month, _) = Serial.parts(try a.at(0).asSerial())
            let (y, m) = try month12(year, month, try a.at(1).asInteger())
            guard let serial = Serial.serial(year: y, month: m, day: Serial.daysInMonth(year: y, month: m))
            else {
                throw FormulaFailure(.number)
            }
            return .integer(serial, kind: .date)
        },
        scalar("DATEDIF(start, end, unit)", 3...3, [.date, .date, .text], .number) {
            a, _ throws(FormulaFailure) in
            try dateDifference(try a.at(0).asSerial(), try a.at(1).asSerial(), try a.at(2).asText())
        },
        scalar("DAYS(end, start)", 2...2, [.date], .number) { a, _ throws(FormulaFailure) in
            .integer(try a.at(0).asSerial() - (try a.at(1).asSerial()))
        },
        scalar("DATEVALUE(text)", 1...1, [.text], .date) { a, _ throws(FormulaFailure) in
            guard case .text(let text) = a.at(0),
                let number = NumberReader.dateOrTime(NumberReader.fold(text)), number.kind != .time
            else { throw FormulaFailure(.value) }
            return .integer(Int(number.double.rounded(.down)), kind: .date)
        },
        special(
            "WORKDAY(start, days, [holidays])", 2...3, .workday(international: false), .date,
            parameters: [.date, .number, .array]),
        special(
            "WORKDAY.INTL(start, days, [weekend], [holidays])", 2...4, .workday(international: true), .date,
            parameters: [.date, .number, .any, .array]),
        special(
            "NETWORKDAYS(start, end, [holidays])", 2...3, .networkDays(international: false), .number,
            parameters: [.date, .date, .array]),
        special(
            "NETWORKDAYS.INTL(start, end, [weekend], [holidays])", 2...4, .networkDays(international: true),
            .number, parameters: [.date, .date, .any, .array]),
    ]

    /// Whole seconds since midnight; what a double has lost is made good by rounding to milliseconds first.
    private static func secondOfDay(_ value: FormulaValue) throws(FormulaFailure) -> Int {
        let time = try value.asDouble()
        guard time >= 0, time < Double(Serial.end) else { throw FormulaFailure(.number) }
        let fraction = time - time.rounded(.down)
        return Int((fraction * 86_400_000).rounded()) / 1000 % 86_400
    }

    private static func month12(_ year: Int, _ month: Int, _ shift: Int) throws(FormulaFailure) -> (Int, Int)
    {
        guard shift.magnitude < 120_000 else { throw FormulaFailure(.number) }
        let months = year * 12 + month - 1 + shift
        guard months >= 1900 * 12, months < 10_000 * 12 else { throw FormulaFailure(.number) }
        return (months / 12, months % 12 + 1)
    }

    /// DATEDIF with the quirks of Excel: "md" borrows the length of the month before the end.
    private static func dateDifference(_ start: Int, _ end: Int, _ unit: String) throws(FormulaFailure)
        -> FormulaValue
    {
        guard start <= end else { throw FormulaFailure(.number) }
        let (a, b) = (Serial.parts(start), Serial.parts(end))
        let months = (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day ? 1 : 0)
        switch unit.uppercased() {
        case "D": return .integer(end - start)
        case "M": return .integer(months)
        case "Y": return .integer(months / 12)
        case "YM": return .integer(months % 12)
        case "MD":
            if b.day >= a.day { return .integer(b.day - a.day) }
            let previous = b.month == 1 ? (b.year - 1, 12) : (b.year, b.month - 1)
            return .integer(b.day - a.day + Serial.daysInMonth(year: previous.0, month: previous.1))
        case "YD":
            let passed = (b.month, b.day) >= (a.month, a.day)
            // Counted within the year of the start, as Excel does.
            guard
                let shifted = Serial.serial(year: passed ? a.year : a.year + 1, month: b.month, day: b.day)
            else { throw FormulaFailure(.number) }
            return .integer(shifted - start)
        default: throw FormulaFailure(.number)
        }
    }
}
