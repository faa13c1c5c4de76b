import Spreadsheet

extension CivilDay {
    /// Reads `2026-03-31`; nil for anything else, and for days that no calendar has.
    public init?(iso text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].utf8.count == 2, let month = RunMonth(text.dropLast(3)),
            let number = Int(parts[2]), number > 0
        else { return nil }
        let day = CivilDay(year: month.year, month: month.month, day: number)
        guard CivilDay(daysSince1970: day.daysSince1970) == day else { return nil }
        self = day
    }

    /// The month that the day before lies in: what a run of this day is about when nobody says otherwise.
    ///
    /// The run of the first night of a month closes the month before.
    public var monthToClose: RunMonth {
        let before = CivilDay(daysSince1970: daysSince1970 - 1)
        return RunMonth(year: before.year, month: before.month)
    }
}
