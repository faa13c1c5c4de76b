/// Reads values from the bytes of a cell: numbers, dates and times as they are written in text files.
///
/// Everything works on bytes, allocates nothing and cannot overflow. Surrounding spaces are not allowed; see
/// ``trimmed(_:)``.
struct ValueParser: Sendable {
    /// The bytes of 年, 月 and 日, the first one lowest, and how many each has.
    ///
    /// Numbers rather than arrays, so that nothing is counted in the inner loops.
    private let year: UInt32
    private let month: UInt32
    private let day: UInt32
    private let markLength: Int

    /// A parser for texts in UTF-8.
    static let utf8 = ValueParser(year: 0xB4_B9E5, month: 0x88_9CE6, day: 0xA5_97E6, markLength: 3)
    /// A parser for texts in GB 18030.
    static let gb18030 = ValueParser(year: 0xEAC4, month: 0xC2D4, day: 0xD5C8, markLength: 2)

    private init(year: UInt32, month: UInt32, day: UInt32, markLength: Int) {
        self.year = year
        self.month = month
        self.day = day
        self.markLength = markLength
    }

    // MARK: Spaces

    /// The bytes without ASCII white space around them.
    @inline(__always)
    static func trimmed(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        bytes.trimmed(of: isSpace)
    }

    /// Whether a byte is white space or NUL.
    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 < 5 || byte == 0 }

    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    // MARK: Numbers

    /// A number as it is written.
    struct Number {
        /// The digits without the point.
        var significand: Int64
        /// How many of the digits stand behind the point.
        var scale: Int
        /// The power of ten of an exponent.
        var exponent: Int
        /// How many digits stand before the point.
        var integerDigits: Int
        /// Whether the number begins with a zero that another digit follows.
        var hasLeadingZero: Bool
        /// Whether a plus sign was written.
        var hasPlus: Bool
        /// Whether a percent sign follows.
        var isPercent: Bool
    }

    /// Reads `-1234.50`, `1,234.50`, `12.5%` or `1.5E+3`; nil for anything else, and for more than 18 digits.
    @inline(__always)
    func number(_ bytes: UnsafeRawBufferPointer) -> Number? {
        let count = bytes.count
        guard count > 0, count <= 40 else { return nil }
        var place = 0
        var result = Number(
            significand: 0, scale: 0, exponent: 0, integerDigits: 0, hasLeadingZero: false, hasPlus: false,
            isPercent: false)
        let first = bytes[0]
        let isNegative = first == UInt8(ascii: "-")
        if isNegative || first == UInt8(ascii: "+") {
            result.hasPlus = !isNegative
            place = 1
        }
        let digitsStart = place
        var significand: Int64 = 0
        var digits = 0
        var separator = -1
        while place < count {
            let byte = bytes[place]
            if Self.isDigit(byte) {
                significand = significand &* 10 &+ Int64(byte &- 0x30)
                digits &+= 1
                place &+= 1
            } else if byte == UInt8(ascii: ","), digits > 0 {
                // Thousands: one to three digits first, then exactly three behind each comma.
                if separator < 0 ? digits > 3 : place &- separator != 4 { return nil }
                separator = place
                place &+= 1
            } else {
                break
            }
        }
        if separator >= 0, place &- separator != 4 { return nil }
        result.integerDigits = digits
        result.hasLeadingZero = digits > 1 && bytes[digitsStart] == 0x30
        if place < count, bytes[place] == UInt8(ascii: ".") {
            place &+= 1
            let pointDigits = digits
            while place < count, Self.isDigit(bytes[place]) {
                significand = significand &* 10 &+ Int64(bytes[place] &- 0x30)
                digits &+= 1
                place &+= 1
            }
            result.scale = digits &- pointDigits
        }
        guard digits > 0, digits <= 18 else { return nil }
        if place < count, bytes[place] | 0x20 == UInt8(ascii: "e") {
            place &+= 1
            guard place < count else { return nil }
            let isNegativeExponent = bytes[place] == UInt8(ascii: "-")
            if isNegativeExponent || bytes[place] == UInt8(ascii: "+") { place &+= 1 }
            let exponentStart = place
            while place < count, place &- exponentStart < 4, Self.isDigit(bytes[place]) {
                result.exponent = result.exponent &* 10 &+ Int(bytes[place] &- 0x30)
                place &+= 1
            }
            guard place > exponentStart else { return nil }
            if isNegativeExponent { result.exponent = -result.exponent }
        }
        if place < count, bytes[place] == UInt8(ascii: "%") {
            result.isPercent = true
            place &+= 1
        }
        guard place == count else { return nil }
        result.significand = isNegative ? -significand : significand
        return result
    }

    // MARK: Dates

    /// A date, a time of day, or both.
    struct Moment {
        /// Days since 1970-01-01; nil for a time of day alone.
        var days: Int32?
        /// Milliseconds since midnight; nil for a date alone.
        var milliseconds: Int32?
    }

    /// Reads `2026-03-05`, `2026/3/5`, `2026.3.5`, `2026年3月5日`, `8:30`, `8:30:15.250`, or a date, a space or `T`,
    /// and a time; nil for anything else and for days that are not in the calendar.
    @inline(__always)
    func moment(_ bytes: UnsafeRawBufferPointer) -> Moment? {
        let count = bytes.count
        guard count >= 4, count <= 40, Self.isDigit(bytes[0]) else { return nil }
        if bytes[1] == UInt8(ascii: ":") || bytes[2] == UInt8(ascii: ":") {
            guard let (time, end) = Self.time(bytes, from: 0), end == count else { return nil }
            return Moment(days: nil, milliseconds: time)
        }
        guard count >= 8, Self.isDigit(bytes[1]), Self.isDigit(bytes[2]), Self.isDigit(bytes[3]) else {
            return nil
        }
        let yearNumber =
            Int(bytes[0] &- 0x30) &* 1000 &+ Int(bytes[1] &- 0x30) &* 100 &+ Int(bytes[2] &- 0x30) &* 10
            &+ Int(bytes[3] &- 0x30)
        let mark = bytes[4]
        var place = 4
        let isPlain = mark == UInt8(ascii: "-") || mark == UInt8(ascii: "/") || mark == UInt8(ascii: ".")
        if isPlain {
            place = 5
        } else if matches(bytes, at: 4, year) {
            place = 4 &+ markLength
        } else {
            return nil
        }
        guard let (monthNumber, monthEnd) = Self.oneOrTwoDigits(bytes, from: place) else { return nil }
        place = monthEnd
        if isPlain {
            guard place < count, bytes[place] == mark else { return nil }
            place &+= 1
        } else {
            guard matches(bytes, at: place, month) else { return nil }
            place &+= markLength
        }
        guard let (dayNumber, dayEnd) = Self.oneOrTwoDigits(bytes, from: place) else { return nil }
        place = dayEnd
        if !isPlain {
            guard matches(bytes, at: place, day) else { return nil }
            place &+= markLength
        }
        guard yearNumber >= 1, monthNumber >= 1, monthNumber <= 12, dayNumber >= 1,
            dayNumber <= Self.length(ofMonth: monthNumber, year: yearNumber)
        else { return nil }
        let days = Int32(
            truncatingIfNeeded: CivilDay(year: yearNumber, month: monthNumber, day: dayNumber).daysSince1970)
        if place == count { return Moment(days: days, milliseconds: nil) }
        let isT = bytes[place] == UInt8(ascii: "T")
        guard isT || bytes[place] == 0x20 else { return nil }
        place &+= 1
        if !isT { while place < count, bytes[place] == 0x20 { place &+= 1 } }
        guard let (time, end) = Self.time(bytes, from: place) else { return nil }
        if isT, end == count &- 1, bytes[end] == UInt8(ascii: "Z") {
            return Moment(days: days, milliseconds: time)
        }
        guard end == count else { return nil }
        return Moment(days: days, milliseconds: time)
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private func matches(_ bytes: UnsafeRawBufferPointer, at place: Int, _ mark: UInt32) -> Bool {
        guard place &+ markLength <= bytes.count else { return false }
        var found: UInt32 = 0
        for offset in 0..<markLength { found |= UInt32(bytes[place &+ offset]) << UInt32(offset &* 8) }
        return found == mark
    }

    @inline(__always)
    private static func oneOrTwoDigits(_ bytes: UnsafeRawBufferPointer, from place: Int) -> (Int, Int)? {
        guard place < bytes.count, isDigit(bytes[place]) else { return nil }
        let first = Int(bytes[place] &- 0x30)
        guard place &+ 1 < bytes.count, isDigit(bytes[place &+ 1]) else { return (first, place &+ 1) }
        return (first &* 10 &+ Int(bytes[place &+ 1] &- 0x30), place &+ 2)
    }

    /// Reads a time of day and returns it with the offset behind it.
    private static func time(_ bytes: UnsafeRawBufferPointer, from start: Int) -> (Int32, Int)? {
        guard let (hour, hourEnd) = oneOrTwoDigits(bytes, from: start), hour < 24 else { return nil }
        guard let (minute, minuteEnd) = twoDigits(bytes, behindColonAt: hourEnd), minute < 60 else {
            return nil
        }
        var total = (hour * 60 + minute) * 60_000
        guard let (second, secondEnd) = twoDigits(bytes, behindColonAt: minuteEnd) else {
            return (Int32(total), minuteEnd)
        }
        guard second < 60 else { return nil }
        total += second * 1000
        var place = secondEnd
        if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
            place += 1
            var unit = 100
            let digitsStart = place
            while place < bytes.count, isDigit(bytes[place]) {
                total += Int(bytes[place] &- 0x30) * unit
                unit /= 10
                place += 1
            }
            // Digits beyond the millisecond would be lost.
            guard place > digitsStart, place - digitsStart <= 3 else { return nil }
        }
        return (Int32(total), place)
    }

    private static func twoDigits(_ bytes: UnsafeRawBufferPointer, behindColonAt place: Int) -> (Int, Int)? {
        guard place + 2 < bytes.count, bytes[place] == UInt8(ascii: ":"), isDigit(bytes[place + 1]),
            isDigit(bytes[place + 2])
        else { return nil }
        return (Int(bytes[place + 1] &- 0x30) * 10 + Int(bytes[place + 2] &- 0x30), place + 3)
    }

    // MARK: Booleans

    /// Reads `TRUE` or `FALSE` in any case; nil for anything else.
    @inline(__always)
    func boolean(_ bytes: UnsafeRawBufferPointer) -> Bool? {
        switch bytes.count {
        case 4: Self.folds(bytes, to: "true") ? true : nil
        case 5: Self.folds(bytes, to: "false") ? false : nil
        default: nil
        }
    }

    private static func folds(_ bytes: UnsafeRawBufferPointer, to word: StaticString) -> Bool {
        for offset in 0..<bytes.count where bytes[offset] | 0x20 != word.utf8Start[offset] { return false }
        return true
    }
}
