import CProcessor

/// Brings what is shown of lines of one side into the processor's cache, a block of items ahead.
///
/// Items are ordered by key, lines as their rows come: what belongs to an item lies anywhere in dozens of long columns, and
/// whoever writes it would wait for memory at every value. Asked for a whole block at once, memory answers many at a time.
///
/// The pointers lead into arrays that the owner of this keeps and never changes.
struct LinePrefetch {
    /// How many items are fetched at once: the processor remembers where the pages of so many lie.
    static let block = 24

    private struct Column {
        let start: UnsafeRawPointer
        let stride: Int

        @inline(__always)
        func fetch(_ place: Int) { cprocessor_prefetch(start + place &* stride) }
    }

    private let rows: UnsafeBufferPointer<Int32>
    private var columnsOfLines: [Column] = []
    private var columnsOfRows: [Column] = []
    private let keys: UnsafeBufferPointer<TextPointers>

    /// The references of the lines of a side; values are added.
    init(_ references: ReferencePointers) {
        rows = references.rows
        keys = references.primary
        add(rows)
        addOfRows(references.sourceOfRow)
        addOfRows(references.numbers)
        for key in keys { addOfRows(key.codes) }
        if let usesFallback = references.usesFallback { addOfRows(usesFallback) }
    }

    /// Adds a value of every line.
    mutating func add(_ values: ValuePointers) {
        add(values.bits)
        if let valid = values.valid { add(valid) }
        if let texts = values.texts { add(texts.codes) }
    }

    /// Adds what lines are summed up from, or priced by.
    mutating func add(_ values: [Int64], _ valid: [Bool]?) {
        values.withUnsafeBufferPointer { add($0) }
        valid?.withUnsafeBufferPointer { add($0) }
    }

    private mutating func add<Value>(_ column: UnsafeBufferPointer<Value>) {
        guard let start = column.baseAddress else { return }
        columnsOfLines.append(Column(start: start, stride: MemoryLayout<Value>.stride))
    }

    private mutating func addOfRows<Value>(_ column: UnsafeBufferPointer<Value>) {
        guard let start = column.baseAddress else { return }
        columnsOfRows.append(Column(start: start, stride: MemoryLayout<Value>.stride))
    }

    /// Fetches what is shown of some lines; negative numbers stand for none.
    func fetch(_ lines: UnsafeBufferPointer<Int32>) {
        // What leads to other memory is fetched first, so that it is there when it is read.
        for column in columnsOfLines {
            for line in lines where line >= 0 { column.fetch(Int(line)) }
        }
        for column in columnsOfRows {
            for line in lines where line >= 0 { column.fetch(Int(rows[Int(line)])) }
        }
        for key in keys {
            for line in lines where line >= 0 { key.fetchEnds(Int(rows[Int(line)])) }
        }
        for key in keys {
            for line in lines where line >= 0 { key.fetchText(Int(rows[Int(line)])) }
        }
    }
}

extension TextPointers {
    /// Begins to fetch where a text lies.
    @inline(__always)
    fileprivate func fetchEnds(_ place: Int) {
        guard let code = codes.baseAddress, let ends else { return }
        cprocessor_prefetch(ends + Int(code[place]))
    }

    /// Begins to fetch a text.
    @inline(__always)
    fileprivate func fetchText(_ place: Int) {
        let text = self[place]
        guard let start = text.baseAddress, !text.isEmpty else { return }
        cprocessor_prefetch(start)
        cprocessor_prefetch(start + (text.count &- 1))
    }
}
