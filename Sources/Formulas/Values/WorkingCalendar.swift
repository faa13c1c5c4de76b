import Spreadsheet

/// Which days are worked: the policy's calendar of public holidays and make-up working days.
public protocol WorkingCalendar: Sendable {
    /// Whether a day is a working day; `weekend` says whether the week pattern in force has it off.
    ///
    /// Returns nil when the calendar knows nothing special of the day, so that the week pattern decides.
    func isWorkingDay(_ day: CivilDay, weekend: Bool) -> Bool?
}

/// A calendar given by two sets of days.
public struct HolidayCalendar: WorkingCalendar {
    /// Days off, whatever the weekday.
    public var holidays: Set<CivilDay>
    /// Days worked although they fall on a weekend.
    public var workingDays: Set<CivilDay>

    /// Makes a calendar from days off and make-up working days.
    public init(holidays: Set<CivilDay> = [], workingDays: Set<CivilDay> = []) {
        self.holidays = holidays
        self.workingDays = workingDays
    }

    /// Make-up working days win over holidays.
    public func isWorkingDay(_ day: CivilDay, weekend: Bool) -> Bool? {
        if workingDays.contains(day) { return true }
        return holidays.contains(day) ? false : nil
    }
}
