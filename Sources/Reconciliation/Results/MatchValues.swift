/// One compared value of the lines of a side.
///
/// The pointers lead into arrays that this keeps and never changes.
package final class MatchValues: @unchecked Sendable {
    /// What the values are.
    package let kind: ValueRule.Kind
    /// Decimals of money and numbers.
    package let scale: Int
    /// The side whose lines have the values.
    package let side: MatchSide
    private let values: LineValues
    private let texts: TextColumn?
    private let units: UnsafePointer<Int64>?
    private let isValid: UnsafePointer<Bool>?

    init(_ values: LineValues, _ texts: TextColumn?, _ side: MatchSide) {
        self.values = values
        self.texts = texts
        self.side = side
        kind = values.kind
        scale = values.scale
        units = values.bits.withUnsafeBufferPointer(\.baseAddress)
        isValid = values.isValid.flatMap { $0.withUnsafeBufferPointer(\.baseAddress) }
    }

    /// Whether a line has a value.
    @inline(__always)
    package func has(_ line: Int) -> Bool { isValid.map { $0[line] } ?? true }

    /// The value of a line: units of `10^-scale`, days since 1970, or months since year 0.
    @inline(__always)
    package func units(_ line: Int) -> Int64 { units.map { $0[line] } ?? 0 }

    /// The text of a line as it may be shown.
    @inline(__always)
    package func text(_ line: Int) -> UnsafeBufferPointer<UInt8> {
        texts.map { $0[line] } ?? UnsafeBufferPointer(start: nil, count: 0)
    }

    /// The number of the text of a line: lines with the same number have the same text.
    package func textCode(_ line: Int) -> Int64 { texts.map { Int64($0.code(line)) } ?? 0 }

    /// The value of all lines of an item, made.
    package func value(ofItem item: Int) -> LineValue? { values.value(side.all(item)) }
}
