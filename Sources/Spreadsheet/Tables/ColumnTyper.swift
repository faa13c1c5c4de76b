/// Turns the columns of a table into typed columns.
///
/// The type of a column is decided on a thousand rows spread over the table; then every row is read. A value that is not
/// of the type goes to ``TypedColumn/exceptions`` as text; if more than a tenth do, the column is text after all.
/// Identifiers stay text: digits with leading zeros, more than fifteen digits, telephone and waybill numbers.
struct ColumnTyper<Grid: CellGrid>: Sendable {
    let grid: Grid
    let table: RecognisedTable
    private let parser: ValueParser
    private let rowCount: Int
    /// The places of columns that are read as text whatever they look like.
    private let textPlaces: Set<Int>

    init(grid: Grid, table: RecognisedTable, textPlaces: Set<Int> = []) {
        self.textPlaces = textPlaces
        self.grid = grid
        self.table = table
        parser = grid.textEncoding == .gb18030 ? .gb18030 : .utf8
        rowCount = table.dataRows.count
    }

    /// What the values of a column are read as.
    enum Plan: Equatable {
        case text
        case decimal
        case percent
        case number
        case boolean
        case date
        /// Eight digits such as 20260305.
        case compactDate
        case dateTime
        case time
    }

    func columns(threads: Int) -> [TypedColumn] {
        let count = table.columns.count
        let plans = (0..<count).map(plan(at:))
        // Texts take longest; begun last, one of them would leave the other thread with nothing to do.
        let order = plans.indices.filter { plans[$0] == .text } + plans.indices.filter { plans[$0] != .text }
        let columns = Parallel.map(count: count, threads: threads) { turn in
            column(order[turn], plans[order[turn]])
        }
        return columns.sorted { $0.column < $1.column }
    }

    /// The column at a place, from 0, within the table.
    private func column(_ place: Int, _ plan: Plan) -> TypedColumn {
        let column = table.columns.lowerBound + place
        let header = header(at: place)
        var plan = plan
        while true {
            if let read = read(column, header: header, plan) { return read }
            plan = plan == .decimal ? .number : .text
        }
    }

    private func header(at place: Int) -> String {
        place < table.headers.count ? table.headers[place] : ""
    }

    // MARK: Planning

    private func plan(at place: Int) -> Plan {
        textPlaces.contains(place)
            ? .text : plan(table.columns.lowerBound + place, header: header(at: place))
    }

    private func plan(_ column: Int, header: String) -> Plan {
        var counts = [Int](repeating: 0, count: 10)
        var (filled, longIntegers, compactDates, exact) = (0, 0, 0, 0)
        let step = max(1, rowCount / 1000)
        var place = 0
        var next = 0
        for range in table.dataRows.ranges {
            while next < place + range.count {
                let row = range.lowerBound + next - place
                grid.withText(row: row, column: column) { bytes in
                    let shape = ValueShape(bytes, parser)
                    counts[Int(shape.rawValue)] += 1
                    if shape == .blank { return }
                    filled += 1
                    let trimmed = ValueParser.trimmed(bytes)
                    if shape == .integer {
                        if trimmed.count >= 11 { longIntegers += 1 }
                        if Self.compactDate(trimmed) != nil { compactDates += 1 }
                    }
                    if parser.number(trimmed) != nil || parser.moment(trimmed) != nil { exact += 1 }
                }
                next += step
            }
            place += range.count
        }
        func share(_ shapes: ValueShape...) -> Double {
            filled == 0 ? 0 : Double(shapes.reduce(0) { $0 + counts[Int($1.rawValue)] }) / Double(filled)
        }
        let bar = 0.9
        if share(.boolean) >= bar { return .boolean }
        guard filled > 0, Double(exact) >= bar * Double(filled) else { return .text }
        if share(.percent) >= bar { return .percent }
        if share(.date) >= bar { return .date }
        if share(.time) >= bar { return .time }
        if share(.date, .dateTime) >= bar { return .dateTime }
        guard share(.integer, .decimal) >= bar else { return .text }
        if counts[Int(ValueShape.decimal.rawValue)] == 0 {
            let header = header.lowercased()
            if compactDates * 10 >= filled * 9, Self.dateWords.contains(where: { header.contains($0) }) {
                return .compactDate
            }
            if counts[Int(ValueShape.identifier.rawValue)] > 0 || longIntegers * 10 >= filled * 9
                || Self.identifierWords.contains(where: { header.contains($0) })
            {
                return .text
            }
        }
        return .decimal
    }

    private static var dateWords: [String] { ["日期", "date", "时间", "時間", "日"] }

    private static var identifierWords: [String] {
        [
            "单号", "單號", "编号", "編號", "号码", "號碼", "电话", "電話", "手机", "手機", "账号", "帐号", "賬號", "卡号", "卡號",
            "身份证", "身分證", "工号", "工號", "代码", "代碼", "编码", "編碼", "条码", "邮编", "phone", "mobile", "barcode",
            "zip", "order no", "tracking",
        ]
    }

    private static func compactDate(_ bytes: UnsafeRawBufferPointer) -> Int32? {
        guard bytes.count == 8 else { return nil }
        var value = 0
        for byte in bytes {
            guard byte &- 0x30 < 10 else { return nil }
            value = value * 10 + Int(byte &- 0x30)
        }
        let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100)
        guard (1900...2199).contains(year), (1...12).contains(month), (1...31).contains(day) else {
            return nil
        }
        let days = CivilDay(year: year, month: month, day: day).daysSince1970
        guard CivilDay(daysSince1970: days).day == day else { return nil }
        return Int32(days)
    }

    // MARK: Reading

    /// Reads all rows; nil when too many do not fit.
    private func read(_ column: Int, header: String, _ plan: Plan) -> TypedColumn? {
        var misfits = Misfits(rowCount)
        let values: ColumnValues?
        var format = NumberFormatClass.general
        switch plan {
        case .text: values = texts(column, &misfits)
        case .decimal: values = decimals(column, &misfits, isPercent: false)
        case .percent:
            values = decimals(column, &misfits, isPercent: true)
            format = .percent
        case .number:
            values = .number(
                fixed(column, &misfits, zero: 0) { bytes -> Double? in
                    parser.number(bytes).flatMap { $0.isPercent ? nil : Self.double($0) }
                })
        case .boolean:
            values = .boolean(fixed(column, &misfits, zero: false) { parser.boolean($0) })
        case .date:
            values = .date(
                days: fixed(column, &misfits, zero: 0) { bytes -> Int32? in
                    parser.moment(bytes).flatMap { $0.milliseconds == nil ? $0.days : nil }
                })
        case .compactDate:
            values = .date(days: fixed(column, &misfits, zero: 0) { Self.compactDate($0) })
        case .dateTime:
            values = .dateTime(
                milliseconds: fixed(column, &misfits, zero: 0) { bytes -> Int64? in
                    parser.moment(bytes).flatMap { moment in
                        moment.days.map { Int64($0) * 86_400_000 + Int64(moment.milliseconds ?? 0) }
                    }
                })
        case .time:
            values = .time(
                milliseconds: fixed(column, &misfits, zero: 0) { bytes -> Int32? in
                    parser.moment(bytes).flatMap { $0.days == nil ? $0.milliseconds : nil }
                })
        }
        guard let values, misfits.exceptions.count * 10 <= rowCount - misfits.blanks else { return nil }
        let isEmpty = misfits.blanks == rowCount
        return TypedColumn(
            header: header, column: column + 1, values: isEmpty ? .empty(count: rowCount) : values,
            validity: isEmpty || misfits.validity.isEmpty ? nil : misfits.mask,
            exceptions: misfits.exceptions, format: isEmpty ? .general : format)
    }

    /// The rows of a column without a value of its type.
    private struct Misfits {
        let count: Int
        var blanks = 0
        var exceptions: [Int: CellValue] = [:]
        /// The rows that are not valid, in rising order.
        var validity: [Int] = []

        init(_ count: Int) { self.count = count }

        var mask: BitMask {
            var mask = BitMask(count: count, repeating: true)
            for row in validity { mask[row] = false }
            return mask
        }

        mutating func addBlank(_ row: Int) {
            blanks += 1
            validity.append(row)
        }

        mutating func add(_ row: Int, _ text: String) {
            exceptions[row] = .text(text)
            validity.append(row)
        }

        /// Whether there are so many that the plan is given up early.
        var isHopeless: Bool { exceptions.count > 1000 && exceptions.count * 10 > count - blanks }
    }

    /// Goes through the rows of a column with their trimmed texts, until the body returns false.
    @inline(__always)
    private func forEachRow(_ column: Int, _ body: (_ place: Int, _ bytes: UnsafeRawBufferPointer) -> Bool) {
        var place = 0
        for range in table.dataRows.ranges {
            for row in range {
                let goesOn = grid.withText(row: row, column: column) { bytes in body(place, bytes) }
                if !goesOn { return }
                place &+= 1
            }
        }
    }

    @inline(__always)
    private func fixed<Value>(
        _ column: Int, _ misfits: inout Misfits, zero: Value, _ parse: (UnsafeRawBufferPointer) -> Value?
    ) -> [Value] {
        [Value](unsafeUninitializedCapacity: rowCount) { buffer, count in
            buffer.initialize(repeating: zero)
            count = rowCount
            forEachRow(column) { place, raw in
                let bytes = ValueParser.trimmed(raw)
                if let value = parse(bytes) {
                    buffer[place] = value
                    return true
                }
                return miss(place, raw, bytes, &misfits)
            }
        }
    }

    /// Notes a value that is not of the type; false when that happened too often.
    private func miss(
        _ place: Int, _ raw: UnsafeRawBufferPointer, _ bytes: UnsafeRawBufferPointer, _ misfits: inout Misfits
    ) -> Bool {
        if bytes.isEmpty {
            misfits.addBlank(place)
            return true
        }
        misfits.add(
            place, String(decoding: grid.textEncoding.decode(raw, failureLimit: 0).utf8, as: UTF8.self))
        return !misfits.isHopeless
    }

    private func decimals(_ column: Int, _ misfits: inout Misfits, isPercent: Bool) -> ColumnValues? {
        var scale = isPercent ? 2 : 0
        var hasOverflow = false
        let units = [Int64](unsafeUninitializedCapacity: rowCount) { buffer, count in
            buffer.initialize(repeating: 0)
            count = rowCount
            forEachRow(column) { place, raw in
                let bytes = ValueParser.trimmed(raw)
                guard let number = parser.number(bytes), number.isPercent == isPercent,
                    !number.hasLeadingZero, number.integerDigits <= 15
                else { return miss(place, raw, bytes, &misfits) }
                let own = number.scale &+ (isPercent ? 2 : 0)
                if own == scale, number.exponent == 0 {
                    buffer[place] = number.significand
                    return true
                }
                let digits = own &- number.exponent
                guard digits <= 18, digits >= -18 else {
                    hasOverflow = true
                    return false
                }
                if digits > scale {
                    // More decimals than any number before: the numbers before get zeros.
                    let factor = Self.powers[digits &- scale]
                    for earlier in 0..<place {
                        let (product, overflow) = buffer[earlier].multipliedReportingOverflow(by: factor)
                        hasOverflow = hasOverflow || overflow
                        buffer[earlier] = product
                    }
                    scale = digits
                }
                guard scale &- digits <= 18 else {
                    hasOverflow = true
                    return false
                }
                let (product, overflow) = number.significand.multipliedReportingOverflow(
                    by: Self.powers[scale &- digits])
                hasOverflow = hasOverflow || overflow
                buffer[place] = product
                return !hasOverflow
            }
        }
        return hasOverflow ? nil : .decimal(units: units, scale: scale)
    }

    private static var powers: [Int64] { decimalPowers }

    private static func double(_ number: ValueParser.Number) -> Double? {
        if number.scale == 0, number.exponent == 0 { return Double(number.significand) }
        return Double("\(number.significand)e\(number.exponent - number.scale)")
    }

    private static var trialRows: Int { 2048 }

    private func texts(_ column: Int, _ misfits: inout Misfits) -> ColumnValues {
        var raw = ByteDictionary()
        var codes = [UInt32](unsafeUninitializedCapacity: rowCount) { buffer, count in
            forEachRow(column) { place, bytes in
                if bytes.isEmpty {
                    misfits.addBlank(place)
                    buffer.initializeElement(at: place, to: 0)
                } else {
                    buffer.initializeElement(at: place, to: raw.code(of: bytes))
                }
                // Where the first rows nearly all differ, such as numbers of waybills, the others will.
                if place == Self.trialRows, raw.count * 2 > place { raw.reserve(rowCount) }
                return true
            }
            count = rowCount
        }
        let all = UnsafeRawBufferPointer(start: raw.bytes, count: raw.byteCount)
        let isUTF8 = grid.textEncoding == .utf8 && UTF8Scanner.firstInvalid(in: all) == all.count
        if isUTF8 || all.allSatisfy({ $0 < 0x80 }) {
            let arena = TextArena(
                bytes: Array(all), ends: Array(UnsafeBufferPointer(start: raw.ends, count: raw.count)))
            return .text(codes: codes, dictionary: TextDictionary(distinct: arena))
        }
        var utf8: [UInt8] = []
        utf8.reserveCapacity(all.count + all.count / 2)
        var ends: [Int] = []
        ends.reserveCapacity(raw.count)
        var mayCollide = grid.textEncoding == .utf8 || all.contains(0x80)
        for code in 0..<raw.count {
            let bytes = UnsafeRawBufferPointer(rebasing: all[raw.range(code)])
            if grid.textEncoding == .gb18030 {
                GB18030.shared.decode(bytes, into: &utf8) { _, _ in mayCollide = true }
            } else {
                utf8 += grid.textEncoding.decode(bytes, failureLimit: 0).utf8
            }
            ends.append(utf8.count)
        }
        let arena = TextArena(bytes: utf8, ends: ends)
        guard mayCollide else {
            return .text(codes: codes, dictionary: TextDictionary(distinct: arena))
        }
        // Different bytes may be read as the same text: damaged ones, and the two codes of the euro sign.
        var dictionary = TextDictionary()
        let renumbered = (0..<arena.count).map { code in
            utf8.withUnsafeBytes {
                dictionary.code(of: UnsafeRawBufferPointer(rebasing: $0[arena.range(at: code)]))
            }
        }
        if !renumbered.isEmpty { for place in codes.indices { codes[place] = renumbered[Int(codes[place])] } }
        return .text(codes: codes, dictionary: dictionary)
    }
}

/// 10^0 ...
///
/// 10^18.
private let decimalPowers: [Int64] = (0...18).map { exponent in
    (0..<exponent).reduce(Int64(1)) { product, _ in product * 10 }
}

extension RecognisedTable {
    /// The columns of the table with the data rows as typed values.
    ///
    /// For each column the best type that nine tenths of its values have; see ``TypedColumn``. The result does not depend
    /// on the number of threads.
    ///
    /// - Parameters:
    ///   - grid: The cells that the table was found in.
    ///   - textPlaces: The places, from 0, of columns that are text whatever they look like.
    ///   - threads: How many threads may work.
    /// - Returns: The columns from left to right.
    public func typedColumns(
        from grid: some CellGrid, textPlaces: Set<Int> = [], threads: Int = 2
    ) -> [TypedColumn] {
        ColumnTyper(grid: grid, table: self, textPlaces: textPlaces).columns(threads: threads)
    }
}
