import Spreadsheet

/// Excel's day numbers of the 1900 system (ECMA-376 part 1, 18.17.4.1).
///
/// Serial 60 is 1900-02-29, a day that never was; from 1900-03-01 (61) the count is that of the calendar.
enum Serial {
    /// Serials from here on are after 9999-12-31.
    static let end = 2_958_466
    /// Days from 1899-12-30 to 1970-01-01.
    static let offset1970 = 25_569

    /// The serial of days since 1970; nil before 1900 and after 9999.
    @inline(__always)
    static func serial(daysSince1970 days: Int) -> Int? {
        let plain = days &+ offset1970
        if plain > 60 { return plain < end ? plain : nil }
        return plain >= 1 ? plain - 1 : nil
    }

    static func serial(of day: CivilDay) -> Int? {
        serial(daysSince1970: day.daysSince1970)
    }

    /// Days since 1970 of a serial in 0..<end; serial 60 gives the same day as 61.
    @inline(__always)
    static func daysSince1970(_ serial: Int) -> Int {
        serial >= 60 ? max(serial, 61) - offset1970 : serial + 1 - offset1970
    }

    /// Year, month and day as Excel shows them.
    static func parts(_ serial: Int) -> (year: Int, month: Int, day: Int) {
        if serial == 60 { return (1900, 2, 29) }
        if serial == 0 { return (1900, 1, 0) }
        let civil = CivilDay(daysSince1970: daysSince1970(serial))
        return (civil.year, civil.month, civil.day)
    }

    /// The serial of a year, a month and a day that may lie outside their usual ranges, as `DATE` reads them.
    static func serial(year: Int, month: Int, day: Int) -> Int? {
        guard (-20_000...20_000).contains(year), (-400_000...400_000).contains(month),
            (-4_000_000...4_000_000).contains(day)
        else { return nil }
        let months = year * 12 + month - 1
        let wholeYear = months >= 0 ? months / 12 : (months - 11) / 12
        let first = CivilDay(year: wholeYear, month: months - wholeYear * 12 + 1, day: 1).daysSince1970
        // Excel counts within its own calendar, in which 1900 has a 29 February.
        let plain = first + offset1970
        let start = plain > 60 ? plain : plain - 1
        let serial = start + day - 1
        return serial >= 0 && serial < end ? serial : nil
    }

    /// The number of days of a month.
    static func daysInMonth(year: Int, month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// 0 for Monday to 6 for Sunday, by Excel's count, in which serial 1 is a Sunday.
    static func weekday(_ serial: Int) -> Int { (serial + 5) % 7 }
}
