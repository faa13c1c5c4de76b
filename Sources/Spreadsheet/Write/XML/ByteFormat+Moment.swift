extension ByteFormat {
    /// The most bytes that a day with a time of day takes: the digits of any year, and `-03-05T08:30:00.125`.
    static let momentRoom = 40

    /// What a function writes, as a string; it may take so many bytes.
    static func text(room: Int, _ put: (Position) -> Position) -> String {
        String(unsafeUninitializedCapacity: room) { buffer in
            buffer.baseAddress.map { put($0) - $0 } ?? 0
        }
    }

    /// Writes a day as `2026-03-05`.
    static func put(year: Int, month: Int, day: Int, at start: Position) -> Position {
        var position = start
        if year < 0 { position = put("-", at: position) }
        position = put(year.magnitude, width: 4, at: position)
        position = put("-", at: position)
        position = put(month.magnitude, width: 2, at: position)
        position = put("-", at: position)
        return put(day.magnitude, width: 2, at: position)
    }

    /// Writes a time of day as `08:30:00`, with milliseconds when there are any.
    static func put(clock millisecond: Int, at start: Position) -> Position {
        let seconds = millisecond.magnitude / 1000
        var position = put(seconds / 3600, width: 2, at: start)
        position = put(":", at: position)
        position = put(seconds / 60 % 60, width: 2, at: position)
        position = put(":", at: position)
        position = put(seconds % 60, width: 2, at: position)
        let rest = millisecond.magnitude % 1000
        if rest > 0 {
            position = put(".", at: position)
            position = put(rest, width: 3, at: position)
        }
        return position
    }

    /// Writes a date as ``SerialDate/iso8601`` has it, with another separator before the time of day.
    static func put(_ date: SerialDate, separator: UInt8, at start: Position) -> Position {
        let parts = date.components
        // A time that rounds up to midnight is 00:00:00, as Excel shows it.
        if date.isTimeOnly, date.serial < 1 { return put(clock: parts.millisecondOfDay, at: start) }
        let position = put(year: parts.year, month: parts.month, day: parts.day, at: start)
        if parts.millisecondOfDay == 0 { return position }
        position.pointee = separator
        return put(clock: parts.millisecondOfDay, at: position + 1)
    }

    /// Writes a number with at least so many digits.
    @inline(__always)
    private static func put(_ value: UInt, width: Int, at position: Position) -> Position {
        let count = max(width, digitCount(UInt64(value)))
        putDigits(UInt64(value), count: count, at: position)
        return position + count
    }
}
