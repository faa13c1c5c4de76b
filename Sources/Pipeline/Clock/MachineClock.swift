import Foundation
import Spreadsheet

/// The one place where the time of day is read.
///
/// Results never depend on it.
public enum MachineClock {
    /// The present moment.
    static var now: Date { Date() }

    /// Waits; returns earlier when a signal comes.
    static func sleep(_ duration: Duration) {
        let parts = duration.components
        var time = timespec(
            tv_sec: Int(parts.seconds), tv_nsec: Int(parts.attoseconds / 1_000_000_000))
        nanosleep(&time, nil)
    }

    /// The present day where the machine stands: what commands take for a date that is not given.
    public static var today: CivilDay {
        let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: now)
        return CivilDay(year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1)
    }
}
