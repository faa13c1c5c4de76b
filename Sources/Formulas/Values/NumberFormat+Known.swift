import Synchronization

extension NumberFormat {
    private static let recent = Mutex<[String: NumberFormat]>([:])
    /// Policies have a few dozen formats; data could have any number.
    private static let mostRecent = 256

    /// A format that is read once, however many values it shows; nil when it makes no sense.
    static func known(_ format: String) -> NumberFormat? {
        if let known = recent.withLock({ $0[format] }) { return known }
        guard let read = NumberFormat(format) else { return nil }
        recent.withLock { formats in
            if formats.count >= mostRecent { formats.removeAll(keepingCapacity: true) }
            formats[format] = read
        }
        return read
    }
}
