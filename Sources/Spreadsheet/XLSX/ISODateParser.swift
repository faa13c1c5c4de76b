/// Reads the ISO 8601 values of cells of type `d` (ECMA-376 part 1, 18.18.11).
enum ISODateParser {
    /// A value in days, and what it is.
    struct Result: Hashable, Sendable {
        /// Days since the epoch of the date system, or elapsed days.
        var serial: Double
        /// `date`, `time`, `dateTime` or `duration`.
        var format: NumberFormatClass
    }

    /// Reads `2026-03-05`, `2026-03-05T08:30`, `2026-03-05 08:30:00.5Z`, `08:30:00` or `PT36H15M`.
    ///
    /// A time zone other than `Z` is refused: a cell has no time zone, so the moment it means cannot be shown.
    /// So are days before the date system begins, and after 9999-12-31.
    static func parse(_ bytes: UnsafeRawBufferPointer, system: DateSystem) -> Result? {
        var scanner = Scanner(bytes: XMLValue.trimmed(bytes))
        if scanner.skip("P") { return duration(&scanner) }
        if scanner.bytes.count > 2, scanner.bytes[2] == UInt8(ascii: ":") {
            guard let fraction = time(&scanner), scanner.isAtEnd else { return nil }
            return Result(serial: fraction, format: .time)
        }
        guard let year = scanner.digits(4), scanner.skip("-"), let month = scanner.digits(2),
            scanner.skip("-"),
            let day = scanner.digits(2),
            let date = SerialDate(year: year, month: month, day: day, system: system)
        else { return nil }
        if scanner.skip("Z") || scanner.isAtEnd {
            return scanner.isAtEnd ? Result(serial: date.serial, format: .date) : nil
        }
        guard scanner.skip("T") || scanner.skip(" "), let fraction = time(&scanner), scanner.isAtEnd else {
            return nil
        }
        return Result(serial: date.serial + fraction, format: .dateTime)
    }

    /// Reads a time of day as the fraction of a day.
    private static func time(_ scanner: inout Scanner) -> Double? {
        guard let hour = scanner.digits(2), scanner.skip(":"), let minute = scanner.digits(2), hour <= 24,
            minute < 60
        else { return nil }
        var second = 0.0
        if scanner.skip(":") {
            guard let whole = scanner.digits(2), whole < 60 else { return nil }
            second = Double(whole)
            if scanner.skip(".") || scanner.skip(",") {
                guard let fraction = scanner.fraction() else { return nil }
                second += fraction
            }
        }
        if hour == 24, minute > 0 || second > 0 { return nil }
        _ = scanner.skip("Z")
        return (Double(hour * 3600 + minute * 60) + second) / 86_400
    }

    /// Reads what follows the `P` of a duration of days, hours, minutes and seconds.
    private static func duration(_ scanner: inout Scanner) -> Result? {
        var seconds = 0.0
        var isTime = false
        var sawPart = false
        while !scanner.isAtEnd {
            if !isTime, scanner.skip("T") {
                isTime = true
                continue
            }
            guard let whole = scanner.number() else { return nil }
            var amount = Double(whole)
            if scanner.skip(".") {
                guard let fraction = scanner.fraction() else { return nil }
                amount += fraction
            }
            switch (isTime, scanner.next()) {
            case (false, UInt8(ascii: "D")): seconds += amount * 86_400
            case (true, UInt8(ascii: "H")): seconds += amount * 3600
            case (true, UInt8(ascii: "M")): seconds += amount * 60
            case (true, UInt8(ascii: "S")): seconds += amount
            default: return nil
            }
            sawPart = true
        }
        return sawPart ? Result(serial: seconds / 86_400, format: .duration) : nil
    }

    private struct Scanner {
        let bytes: UnsafeRawBufferPointer
        var index = 0

        var isAtEnd: Bool { index >= bytes.count }

        mutating func next() -> UInt8? {
            guard index < bytes.count else { return nil }
            defer { index += 1 }
            return bytes[index]
        }

        mutating func skip(_ character: Unicode.Scalar) -> Bool {
            guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
            index += 1
            return true
        }

        mutating func digits(_ count: Int) -> Int? {
            guard index + count <= bytes.count else { return nil }
            var value = 0
            for _ in 0..<count {
                let digit = bytes[index] &- UInt8(ascii: "0")
                guard digit <= 9 else { return nil }
                value = value * 10 + Int(digit)
                index += 1
            }
            return value
        }

        mutating func number() -> Int? {
            var value = 0
            let start = index
            while index < bytes.count, index - start < 9, bytes[index] &- UInt8(ascii: "0") <= 9 {
                value = value * 10 + Int(bytes[index] &- UInt8(ascii: "0"))
                index += 1
            }
            return index > start ? value : nil
        }

        mutating func fraction() -> Double? {
            var value = 0.0
            var unit = 0.1
            let start = index
            while index < bytes.count, bytes[index] &- UInt8(ascii: "0") <= 9 {
                value += Double(bytes[index] &- UInt8(ascii: "0")) * unit
                unit /= 10
                index += 1
            }
            return index > start ? value : nil
        }
    }
}
