import Spreadsheet

/// All rows of one register, from however many files: typed columns of the rows that count, and an account of the
/// others.
public struct RegisterTable: Sendable {
    /// The register.
    public let register: RegisterSchema
    /// The tables that the rows come from.
    public internal(set) var sources: [Source]
    /// The columns in the order of the register, with the rows that count.
    public internal(set) var columns: [RegisterColumnData]
    /// The source of each row.
    public internal(set) var sourceOfRow: [UInt16]
    /// The number of each row in its sheet.
    public internal(set) var rowNumbers: [Int32]

    /// A table that rows come from.
    public struct Source: Sendable {
        /// The path of the file.
        public var file: String
        /// The name of the sheet; nil for a character-separated file.
        public var sheet: String?
        /// How many rows were read, those that are no data included.
        public var readCount: Int
        /// The rows that do not count, by row number.
        public var dispositions: [RowDisposition]
        /// What the totals of the table say.
        public var totals: [TotalCheck]

        /// How many rows count.
        public var acceptedCount: Int { readCount - dispositions.count }
        /// How many rows are data that cannot be used.
        public var rejectedCount: Int { dispositions.filter { $0.fate == .rejected }.count }
        /// How many rows are no data, or the same as others.
        public var ignoredCount: Int { dispositions.filter { $0.fate == .ignored }.count }
    }

    /// The number of rows that count.
    public var rowCount: Int { rowNumbers.count }

    /// Puts the parts of one register together; nil when there are none, or they are of several registers.
    public init?(_ parts: [RegisterPart]) {
        guard let register = parts.first?.register, parts.allSatisfy({ $0.register.key == register.key }),
            parts.count <= Int(UInt16.max)
        else { return nil }
        self.register = register
        sources = parts.map { part in
            let outside = part.dispositions.filter { $0.row == nil }.count
            return Source(
                file: part.file, sheet: part.sheet, readCount: part.rowNumbers.count + outside,
                dispositions: part.dispositions, totals: part.totals)
        }
        sourceOfRow = []
        rowNumbers = []
        for (index, part) in parts.enumerated() {
            sourceOfRow += Array(repeating: UInt16(index), count: part.rowNumbers.count)
            rowNumbers += part.rowNumbers
        }
        columns = Parallel.map(count: register.columns.count, threads: 2) { column in
            RegisterColumnData(
                joining: parts.map { ($0.columns[column], $0.rowNumbers.count) }, register.columns[column])
        }
        var keep = [Bool](repeating: true, count: rowNumbers.count)
        var start = 0
        for part in parts {
            for disposition in part.dispositions {
                if let row = disposition.row { keep[start + row] = false }
            }
            start += part.rowNumbers.count
        }
        resolveDuplicates(&keep)
        noteRepeatedValues(keep)
        if keep.contains(false) { take(keep) }
    }

    /// Makes a table of columns that are ready.
    init(
        register: RegisterSchema, columns: [RegisterColumnData], sourceOfRow: [UInt16], rowNumbers: [Int32],
        sources: [Source]
    ) {
        self.register = register
        self.columns = columns
        self.sourceOfRow = sourceOfRow
        self.rowNumbers = rowNumbers
        self.sources = sources
    }

    /// Leaves only the rows that are to be kept.
    private mutating func take(_ keep: [Bool]) {
        let rows = keep.indices.filter { keep[$0] }
        var places = [Int](repeating: -1, count: keep.count)
        for (place, row) in rows.enumerated() { places[row] = place }
        for index in columns.indices { columns[index].take(rows, places) }
        sourceOfRow = rows.map { sourceOfRow[$0] }
        rowNumbers = rows.map { rowNumbers[$0] }
    }

    /// A column by its canonical name.
    public subscript(column: String) -> RegisterColumnData? { register.index(of: column).map { columns[$0] } }

    /// Where a value comes from.
    ///
    /// The cell is nil for a value from above the table or from the file name.
    public func origin(row: Int, column: Int) -> Origin {
        let index = Int(sourceOfRow[row])
        let sheetColumn = columns[column].sheetColumns[index]
        return Origin(
            file: sources[index].file, sheet: sources[index].sheet,
            cell: sheetColumn > 0 ? CellPosition(row: Int(rowNumbers[row]), column: sheetColumn) : nil)
    }

    /// The values of the primary key, or of the fallback key when it is blank, joined by `|`.
    public func key(row: Int) -> String {
        let primary = register.primaryKey.compactMap { register.index(of: $0) }
        let isBlank = !primary.contains { columns[$0].isValid(row) }
        let names = isBlank ? register.fallbackKey.compactMap { register.index(of: $0) } : primary
        return names.map { text(row: row, column: $0) }.joined(separator: "|")
    }

    /// A value as text: ISO 8601 for dates, plain decimals, `是` and `否`; an empty text for none.
    ///
    /// Months are `2026-03` and weeks `2026-W10`, as formulas see them. Not masked.
    public func text(row: Int, column: Int) -> String {
        if case .days(let days) = columns[column].values, columns[column].isValid(row) {
            switch register.columns[column].type {
            case .month: return PeriodSpan(.month, containing: Int(days[row])).label
            case .week: return PeriodSpan(.week, containing: Int(days[row])).label
            default: break
            }
        }
        return columns[column].text(row)
    }
}

extension RegisterColumnData {
    /// A value as text; an empty text for none.
    public func text(_ row: Int) -> String {
        guard isValid(row) else { return "" }
        switch values {
        case .absent: return ""
        case .text(let codes, let dictionary): return dictionary[codes[row]]
        case .fixed(let units, let scale):
            return scale > 4
                ? ColumnConverter.plain(units[row], scale) : FixedPoint.text(units[row], scale: scale)
        case .days(let days): return ColumnConverter.iso(Int(days[row]), 0)
        case .moments(let moments):
            let days = Int((Double(moments[row]) / 86_400_000).rounded(.down))
            return ColumnConverter.iso(days, Int(moments[row]) - days * 86_400_000)
        case .clock(let clock): return ColumnConverter.clockText(Int(clock[row]))
        case .periods(let days, _): return ColumnConverter.iso(Int(days[row]), 0)
        case .boolean(let values): return values[row] ? "是" : "否"
        case .choice(let codes, let values): return values[Int(codes[row])]
        }
    }

    /// Puts the columns of several tables one behind the other.
    init(joining parts: [(data: RegisterColumnData, rows: Int)], _ column: RegisterColumn) {
        if parts.count == 1 {
            self = parts[0].data
            return
        }
        let total = parts.reduce(0) { $0 + $1.rows }
        self.init(values: .absent, validity: nil, sheetColumns: parts.map { $0.data.sheetColumns[0] })
        guard parts.contains(where: { if case .absent = $0.data.values { false } else { true } }) else {
            return
        }
        var converted = ConvertedColumn(rows: total)
        var choices = column.values.map(\.value)
        var start = 0
        for (data, rows) in parts {
            for row in 0..<rows where !data.isValid(row) { converted.validity[start + row] = false }
            data.values.put(into: &converted, at: start, &choices)
            converted.conversions += data.conversions.map {
                CellConversion(row: $0.row + start, kind: $0.kind, written: $0.written)
            }
            converted.issues += data.issues.map {
                CellIssue(row: $0.row + start, kind: $0.kind, written: $0.written, nearest: $0.nearest)
            }
            start += rows
        }
        let columns = sheetColumns
        self = converted.finish(column, choices: choices, sheetColumn: 0)
        sheetColumns = columns
    }

    /// Leaves only some rows; `places` tells for each row before where it is now, or -1.
    mutating func take(_ rows: [Int], _ places: [Int]) {
        switch values {
        case .absent: break
        case .text(let codes, let dictionary):
            values = .text(codes: rows.map { codes[$0] }, dictionary: dictionary)
        case .fixed(let units, let scale): values = .fixed(units: rows.map { units[$0] }, scale: scale)
        case .days(let days): values = .days(rows.map { days[$0] })
        case .moments(let moments): values = .moments(rows.map { moments[$0] })
        case .clock(let clock): values = .clock(rows.map { clock[$0] })
        case .periods(let days, let grains):
            values = .periods(days: rows.map { days[$0] }, grains: rows.map { grains[$0] })
        case .boolean(let list): values = .boolean(rows.map { list[$0] })
        case .choice(let codes, let list): values = .choice(codes: rows.map { codes[$0] }, values: list)
        }
        if let before = validity {
            var mask = BitMask(count: rows.count, repeating: true)
            for (place, row) in rows.enumerated() where !before[row] { mask[place] = false }
            validity = mask.population == mask.count ? nil : mask
        }
        conversions = conversions.compactMap { conversion in
            places[conversion.row] < 0
                ? nil
                : CellConversion(
                    row: places[conversion.row], kind: conversion.kind, written: conversion.written)
        }
        issues = issues.compactMap { issue in
            places[issue.row] < 0
                ? nil
                : CellIssue(
                    row: places[issue.row], kind: issue.kind, written: issue.written, nearest: issue.nearest)
        }
    }
}

extension RegisterValues {
    /// Writes the values behind others of the same column.
    func put(into column: inout ConvertedColumn, at start: Int, _ choices: inout [String]) {
        switch self {
        case .absent: break
        case .text(let codes, let dictionary):
            if column.dictionary.count == 0, dictionary.count > 0 {
                column.dictionary = dictionary
                column.codes.replaceSubrange(start..<(start + codes.count), with: codes)
                return
            }
            let renumbered = column.dictionary.codes(of: dictionary.arena)
            guard !renumbered.isEmpty else { return }
            for row in codes.indices {
                column.codes[start + row] = renumbered[min(Int(codes[row]), renumbered.count - 1)]
            }
        case .fixed(let units, _): for row in units.indices { column.bits[start + row] = units[row] }
        case .days(let days): for row in days.indices { column.bits[start + row] = Int64(days[row]) }
        case .moments(let moments): for row in moments.indices { column.bits[start + row] = moments[row] }
        case .clock(let clock): for row in clock.indices { column.bits[start + row] = Int64(clock[row]) }
        case .periods(let days, let grains):
            for row in days.indices { column.bits[start + row] = Int64(days[row]) << 8 | Int64(grains[row]) }
        case .boolean(let values):
            for row in values.indices { column.bits[start + row] = values[row] ? 1 : 0 }
        case .choice(let codes, let values):
            let renumbered = values.map { value in
                if let known = choices.firstIndex(of: value) { return known }
                choices.append(value)
                return choices.count - 1
            }
            for row in codes.indices where Int(codes[row]) < renumbered.count {
                column.bits[start + row] = Int64(renumbered[Int(codes[row])])
            }
        }
    }
}
