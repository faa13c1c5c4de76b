import Spreadsheet

/// Numbers values of any kind, so that equal ones have the same number.
struct KeyNumbers: Sendable {
    /// How many numbers have been given.
    private(set) var count = 0
    private let readsNumbers: Bool
    private let foldsCase: Bool
    private var wholes = IntTable(capacity: 1024)
    private var wholeIDs: [Int32] = []
    private var doubles = IntTable(capacity: 64)
    private var doubleIDs: [Int32] = []
    private var texts: TextNumbers
    /// The numbers of the texts by what ``TextNumbers`` gives them; nil when that is the number itself.
    private var textIDs: [Int32]? = []
    private var flags: [Int32] = [-1, -1]
    /// What blanks and errors have, by status.
    private var invalid = [Int32](repeating: -1, count: 256)

    init(readsNumbers: Bool, foldsCase: Bool) {
        self.readsNumbers = readsNumbers
        self.foldsCase = foldsCase
        texts = TextNumbers(foldsCase: foldsCase)
    }

    /// Whether the numbers of texts are the codes of the table that they came from.
    var areCodes: Bool { textIDs == nil }

    // MARK: Numbering

    /// The number of each element; -1 for a blank or an error unless they are kept.
    mutating func ids(of vector: ColumnVector, keepsInvalid: Bool) -> [Int32] {
        var ids = [Int32](repeating: -1, count: vector.count)
        switch vector.storage {
        case .decimal(let units, let scale):
            let power = ExactDecimal.powers[scale]
            for row in ids.indices {
                if scale == 0 {
                    if vector.status?[row] ?? 0 == 0 { ids[row] = whole(units[row]) }
                    continue
                }
                guard vector.status?[row] ?? 0 == 0 else { continue }
                let (quotient, remainder) = units[row].quotientAndRemainder(dividingBy: power)
                ids[row] =
                    remainder == 0
                    ? whole(quotient) : number(FormulaNumber(.exact(units: units[row], scale: Int8(scale))))
            }
        case .text(let codes, let table):
            if takeCodes(of: table) {
                for row in ids.indices { ids[row] = Int32(truncatingIfNeeded: codes[row]) }
            } else {
                var known = [Int32](repeating: -2, count: table.count)
                for row in ids.indices where vector.status?[row] ?? 0 == 0 {
                    let code = Int(codes[row])
                    if known[code] == -2 { known[code] = table.withText(at: code) { text($0) } }
                    ids[row] = known[code]
                }
            }
        case .constant, .double, .boolean, .mixed:
            for (row, value) in vector.elements.enumerated() { ids[row] = id(value, keepsInvalid) }
            return ids
        }
        if let status = vector.status {
            for row in ids.indices where status[row] != 0 {
                ids[row] = id(ColumnVector.value(ofStatus: status[row]), keepsInvalid)
            }
        }
        return ids
    }

    /// Numbers the texts of a table by their codes, when they all differ and none counts as a number.
    private mutating func takeCodes(of table: TextTable) -> Bool {
        guard count == 0, let numbers = TextNumbers(table, foldsCase: foldsCase) else { return false }
        if readsNumbers {
            for code in 0..<table.count where table.withText(at: code, NumberReader.mayBeNumber) {
                return false
            }
        }
        texts = numbers
        textIDs = nil
        count = table.count
        return true
    }

    private mutating func fresh() -> Int32 {
        count += 1
        return Int32(truncatingIfNeeded: count - 1)
    }

    private mutating func whole(_ value: Int64) -> Int32 {
        let place = Int(wholes.insert(UInt64(bitPattern: value)))
        if place == wholeIDs.count { wholeIDs.append(fresh()) }
        return wholeIDs[place]
    }

    private mutating func number(_ number: FormulaNumber) -> Int32 {
        if let value = Self.whole(number) { return whole(value) }
        let place = Int(doubles.insert(number.double.bitPattern))
        if place == doubleIDs.count { doubleIDs.append(fresh()) }
        return doubleIDs[place]
    }

    private mutating func text(_ text: UnsafeRawBufferPointer) -> Int32 {
        if readsNumbers, let value = NumberReader.number(text) { return number(value) }
        let place = texts.number(of: text)
        guard let known = textIDs?.count else { return Int32(truncatingIfNeeded: place) }
        if place == known {
            let id = fresh()
            textIDs?.append(id)
        }
        return textIDs?[place] ?? -1
    }

    private mutating func id(_ value: FormulaValue, _ keepsInvalid: Bool) -> Int32 {
        switch value {
        case .number(let value): return number(value)
        case .text(var value): return value.withUTF8 { text(UnsafeRawBufferPointer($0)) }
        case .boolean(let flag):
            if flags[flag ? 1 : 0] < 0 { flags[flag ? 1 : 0] = fresh() }
            return flags[flag ? 1 : 0]
        case .blank: return keepsInvalid ? id(ofStatus: ColumnVector.blankStatus) : -1
        case .error(let error): return keepsInvalid ? id(ofStatus: ColumnVector.status(error)) : -1
        }
    }

    private mutating func id(ofStatus status: UInt8) -> Int32 {
        if invalid[Int(status)] < 0 { invalid[Int(status)] = fresh() }
        return invalid[Int(status)]
    }

    /// A number as a whole one, when it is one.
    private static func whole(_ number: FormulaNumber) -> Int64? {
        switch number.storage {
        case .exact(let units, let scale):
            if scale == 0 { return units }
            let (quotient, remainder) = units.quotientAndRemainder(
                dividingBy: ExactDecimal.powers[Int(scale)])
            return remainder == 0 ? quotient : nil
        case .double(let double): return double.magnitude < 0x1p62 ? Int64(exactly: double) : nil
        }
    }

    // MARK: Finding

    /// The number of a value; -1 when it has none.
    func find(_ value: FormulaValue) -> Int32 {
        switch value {
        case .number(let number):
            if let whole = Self.whole(number) { return find(whole: whole) }
            let place = doubles.find(number.double.bitPattern)
            return place < 0 ? -1 : doubleIDs[Int(place)]
        case .text(var text): return text.withUTF8 { find(UnsafeRawBufferPointer($0)) }
        case .boolean(let flag): return flags[flag ? 1 : 0]
        case .blank, .error: return -1
        }
    }

    /// The number of a whole number; -1 when it has none.
    func find(whole: Int64) -> Int32 {
        let place = wholes.find(UInt64(bitPattern: whole))
        return place < 0 ? -1 : wholeIDs[Int(place)]
    }

    /// The number of a text; -1 when it has none.
    func find(_ text: UnsafeRawBufferPointer) -> Int32 {
        if readsNumbers, let number = NumberReader.number(text) { return find(.number(number)) }
        let place = texts.find(text)
        return place < 0 ? -1 : textIDs?[place] ?? Int32(truncatingIfNeeded: place)
    }
}
