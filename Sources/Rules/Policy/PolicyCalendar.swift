import Formulas
import Spreadsheet

/// The working days of the policy: public holidays and make-up working days by year, with the company's own days on top.
public struct PolicyCalendar: WorkingCalendar {
    /// One year of the calendar.
    public struct Year: Sendable {
        /// The year.
        public var year: Int
        /// Whether the arrangement is published; otherwise statutory holidays are assumed.
        public var isPublished: Bool
        /// Where it is published.
        public var source: String
        /// Days off, by name.
        public var holidays: [(name: String, days: [CivilDay])]
        /// Days worked although they fall on a weekend.
        public var workdays: [CivilDay]
    }

    /// The years, rising.
    public private(set) var years: [Year]
    private var days: [CivilDay: Bool]

    /// Makes a calendar of years.
    public init(years: [Year] = []) {
        self.years = years.sorted { $0.year < $1.year }
        days = [:]
        for year in years {
            for holiday in year.holidays { for day in holiday.days { days[day] = false } }
            for day in year.workdays { days[day] = true }
        }
    }

    /// Sets days by the company's own calendar.
    mutating func override(_ day: CivilDay, isWorkingDay: Bool) { days[day] = isWorkingDay }

    /// Nil for days of which neither the State Council nor the company says anything.
    public func isWorkingDay(_ day: CivilDay, weekend: Bool) -> Bool? { days[day] }

    /// Whether a day is worked when Saturdays and Sundays are off.
    public func isWorkingDay(_ day: CivilDay) -> Bool {
        let weekday = ((day.daysSince1970 + 3) % 7 + 7) % 7
        return days[day] ?? (weekday < 5)
    }
}
