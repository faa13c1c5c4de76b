import Registers
import Spreadsheet

extension Relation {
    /// A register's table as formulas see it, under the canonical names of its columns.
    ///
    /// Money stays exact. A cell that could not be read is `#VALUE!`, one of a file that lacks the column `#REF!` unless the
    /// column is optional, so that nothing is computed from them in silence. An optional column that is in no file is
    /// blank; any other is left out, and a formula that reads it evaluates to `#REF!`.
    ///
    /// Only the columns that formulas read are made when `wanted` names them.
    public convenience init(_ table: RegisterTable, columns wanted: Set<String>? = nil) {
        var vectors: [String: ColumnVector] = [:]
        for (index, column) in table.register.columns.enumerated() where wanted?.contains(column.name) ?? true
        {
            vectors[column.name] = ColumnVector(table, column: index)
        }
        self.init(rowCount: table.rowCount, columns: vectors)
    }
}

extension ColumnVector {
    /// One column of a register's table; nil when no file has it though it is not optional.
    public init?(_ table: RegisterTable, column index: Int) {
        let data = table.columns[index]
        let column = table.register.columns[index]
        let count = table.rowCount
        guard let (storage, kind) = Self.storage(data.values, column, count) else {
            guard column.need == .optional else { return nil }
            self.init(repeating: .blank, count: count)
            return
        }
        self.init(count: count, storage: storage, status: Self.status(table, data, column), kind: kind)
        zeroInvalid()
    }

    private static func storage(_ values: RegisterValues, _ column: RegisterColumn, _ count: Int) -> (
        Storage, NumberKind
    )? {
        switch values {
        case .absent: return nil
        case .text(let codes, let dictionary): return (.text(codes, TextTable(dictionary)), .plain)
        case .fixed(let units, let scale): return (.decimal(units, scale: scale), .plain)
        case .days(let days):
            let grain: PeriodGrain? = column.type == .month ? .month : column.type == .week ? .week : nil
            if let grain { return (periods(days.map { ($0, grain) }), .plain) }
            return (.decimal(days.map { Int64(Serial.serial(daysSince1970: Int($0)) ?? 0) }, scale: 0), .date)
        case .moments(let moments): return Self.moments(moments)
        case .clock(let clock): return (.double(clock.map { Double($0) / 86_400_000 }), .time)
        case .periods(let days, let grains):
            let all = PeriodGrain.allCases
            return (
                periods(days.indices.map { (days[$0], all[min(Int(grains[$0]), all.count - 1)]) }), .plain
            )
        case .boolean(let values): return (.boolean(values), .plain)
        case .choice(let codes, let values):
            let last = UInt32(max(values.count, 1) - 1)
            return (
                .text(codes.map { min(UInt32($0), last) }, TextTable(values.isEmpty ? [""] : values)), .plain
            )
        }
    }

    /// Days with a time of day are doubles, as in Excel; when no row has a time they are exact.
    private static func moments(_ moments: [Int64]) -> (Storage, NumberKind) {
        if moments.allSatisfy({ $0 % 86_400_000 == 0 }) {
            let days = moments.map { Int64(Serial.serial(daysSince1970: Int($0 / 86_400_000)) ?? 0) }
            return (.decimal(days, scale: 0), .dateTime)
        }
        let serials = moments.map { moment -> Double in
            var (day, rest) = moment.quotientAndRemainder(dividingBy: 86_400_000)
            if rest < 0 { (day, rest) = (day - 1, rest + 86_400_000) }
            let serial = Serial.serial(daysSince1970: Int(day)) ?? 0
            return Double(serial) + Double(rest) / 86_400_000
        }
        return (.double(serials), .dateTime)
    }

    /// Periods as the texts that people compare with `PERIOD`.
    private static func periods(_ list: [(day: Int32, grain: PeriodGrain)]) -> Storage {
        var texts: [String] = []
        var known: [UInt64: UInt32] = [:]
        let codes = list.map { day, grain -> UInt32 in
            let length = UInt64(PeriodGrain.allCases.firstIndex(of: grain) ?? 0)
            let key = UInt64(UInt32(bitPattern: day)) << 8 | length
            if let code = known[key] { return code }
            let code = UInt32(truncatingIfNeeded: texts.count)
            texts.append(PeriodSpan(grain, containing: Int(day)).label)
            known[key] = code
            return code
        }
        return .text(codes, TextTable(texts.isEmpty ? [""] : texts))
    }

    private static func status(_ table: RegisterTable, _ data: RegisterColumnData, _ column: RegisterColumn)
        -> [UInt8]?
    {
        guard let validity = data.validity else { return nil }
        let count = table.rowCount
        var status = [UInt8](repeating: 0, count: count)
        let missing = column.need == .optional ? blankStatus : Self.status(.reference)
        let isMissing = data.sheetColumns.map { $0 == 0 }
        let hasMissing = isMissing.contains(true)
        for row in 0..<min(count, validity.count) where !validity[row] {
            status[row] =
                hasMissing && isMissing[Int(table.sourceOfRow[row])] ? missing : blankStatus
        }
        for issue in data.issues where issue.kind.losesValue && issue.kind != .blank && issue.row < count {
            guard !validity[issue.row] else { continue }
            let error = issue.kind == .errorValue ? CellError(literal: issue.written) : nil
            status[issue.row] = Self.status(error ?? .value)
        }
        return status
    }
}
