/// Turns the columns of a table in a sheet into typed columns.
///
/// Cells of a sheet say themselves what they are, so nothing is guessed: a column has the type that nine tenths of its
/// cells have, and the others are ``TypedColumn/exceptions``. Works chunk by chunk, several at a time; the result does
/// not depend on how many.
struct SheetColumnTyper {
    private let cells: SheetCells
    private let table: RecognisedTable
    /// The place of each sheet row among the data rows; negative for other rows.
    ///
    /// Indexed by row number less ``firstRow``.
    private let placeOfRow: [Int32]
    private let firstRow: Int
    private let rowCount: Int

    init(_ grid: SheetGrid, _ table: RecognisedTable) {
        cells = grid.cells
        self.table = table
        rowCount = table.dataRows.count
        guard let first = table.dataRows.first, let last = table.dataRows.last else {
            (placeOfRow, firstRow) = ([], 0)
            return
        }
        firstRow = grid.rowNumber(at: first)
        // A gap of blank rows costs four bytes a row, never more than the rows of a sheet.
        var places = [Int32](repeating: -1, count: grid.rowNumber(at: last) - firstRow + 1)
        var place: Int32 = 0
        for range in table.dataRows.ranges {
            for row in range {
                places[grid.rowNumber(at: row) &- firstRow] = place
                place &+= 1
            }
        }
        placeOfRow = places
    }

    func columns(threads: Int) -> [TypedColumn] {
        let width = table.columns.count
        let chunks = cells.chunks.indices
        guard rowCount > 0, !chunks.isEmpty else {
            return (0..<width).map { column($0, .empty(count: rowCount)) }
        }
        // Neighbouring chunks together, so that each task is worth starting.
        let tasks = max(1, min(threads * 4, chunks.count))
        let counted = Parallel.map(count: tasks, threads: threads) { task in
            var census = [ColumnCensus](repeating: ColumnCensus(), count: width)
            forEachRecord(task, tasks) { record, _, _, column in census[column].add(record) }
            return census
        }
        var census = [ColumnCensus](repeating: ColumnCensus(), count: width)
        for part in counted { for column in 0..<width { census[column].merge(part[column]) } }
        let texts = SharedTextCodes(
            cells.sharedTexts, isNeeded: census.contains { $0.sharedTexts > 0 && $0.type == .text },
            threads: threads)
        let slots = census.map { ColumnSlots($0, rows: rowCount, dateSystem: cells.dateSystem) }
        defer { slots.forEach { $0.deallocate() } }
        let missed = slots.withUnsafeBufferPointer { slots in
            // Each task fills places of its own; the compiler cannot know.
            nonisolated(unsafe) let slots = slots
            return Parallel.map(count: tasks, threads: threads) { task in
                var misfits: [Misfit] = []
                forEachRecord(task, tasks) { record, chunk, place, column in
                    if !slots[column].put(record, chunk, at: place) {
                        misfits.append(Misfit(column: column, place: place, chunk: chunk, record: record))
                    }
                }
                return misfits
            }
        }
        var exceptions = [[Int: CellValue]](repeating: [:], count: width)
        for misfit in missed.joined() {
            exceptions[misfit.column][misfit.place] = cells.value(
                of: misfit.record, in: cells.chunks[misfit.chunk])
        }
        return Parallel.map(count: width, threads: threads) { [census, slots, exceptions] place in
            var typed = column(place, slots[place].values(cells, texts))
            typed.validity = slots[place].validity()
            typed.exceptions = exceptions[place]
            if census[place].isPercent { typed.format = .percent }
            return typed
        }
    }

    private func column(_ place: Int, _ values: ColumnValues) -> TypedColumn {
        TypedColumn(
            header: place < table.headers.count ? table.headers[place] : "",
            column: table.columns.lowerBound + place + 1, values: values)
    }

    /// Calls the body for every record of a task's chunks that lies in the data rows and columns of the table.
    @inline(__always)
    private func forEachRecord(
        _ task: Int, _ tasks: Int,
        _ body: (_ record: CellRecord, _ chunk: Int, _ place: Int, _ column: Int) -> Void
    ) {
        let count = cells.chunks.count
        let low = table.columns.lowerBound
        let width = table.columns.count
        placeOfRow.withUnsafeBufferPointer { places in
            for chunk in (count * task / tasks)..<(count * (task + 1) / tasks) {
                cells.chunks[chunk].records.withUnsafeBufferPointer { records in
                    for record in records {
                        let row = Int(record.row) &- firstRow
                        let column = Int(record.column) &- 1 &- low
                        guard row >= 0, row < places.count, column >= 0, column < width, places[row] >= 0
                        else { continue }
                        body(record, chunk, Int(places[row]), column)
                    }
                }
            }
        }
    }
}

/// What the cells of a column are, counted.
private struct ColumnCensus {
    var texts = 0
    var sharedTexts = 0
    var numbers = 0
    var percents = 0
    var dates = 0
    var dateTimes = 0
    var times = 0
    var durations = 0
    var booleans = 0
    var others = 0
    /// Decimal places of the exact numbers.
    var decimals = 0
    /// Whether every number is an exact decimal of a moderate size.
    var isExact = true

    var filled: Int {
        texts + numbers + dates + dateTimes + times + durations + booleans + others
    }
    var isPercent: Bool { type == .decimal || type == .number ? percents * 2 > numbers : false }

    @inline(__always)
    mutating func add(_ record: CellRecord) {
        switch record.kind {
        case .blank: return
        case .sharedText:
            texts &+= 1
            sharedTexts &+= 1
        case .text: texts &+= 1
        case .boolean: booleans &+= 1
        case .error, .missing: others &+= 1
        case .decimal, .double:
            switch record.format {
            case .general, .number, .text, .percent:
                numbers &+= 1
                if record.format == .percent { percents &+= 1 }
                guard record.kind == .decimal else {
                    isExact = false
                    return
                }
                let decimal = PackedDecimal(bits: record.payload)
                decimals = max(decimals, 0 &- decimal.exponent)
                // With up to 13 digits before the point and 5 behind it, units fit into 64 bits.
                if decimal.exponent > 0 || decimal.exponent < -5
                    || decimal.significand.magnitude >= 1_000_000_000_000
                {
                    isExact = false
                }
            case .date, .dateTime: if record.isWholeDay { dates &+= 1 } else { dateTimes &+= 1 }
            case .time: times &+= 1
            case .duration: durations &+= 1
            }
        }
    }

    mutating func merge(_ other: ColumnCensus) {
        texts += other.texts
        sharedTexts += other.sharedTexts
        numbers += other.numbers
        percents += other.percents
        dates += other.dates
        dateTimes += other.dateTimes
        times += other.times
        durations += other.durations
        booleans += other.booleans
        others += other.others
        decimals = max(decimals, other.decimals)
        isExact = isExact && other.isExact
    }

    enum ColumnType { case empty, text, decimal, number, boolean, date, dateTime, time, duration }

    var type: ColumnType {
        let filled = filled
        if filled == 0 { return .empty }
        func isMost(_ count: Int) -> Bool { count * 10 >= filled * 9 }
        if isMost(numbers) { return isExact ? .decimal : .number }
        if isMost(dates) { return .date }
        if isMost(dates + dateTimes) { return .dateTime }
        if isMost(times) { return .time }
        if isMost(durations) { return .duration }
        if isMost(booleans) { return .boolean }
        return .text
    }
}

extension CellRecord {
    /// The number of a numeric record.
    @inline(__always)
    var number: Double {
        kind == .decimal ? PackedDecimal(bits: payload).double : Double(bitPattern: payload)
    }

    /// Whether a number has no fraction, as a date without a time of day.
    @inline(__always)
    fileprivate var isWholeDay: Bool {
        if kind == .decimal, PackedDecimal(bits: payload).exponent == 0 { return true }
        let number = number
        return number == number.rounded()
    }
}

/// The shared strings as a dictionary, with a code for each of them; a string that occurs twice has one code.
private struct SharedTextCodes {
    let dictionary: TextDictionary
    /// The code of each shared string; nil when every string is its own code.
    let codes: [UInt32]?

    init(_ arena: TextArena, isNeeded: Bool, threads: Int) {
        guard isNeeded else {
            (dictionary, codes) = (TextDictionary(), nil)
            return
        }
        if TextHash.areDistinct(arena, threads: threads) {
            (dictionary, codes) = (TextDictionary(distinct: arena), nil)
            return
        }
        var dictionary = TextDictionary()
        codes = (0..<arena.count).map { index in arena.withText(at: index) { dictionary.code(of: $0) } }
        self.dictionary = dictionary
    }
}

/// A cell that is no value of its column's type.
private struct Misfit {
    var column: Int
    var place: Int
    var chunk: Int
    var record: CellRecord
}

/// The values of one column while several threads write them, each its own rows.
///
/// Plain memory, so that the loop over the cells counts no references.
private struct ColumnSlots: @unchecked Sendable {
    let type: ColumnCensus.ColumnType
    let rows: Int
    let scale: Int
    let dateSystem: DateSystem
    /// Eight bytes a row: the bits of the value.
    let bits: UnsafeMutablePointer<UInt64>
    /// One byte a row.
    let states: UnsafeMutablePointer<State>

    enum State: UInt8 {
        /// No value.
        case blank
        /// A value of the type.
        case value
        /// An index into the shared strings.
        case sharedText
        /// Text of a chunk: the chunk in the upper half of the bits, the index in the lower.
        case localText
    }

    init(_ census: ColumnCensus, rows: Int, dateSystem: DateSystem) {
        type = census.type
        scale = census.decimals
        self.rows = rows
        self.dateSystem = dateSystem
        bits = .allocate(capacity: rows)
        bits.initialize(repeating: 0, count: rows)
        states = .allocate(capacity: rows)
        states.initialize(repeating: .blank, count: rows)
    }

    func deallocate() {
        bits.deallocate()
        states.deallocate()
    }

    /// Takes a cell; false when it is no value of the type.
    @inline(__always)
    func put(_ record: CellRecord, _ chunk: Int, at place: Int) -> Bool {
        switch record.kind {
        case .decimal, .double: return putNumber(record, place)
        case .sharedText where type == .text: set(place, record.payload, .sharedText)
        case .text where type == .text:
            set(place, UInt64(truncatingIfNeeded: chunk) << 32 | record.payload, .localText)
        case .boolean where type == .boolean: set(place, record.payload)
        default: return record.kind == .blank
        }
        return true
    }

    @inline(__always)
    private func set(_ place: Int, _ value: UInt64, _ state: State = .value) {
        bits[place] = value
        states[place] = state
    }

    @inline(__always)
    private func putNumber(_ record: CellRecord, _ place: Int) -> Bool {
        switch type {
        case .decimal:
            guard record.kind == .decimal, !record.format.isMoment else { return false }
            let decimal = PackedDecimal(bits: record.payload)
            var units = decimal.significand
            var missing = scale &+ decimal.exponent
            while missing > 0 {
                units = units &* 10
                missing &-= 1
            }
            set(place, UInt64(bitPattern: units))
        case .number:
            guard !record.format.isMoment else { return false }
            set(place, record.number.bitPattern)
        case .date, .dateTime:
            guard record.format.isCalendar,
                let milliseconds = SerialDate(serial: record.number, system: dateSystem)?
                    .millisecondsSince1970
            else { return false }
            if type == .date {
                let (days, rest) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
                guard rest == 0 else { return false }
                set(place, UInt64(bitPattern: Int64(days)))
            } else {
                set(place, UInt64(bitPattern: Int64(milliseconds)))
            }
        case .time, .duration:
            guard record.format == (type == .time ? .time : .duration) else { return false }
            let milliseconds = (record.number * 86_400_000).rounded()
            guard milliseconds.magnitude < 9e15, type == .duration || (0..<86_400_000).contains(milliseconds)
            else { return false }
            set(place, UInt64(bitPattern: Int64(milliseconds)))
        case .empty, .text, .boolean: return false
        }
        return true
    }

    /// Which rows have a value; nil when all have.
    func validity() -> BitMask? {
        guard type != .empty, (0..<rows).contains(where: { states[$0] == .blank }) else { return nil }
        var mask = BitMask(count: rows, repeating: false)
        for place in 0..<rows where states[place] != .blank { mask[place] = true }
        return mask
    }

    func values(_ cells: SheetCells, _ texts: SharedTextCodes) -> ColumnValues {
        switch type {
        case .empty: .empty(count: rows)
        case .text: textValues(cells, texts)
        case .decimal: .decimal(units: array { Int64(bitPattern: $0) }, scale: scale)
        case .number: .number(array { Double(bitPattern: $0) })
        case .boolean: .boolean(array { $0 != 0 })
        case .date: .date(days: array { Int32(truncatingIfNeeded: $0) })
        case .dateTime: .dateTime(milliseconds: array { Int64(bitPattern: $0) })
        case .time: .time(milliseconds: array { Int32(truncatingIfNeeded: $0) })
        case .duration: .duration(milliseconds: array { Int64(bitPattern: $0) })
        }
    }

    @inline(__always)
    private func array<Value>(_ convert: (UInt64) -> Value) -> [Value] {
        [Value](unsafeUninitializedCapacity: rows) { buffer, count in
            for place in 0..<rows { buffer.initializeElement(at: place, to: convert(bits[place])) }
            count = rows
        }
    }

    /// How many rows tell whether the texts of a column repeat.
    private static var sample: Int { 1024 }

    private func textValues(_ cells: SheetCells, _ texts: SharedTextCodes) -> ColumnValues {
        var dictionary = texts.dictionary
        var isReserved = false
        let codes = [UInt32](unsafeUninitializedCapacity: rows) { buffer, count in
            var place = 0
            while place < rows {
                guard states[place] == .localText else {
                    let code = UInt32(truncatingIfNeeded: bits[place])
                    let isShared = states[place] == .sharedText
                    buffer.initializeElement(
                        at: place, to: isShared ? texts.codes?[Int(code)] ?? code : code)
                    place += 1
                    continue
                }
                // Rows of one chunk follow each other: its texts are opened once for all of them.
                let chunk = bits[place] >> 32
                let first = place
                while place < rows, states[place] == .localText, bits[place] >> 32 == chunk { place += 1 }
                cells.chunks[Int(chunk)].arena.withTexts { texts in
                    dictionary.codes(count: place - first) { index in
                        texts[Int(UInt32(truncatingIfNeeded: bits[first + index]))]
                    } _: { index, code in
                        buffer.initializeElement(at: first + index, to: code)
                    }
                }
                // Numbers of documents do not repeat: the table need not grow step by step for them.
                if !isReserved, place >= Self.sample {
                    isReserved = true
                    if dictionary.count - texts.dictionary.count > place / 4 * 3 {
                        dictionary.reserve(rows - place)
                    }
                }
            }
            count = rows
        }
        return .text(codes: codes, dictionary: dictionary)
    }
}

extension NumberFormatClass {
    /// Whether a number with this format is a date, a time of day or an elapsed time.
    fileprivate var isMoment: Bool { isDateOrTime || self == .duration }
    /// Whether a number with this format is a calendar date.
    fileprivate var isCalendar: Bool { self == .date || self == .dateTime }
}

extension RecognisedTable {
    /// The columns of the table with the data rows as typed values; see ``TypedColumn``.
    public func typedColumns(from sheet: SheetGrid, threads: Int = 2) -> [TypedColumn] {
        SheetColumnTyper(sheet, self).columns(threads: threads)
    }
}
