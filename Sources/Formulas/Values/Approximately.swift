/// Comparison of doubles the way spreadsheet programs do it, blind to the last few bits.
enum Approximately {
    /// 2^-48: the last four bits of a double do not count.
    static let tolerance = 0x1p-48

    @inline(__always)
    static func equal(_ a: Double, _ b: Double) -> Bool {
        a == b || abs(a - b) < abs(a) * tolerance
    }

    @inline(__always)
    static func compare(_ a: Double, _ b: Double) -> Int {
        equal(a, b) ? 0 : a < b ? -1 : 1
    }

    /// The difference, zero when the two are equal but for the last bits.
    @inline(__always)
    static func subtract(_ a: Double, _ b: Double) -> Double {
        let difference = a - b
        return difference != 0 && abs(difference) < abs(a) * tolerance ? 0 : difference
    }

    /// The largest whole number not above `x`, forgiving an error in the last bits.
    @inline(__always)
    static func floor(_ x: Double) -> Double {
        let nearest = x.rounded()
        return equal(x, nearest) ? nearest : x.rounded(.down)
    }
}
