import Spreadsheet

/// Reads recognised tables into the typed columns of their registers.
///
/// ```swift
/// let recognition = recogniser.recognise(table, in: tables, hints: hints)
/// if let part = RegisterReader().read(table, in: tables, as: recognition, hints: hints) {
///     let register = RegisterTable([part])
/// }
/// ```
public struct RegisterReader: Sendable {
    /// The year and month that the run is about: the year of dates that are written without one.
    ///
    /// A period above the table comes first.
    public var period: (year: Int, month: Int)?
    /// How many threads are used.
    ///
    /// The result is the same.
    public var threads = 2

    /// Makes a reader.
    public init(period: (year: Int, month: Int)? = nil, threads: Int = 2) {
        self.period = period
        self.threads = threads
    }

    /// Reads a table; nil when it is no register.
    public func read(
        _ table: RecognisedTable, in tables: SheetTables, as recognition: Recognition, hints: RecognitionHints
    ) -> RegisterPart? {
        guard let register = recognition.register else { return nil }
        let context = TableContext(table, tables, register, hints, period)
        let names = recognition.columns.map(\.name)
        let textPlaces = Set(
            names.indices.filter { place in
                guard let name = names[place], let column = register[name] else { return false }
                return !Self.readsTyped(column.type)
            })
        let typed = tables.typedColumns(of: table, textPlaces: textPlaces, threads: threads)
        let rows = table.dataRows.count
        let columns = convert(register, recognition, typed, context, rows)
        var part = RegisterPart(
            register: register, file: hints.file, sheet: hints.sheet, columns: columns,
            rowNumbers: Self.rowNumbers(table, tables))
        fillMerged(&part, table, tables, recognition)
        part.setDispositions(table, tables, context: Set(context.values.keys))
        part.checkTotals(table, tables, recognition, context)
        return part
    }

    /// Whether the reader's own account of numbers and dates is of use.
    private static func readsTyped(_ type: ColumnType) -> Bool {
        switch type {
        case .money, .money4, .decimal, .int, .percent, .date, .datetime: true
        default: false
        }
    }

    private static func rowNumbers(_ table: RecognisedTable, _ tables: SheetTables) -> [Int32] {
        var numbers: [Int32] = []
        numbers.reserveCapacity(table.dataRows.count)
        for range in table.dataRows.ranges {
            for row in range { numbers.append(Int32(truncatingIfNeeded: tables.rowNumber(at: row))) }
        }
        return numbers
    }

    private func convert(
        _ register: RegisterSchema, _ recognition: Recognition, _ typed: [TypedColumn],
        _ context: TableContext,
        _ rows: Int
    ) -> [RegisterColumnData] {
        Parallel.map(count: register.columns.count, threads: rows > 1000 ? threads : 1) { index in
            Self.convert(register, index, recognition, typed, context, rows)
        }
    }

    private static func convert(
        _ register: RegisterSchema, _ index: Int, _ recognition: Recognition, _ typed: [TypedColumn],
        _ context: TableContext, _ rows: Int
    ) -> RegisterColumnData {
        let column = register.columns[index]
        if let place = recognition.place(of: column.name), place < typed.count {
            let header = recognition.columns[place].header
            var converter = ColumnConverter(
                column, header: header, blanks: register.blanks,
                unitPower: context.unitPower(header: header, column), year: context.year)
            var converted = converter.convert(typed[place], rows: rows)
            addDays(to: &converted, register, column, recognition, typed, context, rows)
            return converted.finish(column, choices: converter.choices, sheetColumn: typed[place].column)
        }
        if let text = context.values[column.name] {
            var converter = ColumnConverter(
                column, header: "", blanks: register.blanks, unitPower: 0, year: context.year)
            if let converted = converter.convertConstant(text, rows: rows) {
                return converted.finish(column, choices: converter.choices, sheetColumn: 0)
            }
        }
        return RegisterColumnData(values: .absent, validity: nil, sheetColumns: [0])
    }

    /// Gives times of day that stand alone the day of their row, where the register says which column has it.
    private static func addDays(
        to converted: inout ConvertedColumn, _ register: RegisterSchema, _ column: RegisterColumn,
        _ recognition: Recognition, _ typed: [TypedColumn], _ context: TableContext, _ rows: Int
    ) {
        guard let name = column.day, let dayColumn = register[name],
            converted.issues.contains(where: { $0.kind == .notDate }),
            let place = recognition.place(of: column.name), let dayPlace = recognition.place(of: name),
            place < typed.count, dayPlace < typed.count
        else { return }
        var timeColumn = column
        timeColumn.type = .time
        var clock = ColumnConverter(
            timeColumn, header: "", blanks: register.blanks, unitPower: 0, year: context.year)
        var calendar = ColumnConverter(
            dayColumn, header: "", blanks: register.blanks, unitPower: 0, year: context.year)
        let times = clock.convert(typed[place], rows: rows)
        let days = calendar.convert(typed[dayPlace], rows: rows)
        converted.issues.removeAll { issue in
            guard issue.kind == .notDate, times.validity[issue.row], days.validity[issue.row] else {
                return false
            }
            // A day with a time of its own counts from its midnight.
            let day = dayColumn.type == .datetime ? days.bits[issue.row] / 86_400_000 : days.bits[issue.row]
            converted.bits[issue.row] = day * 86_400_000 + times.bits[issue.row]
            converted.validity[issue.row] = true
            converted.conversions.append(
                CellConversion(row: issue.row, kind: .dayFromRow, written: issue.written))
            return true
        }
        converted.conversions.sort { $0.row < $1.row }
    }

    /// Copies the value of a merged cell into the rows that it spans, in the columns for which the register says so.
    private func fillMerged(
        _ part: inout RegisterPart, _ table: RecognisedTable, _ tables: SheetTables,
        _ recognition: Recognition
    ) {
        guard case .cells(let grid) = tables.grid, !grid.mergedRanges.isEmpty, !part.rowNumbers.isEmpty else {
            return
        }
        for name in part.register.filledColumns {
            guard let index = part.register.index(of: name) else { continue }
            let sheetColumn = part.columns[index].sheetColumns[0]
            guard sheetColumn > 0 else { continue }
            for range in grid.mergedRanges
            where range.first.row < range.last.row && range.first.column <= sheetColumn
                && range.last.column >= sheetColumn
            {
                let first = part.firstRow(numbered: range.first.row)
                let end = part.firstRow(numbered: range.last.row + 1)
                if first < end { part.columns[index].fillDown(from: first, to: end) }
            }
        }
    }
}

extension RegisterColumnData {
    /// Copies the value of a row into the blank rows behind it.
    mutating func fillDown(from first: Int, to end: Int) {
        guard isValid(first), var mask = validity else { return }
        for row in (first + 1)..<max(first + 1, end) where !mask[row] {
            values.copy(first, to: row)
            mask[row] = true
            conversions.append(CellConversion(row: row, kind: .filledDown, written: ""))
        }
        validity = mask.population == mask.count ? nil : mask
        conversions.sort { $0.row < $1.row }
    }
}

extension RegisterValues {
    /// Copies the value of one row over that of another.
    mutating func copy(_ source: Int, to row: Int) {
        switch self {
        case .absent: break
        case .text(var codes, let dictionary):
            self = .absent
            codes[row] = codes[source]
            self = .text(codes: codes, dictionary: dictionary)
        case .fixed(var units, let scale):
            self = .absent
            units[row] = units[source]
            self = .fixed(units: units, scale: scale)
        case .days(var days):
            self = .absent
            days[row] = days[source]
            self = .days(days)
        case .moments(var moments):
            self = .absent
            moments[row] = moments[source]
            self = .moments(moments)
        case .clock(var clock):
            self = .absent
            clock[row] = clock[source]
            self = .clock(clock)
        case .periods(var days, var grains):
            self = .absent
            days[row] = days[source]
            grains[row] = grains[source]
            self = .periods(days: days, grains: grains)
        case .boolean(var values):
            self = .absent
            values[row] = values[source]
            self = .boolean(values)
        case .choice(var codes, let values):
            self = .absent
            codes[row] = codes[source]
            self = .choice(codes: codes, values: values)
        }
    }
}
