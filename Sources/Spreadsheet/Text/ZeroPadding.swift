extension Int {
    /// The number with at least so many digits, zeros in front: `5.zeroPadded(2)` is `05`.
    package func zeroPadded(_ width: Int) -> String {
        let digits = String(magnitude)
        return (self < 0 ? "-" : "") + String(repeating: "0", count: Swift.max(0, width - digits.count))
            + digits
    }
}
