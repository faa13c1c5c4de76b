#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where the fields and records of a text lie.
///
/// Offsets are counted from the start of the scanned bytes and fit in 31 bits.
final class CSVIndex: @unchecked Sendable {
    /// The largest number of bytes that can be indexed.
    static let byteLimit = Int(Int32.max)
    /// Marks a field that is quoted and whose value lies between the quotes.
    static let quotedFlag: UInt32 = 0x8000_0000

    /// For each field the offset just behind it, with ``quotedFlag``.
    let fieldEnds: UnsafeMutablePointer<UInt32>
    let fieldCount: Int
    /// For each record the offset of its first byte.
    let recordStarts: UnsafeMutablePointer<UInt32>
    /// For each record the number of its first field, and at the end the number of all fields.
    let recordFields: UnsafeMutablePointer<UInt32>
    let recordCount: Int

    fileprivate init(
        fieldEnds: UnsafeMutablePointer<UInt32>, fieldCount: Int,
        recordStarts: UnsafeMutablePointer<UInt32>, recordFields: UnsafeMutablePointer<UInt32>,
        recordCount: Int
    ) {
        self.fieldEnds = fieldEnds
        self.fieldCount = fieldCount
        self.recordStarts = recordStarts
        self.recordFields = recordFields
        self.recordCount = recordCount
    }

    /// The index of a text whose first part has one index and whose rest has another.
    init(joining first: CSVIndex, _ rest: CSVIndex) {
        fieldCount = first.fieldCount + rest.fieldCount
        recordCount = first.recordCount + rest.recordCount
        fieldEnds = CSVIndexBuilder.allocated(fieldCount + 1)
        recordStarts = CSVIndexBuilder.allocated(recordCount + 1)
        recordFields = CSVIndexBuilder.allocated(recordCount + 1)
        fieldEnds.update(from: first.fieldEnds, count: first.fieldCount)
        (fieldEnds + first.fieldCount).update(from: rest.fieldEnds, count: rest.fieldCount)
        recordStarts.update(from: first.recordStarts, count: first.recordCount)
        (recordStarts + first.recordCount).update(from: rest.recordStarts, count: rest.recordCount)
        recordFields.update(from: first.recordFields, count: first.recordCount)
        let shift = UInt32(first.fieldCount)
        for record in 0...rest.recordCount {
            recordFields[first.recordCount + record] = rest.recordFields[record] &+ shift
        }
    }

    deinit {
        free(fieldEnds)
        free(recordStarts)
        free(recordFields)
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

/// Gathers a ``CSVIndex``.
///
/// A structure, so that the inner loop of a scanner can keep it in registers.
struct CSVIndexBuilder: ~Copyable {
    private var fieldEnds: UnsafeMutablePointer<UInt32>
    private(set) var fieldCount = 0
    private var fieldCapacity: Int
    private var recordStarts: UnsafeMutablePointer<UInt32>
    private var recordFields: UnsafeMutablePointer<UInt32>
    private(set) var recordCount = 0
    private var recordCapacity: Int

    /// Makes an empty index with room for the fields of a text of some bytes.
    ///
    /// It grows as needed.
    init(forBytes bytes: Int) {
        fieldCapacity = max(64, bytes / 6)
        recordCapacity = max(16, bytes / 64)
        fieldEnds = Self.allocated(fieldCapacity)
        recordStarts = Self.allocated(recordCapacity)
        recordFields = Self.allocated(recordCapacity)
        recordFields[0] = 0
    }

    deinit {
        free(fieldEnds)
        free(recordStarts)
        free(recordFields)
    }

    @inline(__always)
    mutating func addField(end: Int, quoted: Bool) {
        if fieldCount == fieldCapacity { growFields() }
        fieldEnds[fieldCount] = UInt32(truncatingIfNeeded: end) | (quoted ? CSVIndex.quotedFlag : 0)
        fieldCount &+= 1
    }

    /// Ends the record whose fields were added since the record before.
    @inline(__always)
    mutating func endRecord(start: Int) {
        if recordCount &+ 1 >= recordCapacity { growRecords() }
        recordStarts[recordCount] = UInt32(truncatingIfNeeded: start)
        recordCount &+= 1
        recordFields[recordCount] = UInt32(truncatingIfNeeded: fieldCount)
    }

    /// The number of fields that were added since the last record ended.
    var openFields: Int { fieldCount &- Int(recordFields[recordCount]) }

    /// Forgets fields that were added since the last record ended.
    mutating func dropOpenRecord() {
        fieldCount = Int(recordFields[recordCount])
    }

    /// Takes the last record back and returns where it begins.
    mutating func dropLastRecord() -> Int {
        recordCount -= 1
        fieldCount = Int(recordFields[recordCount])
        return Int(recordStarts[recordCount])
    }

    /// The finished index.
    consuming func finish() -> CSVIndex {
        let index = CSVIndex(
            fieldEnds: fieldEnds, fieldCount: fieldCount, recordStarts: recordStarts,
            recordFields: recordFields, recordCount: recordCount)
        discard self
        return index
    }

    private mutating func growFields() {
        fieldEnds = Self.moved(fieldEnds, count: fieldCount, to: fieldCapacity * 2)
        fieldCapacity *= 2
    }

    private mutating func growRecords() {
        recordStarts = Self.moved(recordStarts, count: recordCount, to: recordCapacity * 2)
        recordFields = Self.moved(recordFields, count: recordCount + 1, to: recordCapacity * 2)
        recordCapacity *= 2
    }

    fileprivate static func allocated(_ capacity: Int) -> UnsafeMutablePointer<UInt32> {
        LargeMemory.allocate(capacity * 4).bindMemory(to: UInt32.self, capacity: capacity)
    }

    private static func moved(
        _ old: UnsafeMutablePointer<UInt32>, count: Int, to capacity: Int
    ) -> UnsafeMutablePointer<UInt32> {
        let new = allocated(capacity)
        new.moveInitialize(from: old, count: count)
        free(old)
        return new
    }
}
