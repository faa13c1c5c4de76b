import Spreadsheet

/// Turns the values of one column of a table into those of a register's column.
///
/// Each distinct text is converted once; numbers and dates that the reader has already recognised go through without a
/// look at their digits.
struct ColumnConverter {
    let column: RegisterColumn
    /// The power of ten by which the unit in the header multiplies numbers: 4 for 万元.
    let unitPower: Int
    /// Whether plain numbers are per cent because the header says so.
    let isHeaderPercent: Bool
    /// Texts that stand for no value, folded.
    private let blanks: Set<String>
    /// The year of dates without one.
    let year: Int?
    private var order = DateOrder.yearMonthDay
    private var enumCodes: [String: Int] = [:]
    private var scratch = TextScalars()
    private(set) var choices: [String]
    private var choiceCodes: [String: Int] = [:]

    init(_ column: RegisterColumn, header: String, blanks: [String], unitPower: Int, year: Int?) {
        self.column = column
        self.unitPower = unitPower
        self.year = year
        isHeaderPercent =
            column.type == .percent
            && (HeaderFolding.bracketed(header).contains { $0 == "%" || $0 == "百分比" || $0 == "百分点" }
                || header.hasSuffix("%"))
        choices = column.values.map(\.value)
        // A declared value is a value, even if the register lists it as blank elsewhere.
        var declared: Set<String> = []
        for (index, value) in column.values.enumerated() {
            for spelling in [value.value] + value.synonyms {
                let folded = HeaderFolding.simplified(HeaderFolding.foldKey(spelling))
                if enumCodes[folded] == nil { enumCodes[folded] = index }
                declared.insert(folded)
            }
        }
        if column.type == .boolean { declared = ["无"] }
        if column.type != .boolean, column.type != .enum { declared = [] }
        self.blanks = Set((column.blanks ?? blanks).map(HeaderFolding.foldKey)).subtracting(declared)
    }

    /// What becomes of one value.
    enum Outcome {
        case blank
        case value(Int64, CellConversion.Kind?)
        /// A text other than the one written, or the one written when nil.
        case text(String?, CellConversion.Kind?, CellIssue.Kind?, nearest: String)
        /// A value that is kept though something is wrong with it.
        case doubtful(Int64, CellIssue.Kind, nearest: String)
        case failure(CellIssue.Kind)
    }

    // MARK: Columns

    mutating func convert(_ typed: TypedColumn, rows: Int) -> ConvertedColumn {
        var result = ConvertedColumn(rows: rows)
        result.validity = typed.validity ?? BitMask(count: rows, repeating: true)
        if case .text(_, let dictionary) = typed.values, column.type == .date || column.type == .datetime {
            decideOrder(dictionary, typed.exceptions)
        } else if !typed.exceptions.isEmpty {
            decideOrder(TextDictionary(), typed.exceptions)
        }
        switch typed.values {
        case .empty: result.validity = BitMask(count: rows, repeating: false)
        case .text(let codes, let dictionary): convertTexts(codes, dictionary, &result)
        case .decimal(let units, let scale): convertDecimals(units, scale, typed.format, &result)
        case .number(let numbers):
            each(&result) { converter, row in converter.convert(double: numbers[row], typed.format) }
        case .date(let days) where column.type == .date:
            for row in 0..<rows { result.bits[row] = Int64(days[row]) }
        case .date(let days) where column.type == .datetime:
            for row in 0..<rows { result.bits[row] = Int64(days[row]) * 86_400_000 }
        case .dateTime(let milliseconds) where column.type == .datetime:
            result.bits = milliseconds
        case .date(let days):
            each(&result) { converter, row in converter.convert(moment: Int64(days[row]) * 86_400_000) }
        case .dateTime(let milliseconds):
            each(&result) { converter, row in converter.convert(moment: milliseconds[row]) }
        case .time(let milliseconds):
            each(&result) { converter, row in converter.convert(clock: Int64(milliseconds[row])) }
        case .duration(let milliseconds):
            each(&result) { converter, row in converter.convert(clock: milliseconds[row]) }
        case .boolean(let values):
            each(&result) { converter, row in converter.convert(boolean: values[row]) }
        }
        for (row, value) in typed.exceptions.sorted(by: { $0.key < $1.key }) {
            result.validity[row] = true
            put(convert(value), row, { value.shown }, &result)
        }
        result.conversions.sort { $0.row < $1.row }
        result.issues.sort { $0.row < $1.row }
        return result
    }

    /// One value for all rows, from above the table or from the file name.
    mutating func convertConstant(_ text: String, rows: Int) -> ConvertedColumn? {
        var result = ConvertedColumn(rows: rows)
        let outcome = convert(text: text)
        switch outcome {
        case .blank, .failure: return nil
        default: break
        }
        put(outcome, 0, { text }, &result)
        let (bits, code) = (result.bits.first ?? 0, result.codes.first ?? 0)
        result.bits = Array(repeating: bits, count: rows)
        result.codes = Array(repeating: code, count: rows)
        result.validity = BitMask(count: rows, repeating: true)
        result.conversions = [CellConversion(row: 0, kind: .fromContext, written: text)]
        result.issues = []
        return result
    }

    private mutating func each(
        _ result: inout ConvertedColumn, _ convert: (inout ColumnConverter, Int) -> (Outcome, () -> String)
    ) {
        for row in 0..<result.bits.count where result.validity[row] {
            let (outcome, written) = convert(&self, row)
            put(outcome, row, written, &result)
        }
    }

    private mutating func convertTexts(
        _ codes: [UInt32], _ dictionary: TextDictionary, _ result: inout ConvertedColumn
    ) {
        let arena = dictionary.arena
        if column.type.isText, keepsTexts(arena) {
            result.codes = codes
            result.dictionary = dictionary
            return
        }
        // Outcomes of the distinct texts, each converted when it is first met.
        var outcomes = [Converted?](repeating: nil, count: arena.count)
        for row in codes.indices where result.validity[row] {
            let code = Int(codes[row])
            let done: Converted
            if let known = outcomes[code] {
                done = known
            } else {
                done = convertDistinct(arena, code, &result)
                outcomes[code] = done
            }
            result.bits[row] = done.bits
            if column.type.isText { result.codes[row] = done.code }
            if !done.isValid { result.validity[row] = false }
            if let kind = done.conversion {
                result.conversions.append(CellConversion(row: row, kind: kind, written: arena[code]))
            }
            if let kind = done.issue {
                result.issues.append(
                    CellIssue(row: row, kind: kind, written: arena[code], nearest: done.nearest))
            }
        }
    }

    /// A converted distinct text.
    private struct Converted {
        var bits: Int64 = 0
        var code: UInt32 = 0
        var isValid = true
        var conversion: CellConversion.Kind?
        var issue: CellIssue.Kind?
        var nearest = ""
    }

    private mutating func convertDistinct(
        _ arena: TextArena, _ code: Int, _ result: inout ConvertedColumn
    ) -> Converted {
        var done = Converted()
        switch arena.withText(at: code, { bytes in convert(utf8: bytes) }) {
        case .blank: done.isValid = false
        case .value(let bits, let kind): (done.bits, done.conversion) = (bits, kind)
        case .text(let text, let kind, let issue, let nearest):
            done.code =
                text.map { result.dictionary.code(of: $0) }
                ?? arena.withText(at: code) { result.dictionary.code(of: Self.trimmed($0)) }
            (done.conversion, done.issue, done.nearest) = (kind, issue, nearest)
        case .doubtful(let bits, let issue, let nearest):
            (done.bits, done.issue, done.nearest) = (bits, issue, nearest)
        case .failure(let issue):
            done.isValid = false
            done.issue = issue
        }
        return done
    }

    /// Whether all texts stay as they are, so that the dictionary can be taken over: plain text without blanks around
    /// it and without words that stand for nothing.
    private func keepsTexts(_ arena: TextArena) -> Bool {
        guard column.type == .text || column.type == .list || column.type == .key else { return false }
        let isKey = column.type == .key
        let longestBlank = blanks.map(\.utf8.count).max() ?? 0
        return arena.bytes.withUnsafeBytes { bytes in
            var start = 0
            for end in arena.ends {
                let text = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
                start = end
                guard let first = text.first, let last = text.last, first > 0x20, last > 0x20 else {
                    return false
                }
                // Blanks of other kinds begin and end with these bytes; so do words that stand for nothing.
                if first == 0xC2 || first == 0xE2 || first == 0xE3 || first == 0xEF
                    || last >= 0x80 && text.count <= 3
                {
                    return false
                }
                if last == 0x80 || last == 0xA0 || last >= 0x8B && last <= 0x8F { return false }
                if text.count <= longestBlank + 2,
                    blanks.contains(HeaderFolding.foldKey(String(decoding: text, as: UTF8.self)))
                {
                    return false
                }
                if isKey, !Self.isPlainKey(text) { return false }
            }
            return true
        }
    }

    /// Whether an identifier has nothing to repair: visible ASCII without apostrophe, point or plus.
    private static func isPlainKey(_ text: UnsafeRawBufferPointer) -> Bool {
        for byte in text where byte <= 0x20 || byte >= 0x7F || byte == 0x27 || byte == 0x2E || byte == 0x2B {
            return false
        }
        return true
    }

    private static func trimmed(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var (start, end) = (0, bytes.count)
        while start < end {
            let length = blankLength(bytes, at: start)
            if length == 0 { break }
            start += length
        }
        while end > start {
            if bytes[end - 1] <= 0x20 { end -= 1; continue }
            if end - start >= 2, blankLength(bytes, at: end - 2) == 2 { end -= 2; continue }
            if end - start >= 3, blankLength(bytes, at: end - 3) == 3 { end -= 3; continue }
            break
        }
        return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    }

    /// The length of a blank character that begins at an offset: ASCII blanks, NBSP, U+3000, zero-width ones; 0 for
    /// none.
    private static func blankLength(_ bytes: UnsafeRawBufferPointer, at place: Int) -> Int {
        let byte = bytes[place]
        if byte <= 0x20 { return 1 }
        let rest = bytes.count - place
        if byte == 0xC2, rest >= 2, bytes[place + 1] == 0xA0 { return 2 }
        guard rest >= 3 else { return 0 }
        let (second, third) = (bytes[place + 1], bytes[place + 2])
        if byte == 0xE3, second == 0x80, third == 0x80 { return 3 }
        if byte == 0xE2, second == 0x80, third >= 0x80, third <= 0x8F { return 3 }
        return byte == 0xEF && second == 0xBB && third == 0xBF ? 3 : 0
    }

    private mutating func convertDecimals(
        _ units: [Int64], _ scale: Int, _ format: NumberFormatClass, _ result: inout ConvertedColumn
    ) {
        guard let target = column.type.scale, column.minimum == nil, column.maximum == nil else {
            each(&result) { converter, row in converter.convert(decimal: units[row], scale, format) }
            return
        }
        let isPercent = format == .percent
        let shift = target - scale + (isPercent || !isHeaderPercent ? unitPower : unitPower - 2)
        if shift >= 0, shift <= 18 {
            let factor = FixedPoint.powers[shift]
            var hasOverflow = false
            for row in units.indices {
                let (product, overflow) = units[row].multipliedReportingOverflow(by: factor)
                result.bits[row] = product
                hasOverflow = hasOverflow || overflow
            }
            if !hasOverflow { return }
        }
        each(&result) { converter, row in converter.convert(decimal: units[row], scale, format) }
    }

    private mutating func put(
        _ outcome: Outcome, _ row: Int, _ written: () -> String, _ result: inout ConvertedColumn
    ) {
        switch outcome {
        case .blank: result.validity[row] = false
        case .value(let bits, let kind):
            result.bits[row] = bits
            if let kind {
                result.conversions.append(CellConversion(row: row, kind: kind, written: written()))
            }
        case .text(let text, let kind, let issue, let nearest):
            if let text {
                result.codes[row] = result.dictionary.code(of: text)
            } else {
                var whole = written()
                result.codes[row] = whole.withUTF8 {
                    result.dictionary.code(of: Self.trimmed(UnsafeRawBufferPointer($0)))
                }
            }
            if let kind {
                result.conversions.append(CellConversion(row: row, kind: kind, written: written()))
            }
            if let issue {
                result.issues.append(CellIssue(row: row, kind: issue, written: written(), nearest: nearest))
            }
        case .doubtful(let bits, let issue, let nearest):
            result.bits[row] = bits
            result.issues.append(CellIssue(row: row, kind: issue, written: written(), nearest: nearest))
        case .failure(let issue):
            result.validity[row] = false
            result.issues.append(CellIssue(row: row, kind: issue, written: written()))
        }
    }

    // MARK: Single values

    /// Converts a cell value.
    mutating func convert(_ value: CellValue) -> Outcome {
        switch value {
        case .blank: return .blank
        case .missing: return .failure(.formulaWithoutValue)
        case .error: return .failure(.errorValue)
        case .text(let text): return convert(text: text)
        case .boolean(let value): return convert(boolean: value).0
        case .number(.decimal(let decimal)):
            let scale = max(0, -decimal.exponent)
            guard decimal.exponent <= 18,
                let units = FixedPoint.rescale(decimal.significand, by: max(0, decimal.exponent))?.units,
                scale <= 18
            else { return convert(double: decimal.double, .general).0 }
            return convert(decimal: units, scale, .general).0
        case .number(.double(let double)): return convert(double: double, .general).0
        case .date(let date):
            if date.isTimeOnly, date.serial < 1 {
                return convert(clock: Int64((date.serial * 86_400_000).rounded())).0
            }
            guard let milliseconds = date.millisecondsSince1970 else { return .failure(.impossibleDate) }
            return convert(moment: Int64(milliseconds)).0
        case .duration(let time):
            let milliseconds = (time.days * 86_400_000).rounded()
            return milliseconds.magnitude < 9e15 ? convert(clock: Int64(milliseconds)).0 : .failure(.notTime)
        }
    }

    /// Converts a text.
    mutating func convert(text: String) -> Outcome {
        var text = text
        return text.withUTF8 { convert(utf8: UnsafeRawBufferPointer($0)) }
    }

    private mutating func convert(utf8: UnsafeRawBufferPointer) -> Outcome {
        guard scratch.load(utf8) else {
            return column.type.isText ? .text(nil, nil, nil, nearest: "") : .failure(failureKind)
        }
        if scratch.isEmpty { return .blank }
        if scratch.scalars.count <= 8, blanks.contains(HeaderFolding.foldKey(scratch.text)) { return .blank }
        switch column.type {
        case .text, .list: return .text(nil, nil, nil, nearest: "")
        case .key: return key(scratch.scalars, utf8)
        case .money, .money4, .decimal, .int, .percent: return number(scratch.scalars)
        case .date, .datetime: return moment(scratch.scalars)
        case .time: return clock(scratch.scalars)
        case .month, .week, .period: return period(scratch.scalars)
        case .boolean: return boolean(scratch.text)
        case .enum: return choice(scratch.text)
        case .phone, .idCard, .creditCode, .bankCard:
            return checked(scratch.scalars, isAsWritten: Self.isPlainKey(utf8))
        }
    }

    private var failureKind: CellIssue.Kind {
        switch column.type {
        case .money, .money4, .decimal, .int, .percent: .notNumber
        case .date, .datetime: .notDate
        case .time: .notTime
        case .month, .week, .period: .notPeriod
        case .boolean: .notBoolean
        default: .notDeclared
        }
    }

    // MARK: Numbers

    private func number(_ scalars: [UInt32]) -> Outcome {
        guard let written = WrittenNumber(scalars), let scale = column.type.scale else {
            return .failure(.notNumber)
        }
        var shift = written.exponent + scale
        if column.type == .percent {
            if written.isPercent || isHeaderPercent { shift -= 2 }
        } else if written.isPercent {
            return .failure(.notNumber)
        } else if !written.isScaledByWord {
            shift += unitPower
        }
        guard let (units, isRounded) = FixedPoint.rescale(written.significand, by: shift) else {
            return .failure(.tooLarge)
        }
        let kind: CellConversion.Kind? =
            written.isScaledByWord
            ? .scaledByWord : written.isOddlyNegative ? .oddNegative : isRounded ? .rounded : nil
        return ranged(units, isRounded: isRounded, kind)
    }

    private func ranged(_ units: Int64, isRounded: Bool, _ kind: CellConversion.Kind?) -> Outcome {
        if column.type == .int, isRounded { return .failure(.notWhole) }
        let one = FixedPoint.powers[column.type.scale ?? 0]
        if let minimum = column.minimum, units < Int64(minimum) &* one {
            return .doubtful(units, .outOfRange, nearest: String(minimum))
        }
        if let maximum = column.maximum, units > Int64(maximum) &* one {
            return .doubtful(units, .outOfRange, nearest: String(maximum))
        }
        return .value(units, kind)
    }

    func convert(decimal units: Int64, _ scale: Int, _ format: NumberFormatClass) -> (Outcome, () -> String) {
        let written = { Self.plain(units, scale) }
        if let target = column.type.scale {
            let power = column.type == .percent && format != .percent && isHeaderPercent ? -2 : unitPower
            guard let (result, isRounded) = FixedPoint.rescale(units, by: target - scale + power) else {
                return (.failure(.tooLarge), written)
            }
            return (ranged(result, isRounded: isRounded, isRounded ? .rounded : nil), written)
        }
        return (nonNumber(Double(units) / Double(FixedPoint.powers[min(18, scale)]), written()), written)
    }

    func convert(double: Double, _ format: NumberFormatClass) -> (Outcome, () -> String) {
        let written = { Self.plain(double) }
        if let target = column.type.scale {
            let power = column.type == .percent && format != .percent && isHeaderPercent ? -2 : unitPower
            guard target + power <= 18, target + power >= 0,
                let (result, isRounded) = FixedPoint.units(double, scale: target + power)
            else { return (.failure(.tooLarge), written) }
            return (ranged(result, isRounded: isRounded, isRounded ? .rounded : nil), written)
        }
        return (nonNumber(double, written()), written)
    }

    /// What a number is in a column that holds no numbers.
    private func nonNumber(_ number: Double, _ written: String) -> Outcome {
        switch column.type {
        case .date, .datetime, .month, .week, .period:
            let digits = Array(written.unicodeScalars.map(\.value))
            if digits.count == 8 || digits.count == 6 || digits.count == 14,
                let result = try? WrittenMoment(digits, order: order, year: nil), let days = result.days
            {
                return momentValue(days, result.milliseconds, .dateFromNumber)
            }
            if column.type != .date, column.type != .datetime,
                case .value(let bits, let kind) = period(digits)
            {
                return .value(bits, kind)
            }
            guard number >= 20_000, let serial = SerialDate(serial: number, system: .from1900),
                let milliseconds = serial.millisecondsSince1970
            else { return .failure(failureKind) }
            return momentValue(milliseconds / 86_400_000, milliseconds % 86_400_000, .dateFromNumber)
        case .time:
            return number >= 0 && number < 1
                ? .value(Int64((number * 86_400_000).rounded()), nil) : .failure(.notTime)
        case .boolean:
            return number == 1 ? .value(1, nil) : number == 0 ? .value(0, nil) : .failure(.notBoolean)
        case .enum:
            var converter = self
            return converter.choice(written)
        case .key:
            let isLost = number.magnitude >= 1e15
            return .text(written, nil, isLost ? .digitsLost : nil, nearest: "")
        case .phone, .idCard, .creditCode, .bankCard:
            if number.magnitude >= 1e15 { return .text(written, nil, .digitsLost, nearest: "") }
            return checked(Array(written.unicodeScalars.map(\.value)), text: written)
        default: return .text(written, nil, nil, nearest: "")
        }
    }

    /// Units as the shortest decimal text.
    static func plain(_ units: Int64, _ scale: Int) -> String {
        var (units, scale) = (units, scale)
        while scale > 0, units % 10 == 0 {
            units /= 10
            scale -= 1
        }
        return FixedPoint.text(units, scale: scale)
    }

    /// A double with its shortest digits, whole numbers without exponent.
    static func plain(_ number: Double) -> String {
        if number.magnitude < 9e18, number == number.rounded() { return String(Int64(number)) }
        return "\(number)"
    }

    // MARK: Moments

    /// Decides the order of day, month and year from all texts of the column whose figures leave it open.
    private mutating func decideOrder(_ dictionary: TextDictionary, _ exceptions: [Int: CellValue]) {
        var counts: [DateOrder: Int] = [:]
        var isYearLast = false
        var reader = TextScalars()
        func count(_ utf8: UnsafeRawBufferPointer) {
            guard utf8.count <= 40, reader.load(utf8),
                let (figures, yearLast) = WrittenMoment.openFigures(reader.scalars)
            else { return }
            isYearLast = isYearLast || yearLast
            for order in DateOrder.allCases where !(yearLast && order == .yearMonthDay) {
                guard let days = MomentReader.days(figures, order) else { continue }
                // A year beside that of the period is the likelier one.
                let isNear = year.map { abs(CivilDay(daysSince1970: days).year - $0) <= 1 } ?? true
                counts[order, default: 0] += isNear ? 4 : 1
            }
        }
        for code in 0..<dictionary.count { dictionary.arena.withText(at: code) { count($0) } }
        for case .text(var text) in exceptions.values { text.withUTF8 { count(UnsafeRawBufferPointer($0)) } }
        let orders: [DateOrder] =
            isYearLast ? [.monthDayYear, .dayMonthYear] : [.yearMonthDay, .monthDayYear, .dayMonthYear]
        var best = orders[0]
        for order in orders where (counts[order] ?? 0) > (counts[best] ?? 0) { best = order }
        order = best
    }

    private func moment(_ scalars: [UInt32]) -> Outcome {
        do {
            let written = try WrittenMoment(scalars, order: order, year: year)
            guard let days = written.days else { return .failure(.notDate) }
            let kind: CellConversion.Kind? =
                written.lacksYear
                ? .yearFromPeriod
                : written.isAmbiguous
                    ? .dateOrder : scalars.allSatisfy(\.isDigit) ? .dateFromNumber : nil
            return momentValue(days, written.milliseconds, kind)
        } catch {
            switch error {
            case .impossible: return .failure(.impossibleDate)
            case .noYear: return .failure(.noYear)
            case .notDate: break
            }
        }
        // A serial number as text, as in a file that lost its formats.
        if let number = WrittenNumber(scalars), !number.isPercent, !number.isScaledByWord {
            let double =
                Double(number.significand)
                * (number.exponent < 0 ? 1 / Double(FixedPoint.powers[min(18, -number.exponent)]) : 1)
            if double >= 20_000, double < 80_000,
                case .value(let bits, _) = nonNumber(double, Self.plain(double))
            {
                return .value(bits, .dateFromNumber)
            }
        }
        return .failure(.notDate)
    }

    private func momentValue(_ days: Int, _ milliseconds: Int?, _ kind: CellConversion.Kind?) -> Outcome {
        switch column.type {
        case .datetime: return .value(Int64(days) * 86_400_000 + Int64(milliseconds ?? 0), kind)
        case .month: return .value(Int64(WrittenPeriod.firstDay(of: .month, days)), kind)
        case .week: return .value(Int64(WrittenPeriod.firstDay(of: .week, days)), kind)
        case .period:
            let grain = column.grains.first ?? .month
            return .value(Self.pack(WrittenPeriod.firstDay(of: grain, days), grain), kind)
        default: return .value(Int64(days), (milliseconds ?? 0) == 0 ? kind : kind ?? .timeDropped)
        }
    }

    func convert(moment milliseconds: Int64) -> (Outcome, () -> String) {
        let days = milliseconds >= 0 ? milliseconds / 86_400_000 : (milliseconds - 86_399_999) / 86_400_000
        let time = milliseconds - days * 86_400_000
        let written = { Self.iso(Int(days), Int(time)) }
        switch column.type {
        case .date, .datetime, .month, .week, .period:
            return (momentValue(Int(days), Int(time), nil), written)
        case .time: return (.value(time, nil), written)
        case .money, .money4, .decimal, .int, .percent: return (.failure(.notNumber), written)
        case .boolean: return (.failure(.notBoolean), written)
        case .enum:
            var converter = self
            return (converter.choice(written()), written)
        default: return (.text(written(), nil, nil, nearest: ""), written)
        }
    }

    func convert(clock milliseconds: Int64) -> (Outcome, () -> String) {
        let written = { Self.clockText(Int(milliseconds)) }
        switch column.type {
        case .time:
            return (0..<86_400_000).contains(milliseconds)
                ? (.value(milliseconds, nil), written) : (.failure(.notTime), written)
        case .text, .list, .key: return (.text(written(), nil, nil, nearest: ""), written)
        case .money, .money4, .decimal, .int, .percent:
            guard let scale = column.type.scale, milliseconds.magnitude < 1 << 52,
                let (units, isRounded) = FixedPoint.units(Double(milliseconds) / 86_400_000, scale: scale)
            else { return (.failure(.notNumber), written) }
            return (ranged(units, isRounded: isRounded, isRounded ? .rounded : nil), written)
        default: return (.failure(failureKind), written)
        }
    }

    static func iso(_ days: Int, _ milliseconds: Int) -> String {
        let date = CivilDay(daysSince1970: days).iso8601
        return milliseconds == 0 ? date : date + " " + clockText(milliseconds)
    }

    static func clockText(_ milliseconds: Int) -> String {
        let seconds = milliseconds / 1000
        return [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0.zeroPadded(2) }.joined(
            separator: ":")
    }

    private func clock(_ scalars: [UInt32]) -> Outcome {
        if let written = try? WrittenMoment(scalars, order: order, year: year),
            let time = written.milliseconds
        {
            return .value(Int64(time), nil)
        }
        return .failure(.notTime)
    }

    private func period(_ scalars: [UInt32]) -> Outcome {
        let grains: [PeriodGrain] =
            column.type == .month ? [.month] : column.type == .week ? [.week] : column.grains
        do {
            let written = try WrittenPeriod(scalars, grains: grains.isEmpty ? [.month] : grains, year: year)
            let bits =
                column.type == .period ? Self.pack(written.days, written.grain) : Int64(written.days)
            return .value(bits, written.lacksYear ? .yearFromPeriod : nil)
        } catch {
            switch error {
            case .impossible: return .failure(.impossibleDate)
            case .noYear: return .failure(.noYear)
            case .notDate: return .failure(.notPeriod)
            }
        }
    }

    private static func pack(_ days: Int, _ grain: PeriodGrain) -> Int64 {
        Int64(days) << 8 | Int64(PeriodGrain.allCases.firstIndex(of: grain) ?? 0)
    }

    // MARK: Words

    private static let yes: Set<String> = [
        "是", "√", "✓", "✔", "☑", "y", "yes", "true", "1", "有", "对", "t", "真", "需要", "已", "v", "是的", "☒是",
        "on",
    ]
    private static let no: Set<String> = [
        "否", "×", "✗", "✘", "☐", "x", "n", "no", "false", "0", "无", "错", "f", "假", "不需要", "未", "不", "不是",
        "没有", "off",
    ]

    private func boolean(_ text: String) -> Outcome {
        let folded = HeaderFolding.foldKey(text)
        if Self.yes.contains(folded) { return .value(1, nil) }
        if Self.no.contains(folded) { return .value(0, nil) }
        return .failure(.notBoolean)
    }

    func convert(boolean value: Bool) -> (Outcome, () -> String) {
        let written = { value ? "TRUE" : "FALSE" }
        switch column.type {
        case .boolean: return (.value(value ? 1 : 0, nil), written)
        case .text, .list, .key: return (.text(written(), nil, nil, nearest: ""), written)
        case .enum:
            var converter = self
            return (converter.choice(value ? "是" : "否"), written)
        default: return (.failure(failureKind), written)
        }
    }

    private mutating func choice(_ text: String) -> Outcome {
        let folded = HeaderFolding.simplified(HeaderFolding.foldKey(text))
        if let code = enumCodes[folded] { return .value(Int64(code), nil) }
        let code: Int
        if let known = choiceCodes[folded] {
            code = known
        } else {
            guard choices.count < Int(UInt16.max) else { return .failure(.notDeclared) }
            code = choices.count
            choices.append(text)
            choiceCodes[folded] = code
        }
        if column.takesOtherValues { return .value(Int64(code), nil) }
        let spellings = column.values.flatMap { [$0.value] + $0.synonyms }
        return .doubtful(Int64(code), .notDeclared, nearest: Suggestion.nearest(to: text, in: spellings))
    }

    // MARK: Identifiers

    private func key(_ scalars: [UInt32], _ utf8: UnsafeRawBufferPointer) -> Outcome {
        var text = scalars
        var isRepaired = false
        while let first = text.first, first == 0x27 || first == 0x2018 || first == 0x2019 || first == 0x60 {
            text.removeFirst()
            isRepaired = true
        }
        if text.isEmpty { return .blank }
        let point = text.firstIndex(of: code("."))
        if let point, point > 0, text[..<point].allSatisfy(\.isDigit), point + 1 < text.count,
            text[(point + 1)...].allSatisfy({ $0 == code("0") })
        {
            text = Array(text[..<point])
            isRepaired = true
        }
        var issue: CellIssue.Kind?
        if text.contains(where: { $0.lowered == code("e") }), let repaired = Self.withoutExponent(text) {
            text = repaired.digits
            isRepaired = !repaired.isLost
            if repaired.isLost { issue = .digitsLost }
        }
        // Identifiers have no blanks inside.
        if text.contains(0x20) { text.removeAll { $0 == 0x20 } }
        let result = String(String.UnicodeScalarView(text.compactMap(Unicode.Scalar.init)))
        return .text(result, isRepaired ? .keyRepaired : nil, issue, nearest: "")
    }

    /// The digits of an identifier in scientific notation; whether digits were lost on the way.
    ///
    /// Nil for other texts.
    private static func withoutExponent(_ text: [UInt32]) -> (digits: [UInt32], isLost: Bool)? {
        guard let mark = text.firstIndex(where: { $0.lowered == code("e") }), mark > 0, mark + 1 < text.count,
            text[mark + 1] == code("+") || (text[mark + 1].isDigit && text.contains(code("."))),
            let number = WrittenNumber(text)
        else { return nil }
        // Without a point, `12E5` is an identifier in its own right.
        let mantissa = text[..<mark].filter(\.isDigit)
        guard text[..<mark].allSatisfy({ $0.isDigit || $0 == code(".") }), (0...30).contains(number.exponent)
        else {
            return nil
        }
        return (mantissa + Array(repeating: code("0"), count: number.exponent), number.exponent > 0)
    }

    /// A number with a check of its own; as written when it is made of these very characters, none in need of repair.
    private func checked(_ scalars: [UInt32], text: String? = nil, isAsWritten: Bool = false) -> Outcome {
        var scalars = scalars
        if !isAsWritten {
            while let first = scalars.first, first == 0x27 || first == 0x2018 || first == 0x2019 {
                scalars.removeFirst()
            }
        }
        if scalars.isEmpty { return .blank }
        func compact() -> [UInt32] { scalars.filter { $0 != 0x20 && $0 != code("-") } }
        let (isRight, issue): (Bool, CellIssue.Kind) =
            switch column.type {
            case .idCard: (CheckDigit.isIdentity(compact()), .notIdentity)
            case .creditCode:
                (CheckDigit.isCreditCode(compact()) || CheckDigit.isOldTaxNumber(compact()), .notCreditCode)
            case .bankCard: (CheckDigit.isBankCard(compact()), .notBankCard)
            default: (CheckDigit.isPhone(scalars), .notPhone)
            }
        let result =
            isAsWritten
            ? nil : text ?? String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
        return .text(result, nil, isRight ? nil : issue, nearest: "")
    }
}

/// A column in the making: bits of the values, or codes of texts.
struct ConvertedColumn {
    var bits: [Int64]
    var codes: [UInt32]
    var dictionary = TextDictionary()
    var validity: BitMask
    var conversions: [CellConversion] = []
    var issues: [CellIssue] = []

    init(rows: Int) {
        bits = Array(repeating: 0, count: rows)
        codes = Array(repeating: 0, count: rows)
        validity = BitMask(count: rows, repeating: true)
    }

    /// The finished column.
    func finish(_ column: RegisterColumn, choices: [String], sheetColumn: Int) -> RegisterColumnData {
        let values: RegisterValues =
            switch column.type {
            case .text, .key, .list, .phone, .idCard, .creditCode, .bankCard:
                .text(codes: codes, dictionary: dictionary)
            case .money, .money4, .decimal, .int, .percent: .fixed(units: bits, scale: column.type.scale ?? 0)
            case .date, .month, .week: .days(bits.map { Int32(truncatingIfNeeded: $0) })
            case .datetime: .moments(bits)
            case .time: .clock(bits.map { Int32(truncatingIfNeeded: $0) })
            case .period:
                .periods(
                    days: bits.map { Int32(truncatingIfNeeded: $0 >> 8) },
                    grains: bits.map { UInt8(truncatingIfNeeded: $0) })
            case .boolean: .boolean(bits.map { $0 != 0 })
            case .enum: .choice(codes: bits.map { UInt16(truncatingIfNeeded: $0) }, values: choices)
            }
        let isAll = validity.population == validity.count
        var data = RegisterColumnData(
            values: values, validity: isAll ? nil : validity, sheetColumns: [sheetColumn])
        data.conversions = conversions
        data.issues = issues
        return data
    }
}
