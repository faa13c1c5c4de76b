/// The cells of one sheet, row by row and from left to right, with what is needed to make sense of them.
public struct SheetCells: Sendable {
    /// The cells in chunks, none of them empty; across all chunks the positions rise.
    public private(set) var chunks: [CellChunk] = []
    /// The numbers of the rows that are marked hidden, whether or not they have cells.
    public private(set) var hiddenRows: Set<UInt32> = []
    /// The shared strings of the workbook.
    public var sharedTexts = TextArena()
    /// How dates are counted.
    public var dateSystem = DateSystem.from1900

    /// Makes an empty sheet.
    public init() {}

    /// Makes a sheet of chunks as the file has them.
    ///
    /// - Parameters:
    ///   - chunks: The cells in the order of the file.
    ///   - sharedTexts: The shared strings of the workbook.
    ///   - dateSystem: How days are counted.
    ///   - isOrdered: Whether the positions are known to rise. If not, the cells are sorted; of several at one position
    ///     the last of the file counts, as in Excel.
    init(chunks: [CellChunk], sharedTexts: TextArena, dateSystem: DateSystem, isOrdered: Bool) {
        self.sharedTexts = sharedTexts
        self.dateSystem = dateSystem
        hiddenRows = Set(chunks.flatMap(\.hiddenRows))
        let filled = chunks.filter { !$0.records.isEmpty }
        self.chunks = isOrdered || filled.isEmpty ? filled : [Self.sorted(filled)]
        resolveSharedFormulas()
    }

    /// Takes one chunk in the place of all there are, as a stream does.
    mutating func replaceChunks(with chunk: CellChunk) {
        chunks = chunk.records.isEmpty ? [] : [chunk]
        hiddenRows = Set(chunk.hiddenRows)
    }

    /// The number of cells.
    public var count: Int { chunks.reduce(0) { $0 + $1.records.count } }

    /// The smallest range that holds every cell; nil when there are none.
    public var extent: CellRange? {
        guard let first = chunks.first?.records.first, let last = chunks.last?.records.last else {
            return nil
        }
        var low = first.column
        var high = first.column
        for chunk in chunks {
            for record in chunk.records {
                low = min(low, record.column)
                high = max(high, record.column)
            }
        }
        return CellRange(
            CellPosition(row: Int(first.row), column: Int(low)),
            CellPosition(row: Int(last.row), column: Int(high)))
    }

    /// Every cell, row by row and from left to right, with its formula.
    ///
    /// Convenient, and costly for large sheets: ``chunks`` with ``value(of:in:)`` make no copies.
    ///
    /// - Parameter isHidden: Answers for each position whether the cell is hidden.
    /// - Returns: The cells.
    public func allCells(isHidden: (CellPosition) -> Bool) -> [Cell] {
        var cells: [Cell] = []
        for chunk in chunks {
            let first = cells.count
            for record in chunk.records {
                cells.append(
                    Cell(
                        position: record.position, value: value(of: record, in: chunk), format: record.format,
                        isHidden: isHidden(record.position)))
            }
            for formula in chunk.formulas {
                if case .own(let text) = formula.source { cells[first + formula.record].formula = text }
            }
        }
        return cells
    }

    /// The value of a record.
    public func value(of record: CellRecord, in chunk: CellChunk) -> CellValue {
        switch record.kind {
        case .blank: return .blank
        case .decimal:
            let decimal = PackedDecimal(bits: record.payload)
            return timeValue(decimal.double, record.format) ?? .number(.decimal(decimal))
        case .double:
            let double = Double(bitPattern: record.payload)
            return timeValue(double, record.format) ?? .number(.double(double))
        case .sharedText:
            let index = Int(truncatingIfNeeded: record.payload)
            return index < sharedTexts.count ? .text(sharedTexts[index]) : .missing
        case .text: return .text(chunk.arena[Int(truncatingIfNeeded: record.payload)])
        case .boolean: return .boolean(record.payload != 0)
        case .error: return .error(CellError(rawValue: UInt8(truncatingIfNeeded: record.payload)) ?? .unknown)
        case .missing: return .missing
        }
    }

    /// What a number is when its format makes a date or an elapsed time of it; nil when it stays a number.
    ///
    /// A number that is no date in spite of its format, such as a negative one, which Excel shows as `####`,
    /// stays a number.
    private func timeValue(_ number: Double, _ format: NumberFormatClass) -> CellValue? {
        switch format {
        case .date, .dateTime, .time:
            SerialDate(serial: number, system: dateSystem, isTimeOnly: format == .time).map(CellValue.date)
        case .duration: number.magnitude < ElapsedTime.mostDays ? .duration(ElapsedTime(days: number)) : nil
        case .general, .number, .percent, .text: nil
        }
    }

    /// The cell at a position; nil when it is blank.
    ///
    /// Takes time that grows with the logarithm of the number of cells.
    public subscript(position: CellPosition) -> CellValue? {
        let after = Self.firstIndex(in: chunks.indices) { chunks[$0].records[0].position > position }
        guard after > 0 else { return nil }
        let chunk = chunks[after - 1]
        let place = Self.firstIndex(in: chunk.records.indices) { chunk.records[$0].position >= position }
        guard place < chunk.records.count, chunk.records[place].position == position else { return nil }
        return value(of: chunk.records[place], in: chunk)
    }

    /// The first index for which the condition holds, when it holds from some index on; the end when it never does.
    static func firstIndex(in indices: Range<Int>, where condition: (Int) -> Bool) -> Int {
        var (low, high) = (indices.lowerBound, indices.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if condition(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    // MARK: - Order

    /// The same cells in chunks of whole rows.
    ///
    /// Readers nearly always make them so.
    func joiningSplitRows() -> SheetCells {
        let isSplit = zip(chunks, chunks.dropFirst()).contains {
            $0.records.last?.row == $1.records.first?.row
        }
        guard isSplit else { return self }
        var joined = self
        joined.chunks = [Self.sorted(chunks)]
        return joined
    }

    private static func sorted(_ chunks: [CellChunk]) -> CellChunk {
        var merged = CellChunk()
        var formulas: [Int: FormulaSource] = [:]
        for chunk in chunks {
            let firstRecord = merged.records.count
            let firstText = UInt64(merged.arena.count)
            for var record in chunk.records {
                if record.kind == .text { record.payload += firstText }
                merged.records.append(record)
            }
            for formula in chunk.formulas { formulas[firstRecord + formula.record] = formula.source }
            merged.arena.append(contentsOf: chunk.arena)
        }
        let order = merged.records.indices.sorted {
            let (left, right) = (merged.records[$0], merged.records[$1])
            return (left.row, left.column, $0) < (right.row, right.column, $1)
        }
        var records: [CellRecord] = []
        for (place, index) in order.enumerated() {
            let record = merged.records[index]
            if place + 1 < order.count, merged.records[order[place + 1]].position == record.position {
                continue
            }
            if let source = formulas[index] {
                merged.formulas.append(FormulaRecord(record: records.count, source: source))
            }
            records.append(record)
        }
        merged.records = records
        return merged
    }

    // MARK: - Shared formulas

    /// Gives every cell of a shared formula the formula written out for it.
    ///
    /// A cell whose group has no master keeps none.
    private mutating func resolveSharedFormulas() {
        var masters: [Int: (formula: String, position: CellPosition)] = [:]
        for chunk in chunks {
            for formula in chunk.formulas {
                if case .sharedMaster(let group, let text) = formula.source {
                    masters[group] = (text, chunk.records[formula.record].position)
                }
            }
        }
        guard !masters.isEmpty || chunks.contains(where: { !$0.formulas.isEmpty }) else { return }
        for index in chunks.indices {
            // A group number may be used again further down: the nearest master before counts, else the one behind.
            for place in chunks[index].formulas.indices {
                let formula = chunks[index].formulas[place]
                switch formula.source {
                case .own: continue
                case .sharedMaster(let group, let text):
                    masters[group] = (text, chunks[index].records[formula.record].position)
                    chunks[index].formulas[place].source = .own(text)
                case .shared(let group):
                    guard let master = masters[group] else { continue }
                    let position = chunks[index].records[formula.record].position
                    chunks[index].formulas[place].source = .own(
                        FormulaShifter.shift(master.formula, from: master.position, to: position))
                }
            }
        }
    }
}
