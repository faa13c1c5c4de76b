/// A length of time, from a cell with an elapsed-time format such as `[h]:mm`.
public struct ElapsedTime: Hashable, Sendable {
    /// The length in days, as stored; may be negative.
    public var days: Double

    /// The days that can be told in whole milliseconds; beyond, a number is no length of time.
    static let mostDays = 1e11

    /// Makes a length of time from days.
    public init(days: Double) {
        self.days = days
    }

    /// ISO 8601, rounded to the millisecond, without days: `PT36H15M`, `PT0S`, `-PT1H0.5S`.
    public var iso8601: String {
        let exact = (days.magnitude * 86_400_000).rounded()
        guard exact.isFinite, exact < 9e18 else { return "PT0S" }
        let total = Int(exact)
        let (hours, minutes) = (total / 3_600_000, total / 60_000 % 60)
        let (seconds, rest) = (total / 1000 % 60, total % 1000)
        var text = days < 0 && total > 0 ? "-PT" : "PT"
        if hours > 0 { text += "\(hours)H" }
        if minutes > 0 { text += "\(minutes)M" }
        if rest > 0 {
            text += "\(seconds)." + rest.zeroPadded(3).trimmingTrailingZeros() + "S"
        } else if seconds > 0 || total == 0 {
            text += "\(seconds)S"
        }
        return text
    }
}

extension String {
    fileprivate func trimmingTrailingZeros() -> String {
        var text = Substring(self)
        while text.last == "0" { text.removeLast() }
        return String(text)
    }
}
