/// A date or a time of day as a spreadsheet stores it: days since the epoch of its date system, with the
/// time of day as the fraction.
public struct SerialDate: Hashable, Sendable {
    /// Days since the epoch, 0 or more.
    public var serial: Double
    /// Which epoch.
    public var system: DateSystem
    /// Whether the number format shows a time of day only.
    public var isTimeOnly: Bool

    /// The first serial after 9999-12-31 in the 1900 system.
    static let end1900 = 2_958_466.0
    /// Days from the 1900 epoch to the 1904 epoch: serial 1462 of the one is serial 0 of the other.
    static let daysBetweenSystems = 1462.0

    /// Makes a date from a serial number.
    ///
    /// Returns nil for a number that is no date: negative, not finite, or after 9999-12-31.
    public init?(serial: Double, system: DateSystem, isTimeOnly: Bool = false) {
        guard serial >= 0, serial < Self.end(of: system) else { return nil }
        self.serial = serial
        self.system = system
        self.isTimeOnly = isTimeOnly
    }

    private static func end(of system: DateSystem) -> Double {
        system == .from1900 ? end1900 : end1900 - daysBetweenSystems
    }

    /// Makes the date of a calendar day and time.
    public init?(
        year: Int, month: Int, day: Int, millisecondOfDay: Int = 0, system: DateSystem = .from1900
    ) {
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        var days = CivilDay(year: year, month: month, day: day).daysSince1970
        guard CivilDay(daysSince1970: days).month == month else { return nil }
        days -= CivilDay(year: 1899, month: 12, day: 30).daysSince1970
        if system == .from1904 {
            days -= Int(Self.daysBetweenSystems)
        } else if days <= 60 {
            days -= 1
        }
        self.init(
            serial: Double(days) + Double(millisecondOfDay) / 86_400_000, system: system,
            isTimeOnly: false)
    }

    /// The parts as Excel shows them, the time rounded to the millisecond.
    ///
    /// In the 1900 system serial 60 is 1900-02-29 and serial 0 is 1900-01-00, as in Excel.
    public var components: (year: Int, month: Int, day: Int, millisecondOfDay: Int) {
        var days = Int(serial.rounded(.down))
        var millisecond = Int(((serial - Double(days)) * 86_400_000).rounded())
        if millisecond >= 86_400_000 { (days, millisecond) = roundedUp(from: days) }
        if system == .from1900 {
            if days == 60 { return (1900, 2, 29, millisecond) }
            if days == 0 { return (1900, 1, 0, millisecond) }
            if days < 60 { days += 1 }
        } else {
            days += Int(Self.daysBetweenSystems)
        }
        let civil = CivilDay(
            daysSince1970: days + CivilDay(year: 1899, month: 12, day: 30).daysSince1970)
        return (civil.year, civil.month, civil.day, millisecond)
    }

    /// Milliseconds since 1970-01-01T00:00, without a time zone; nil for the two days that no calendar has,
    /// 1900-01-00 and 1900-02-29.
    public var millisecondsSince1970: Int? {
        var days = Int(serial.rounded(.down))
        var millisecond = Int(((serial - Double(days)) * 86_400_000).rounded())
        if millisecond >= 86_400_000 { (days, millisecond) = roundedUp(from: days) }
        switch system {
        case .from1904: days -= Self.daysFrom1899To1970 - Int(Self.daysBetweenSystems)
        case .from1900:
            if days == 0 || days == 60 { return nil }
            days -= days < 60 ? Self.daysFrom1899To1970 - 1 : Self.daysFrom1899To1970
        }
        return days * 86_400_000 + millisecond
    }

    /// The midnight after a day; the last millisecond of the last day, after which there is none.
    private func roundedUp(from day: Int) -> (days: Int, millisecond: Int) {
        Double(day + 1) < Self.end(of: system) ? (day + 1, 0) : (day, 86_399_999)
    }

    /// Days from 1899-12-30, which the 1900 system counts from once its leap day is behind, to 1970-01-01.
    private static let daysFrom1899To1970 = 25_569

    /// ISO 8601: `2026-03-05` at midnight, `2026-03-05T08:30:00` otherwise, and `08:30:00` for a time of day
    /// below serial 1.
    ///
    /// Milliseconds are written only when there are any.
    public var iso8601: String {
        ByteFormat.text(room: ByteFormat.momentRoom) {
            ByteFormat.put(self, separator: UInt8(ascii: "T"), at: $0)
        }
    }

    /// The date as ``iso8601`` has it, with a blank before the time of day.
    package var shown: String {
        ByteFormat.text(room: ByteFormat.momentRoom) {
            ByteFormat.put(self, separator: UInt8(ascii: " "), at: $0)
        }
    }

    static func clock(millisecond: Int) -> String {
        ByteFormat.text(room: ByteFormat.momentRoom) { ByteFormat.put(clock: millisecond, at: $0) }
    }
}
