/// A calendar month: what a run is about.
public struct RunMonth: Hashable, Comparable, Sendable {
    /// The year.
    public var year: Int
    /// The month, 1...12.
    public var month: Int

    /// Makes a month from its parts, which are not checked.
    public init(year: Int, month: Int) {
        self.year = year
        self.month = month
    }

    /// Reads `2026-03`; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
            text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || ($0 >= 0x30 && $0 <= 0x39) }),
            let year = Int(parts[0]), let month = Int(parts[1]), year > 0, (1...12).contains(month)
        else { return nil }
        self.init(year: year, month: month)
    }

    /// The earlier one first.
    public static func < (left: RunMonth, right: RunMonth) -> Bool {
        (left.year, left.month) < (right.year, right.month)
    }

    /// How many months this one is behind another; negative when it is before.
    public func months(since other: RunMonth) -> Int {
        (year - other.year) * 12 + month - other.month
    }
}

extension RunMonth: CustomStringConvertible {
    /// `2026-03`.
    public var description: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }
}
