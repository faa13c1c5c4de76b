import Spreadsheet

/// Working days counted, so that any span is answered without walking it.
final class WorkdayTable: Sendable {
    /// Bit 0 for Monday to bit 6 for Sunday: days off.
    private let weekend: UInt8
    /// Days that go against the week pattern, in order, and the sum of their effects up to each.
    private let exceptions: [Int]
    private let effects: [Int]
    private let perWeek: Int

    /// Makes a table of a week pattern and the days off in a list.
    convenience init(weekend: UInt8, holidays: Set<Int>) {
        self.init(
            weekend: weekend,
            changes: holidays.filter { weekend >> UInt8(Serial.weekday($0)) & 1 == 0 }.map { ($0, -1) })
    }

    /// Makes a table of a week pattern and a calendar, which is asked for the years 1990 to 2100.
    convenience init(weekend: UInt8, calendar: any WorkingCalendar) {
        var changes: [(Int, Int)] = []
        for serial in 32_874...73_415 {
            let isOff = weekend >> UInt8(Serial.weekday(serial)) & 1 == 1
            let day = CivilDay(daysSince1970: Serial.daysSince1970(serial))
            if let works = calendar.isWorkingDay(day, weekend: isOff), works == isOff {
                changes.append((serial, works ? 1 : -1))
            }
        }
        self.init(weekend: weekend, changes: changes)
    }

    private init(weekend: UInt8, changes: [(Int, Int)]) {
        self.weekend = weekend
        perWeek = 7 - (weekend & 0x7F).nonzeroBitCount
        let sorted = changes.sorted { $0.0 < $1.0 }
        exceptions = sorted.map(\.0)
        var total = 0
        effects = sorted.map {
            total += $0.1
            return total
        }
    }

    /// Working days from serial 0 up to and including a day.
    private func count(through serial: Int) -> Int {
        guard serial >= 0 else { return 0 }
        let days = serial + 1
        var count = days / 7 * perWeek
        for day in (serial - days % 7 + 1)..<(serial + 1) where weekend >> UInt8(Serial.weekday(day)) & 1 == 0
        {
            count += 1
        }
        var (low, high) = (0, exceptions.count)
        while low < high {
            let middle = (low + high) / 2
            if exceptions[middle] <= serial { low = middle + 1 } else { high = middle }
        }
        return count + (low > 0 ? effects[low - 1] : 0)
    }

    /// The working days between two days, both included; negative when the end lies before the start.
    func count(from start: Int, to end: Int) -> Int {
        start <= end
            ? count(through: end) - count(through: start - 1)
            : -(count(through: start) - count(through: end - 1))
    }

    /// The day so many working days after (or before) a day; nil when it lies outside the calendar.
    func day(after start: Int, _ days: Int) -> Int? {
        if days == 0 { return start }
        guard days.magnitude < 3_000_000 else { return nil }
        // The wanted day is the first at which the count reaches a number.
        let wanted = days > 0 ? count(through: start) + days : count(through: start - 1) + days + 1
        guard wanted >= 1 else { return nil }
        var (low, high) = (0, Serial.end)
        while low < high {
            let middle = (low + high) / 2
            if count(through: middle) >= wanted { high = middle } else { low = middle + 1 }
        }
        return low < Serial.end ? low : nil
    }
}
