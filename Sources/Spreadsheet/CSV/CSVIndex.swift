/// Where the fields and records of a text lie.
///
/// Offsets are counted from the start of the scanned bytes and fit in 31 bits.
final class CSVIndex: @unchecked Sendable {
    /// The largest number of bytes that can be indexed.
    static let byteLimit = Int(Int32.max)
    /// Marks a field that is quoted and whose value lies between the quotes.
    static let quotedFlag: UInt32 = 0x8000_0000

    /// For each field the offset just behind it, with ``quotedFlag``.
    private(set) var fieldEnds: UnsafeMutablePointer<UInt32>
    private(set) var fieldCount = 0
    private var fieldCapacity: Int

    /// For each record the offset of its first byte and the number of its first field; one more of each at the
    /// end, once the index is complete.
    private(set) var recordStarts: UnsafeMutablePointer<UInt32>
    private(set) var recordFields: UnsafeMutablePointer<UInt32>
    private(set) var recordCount = 0
    private var recordCapacity: Int

    /// Makes an empty index with room for the fields of a text of some bytes. It grows as needed.
    init(forBytes bytes: Int) {
        fieldCapacity = max(64, bytes / 6)
        recordCapacity = max(16, bytes / 64)
        fieldEnds = .allocate(capacity: fieldCapacity)
        recordStarts = .allocate(capacity: recordCapacity)
        recordFields = .allocate(capacity: recordCapacity)
    }

    deinit {
        fieldEnds.deallocate()
        recordStarts.deallocate()
        recordFields.deallocate()
    }

    @inline(__always)
    func addField(end: Int, quoted: Bool) {
        if fieldCount == fieldCapacity { growFields(to: fieldCapacity * 2) }
        fieldEnds[fieldCount] =
            UInt32(truncatingIfNeeded: end) | (quoted ? Self.quotedFlag : 0)
        fieldCount &+= 1
    }

    /// Ends the record whose fields were added since the record before.
    @inline(__always)
    func endRecord(start: Int, firstField: Int) {
        if recordCount &+ 1 >= recordCapacity { growRecords(to: recordCapacity * 2) }
        recordStarts[recordCount] = UInt32(truncatingIfNeeded: start)
        recordFields[recordCount] = UInt32(truncatingIfNeeded: firstField)
        recordCount &+= 1
        recordFields[recordCount] = UInt32(truncatingIfNeeded: fieldCount)
    }

    /// Forgets fields that were added since the last record ended.
    func dropOpenRecord() {
        fieldCount = recordCount == 0 ? 0 : Int(recordFields[recordCount])
    }

    /// Takes the last record back and returns where it begins.
    func dropLastRecord() -> Int {
        recordCount -= 1
        fieldCount = Int(recordFields[recordCount])
        return Int(recordStarts[recordCount])
    }

    /// Adds the records of an index of bytes that follow these.
    func append(_ other: CSVIndex) {
        if fieldCount + other.fieldCount > fieldCapacity { growFields(to: fieldCount + other.fieldCount) }
        if recordCount + other.recordCount + 1 >= recordCapacity {
            growRecords(to: recordCount + other.recordCount + 2)
        }
        (fieldEnds + fieldCount).update(from: other.fieldEnds, count: other.fieldCount)
        (recordStarts + recordCount).update(from: other.recordStarts, count: other.recordCount)
        for record in 0..<other.recordCount {
            recordFields[recordCount + record] = other.recordFields[record] &+ UInt32(fieldCount)
        }
        fieldCount += other.fieldCount
        recordCount += other.recordCount
        recordFields[recordCount] = UInt32(fieldCount)
    }

    private func growFields(to capacity: Int) {
        fieldEnds = Self.moved(fieldEnds, count: fieldCount, to: capacity)
        fieldCapacity = capacity
    }

    private func growRecords(to capacity: Int) {
        recordStarts = Self.moved(recordStarts, count: recordCount, to: capacity)
        recordFields = Self.moved(recordFields, count: recordCount == 0 ? 0 : recordCount + 1, to: capacity)
        recordCapacity = capacity
    }

    private static func moved(
        _ old: UnsafeMutablePointer<UInt32>, count: Int, to capacity: Int
    ) -> UnsafeMutablePointer<UInt32> {
        let new = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
        new.moveInitialize(from: old, count: count)
        old.deallocate()
        return new
    }

    /// The bytes of one field within the record.
    @inline(__always)
    func fieldRange(_ field: Int, isFirstOf record: Int?) -> (start: Int, end: Int, quoted: Bool) {
        let start: Int
        if let record {
            start = Int(recordStarts[record])
        } else {
            start = Int(fieldEnds[field &- 1] & ~Self.quotedFlag) &+ 1
        }
        let end = fieldEnds[field]
        return (start, Int(end & ~Self.quotedFlag), end & Self.quotedFlag != 0)
    }
}
