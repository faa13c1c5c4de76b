import Spreadsheet
import Synchronization

/// The distinct values of an array, numbered: what lookups and groupings by equality work with.
///
/// Numbers are equal by value, texts without regard to case; a number and a text are never equal unless
/// `readsNumbers` makes text that reads as a number one.
final class KeyIndex: AnyIndex {
    /// The number of each element's value; -1 for a blank or an error unless they are kept.
    let ids: [Int32]
    /// How many distinct values there are.
    let count: Int
    private let wholes: IntTable
    private let doubles: IntTable
    private let texts: [String: Int32]
    private let flags: [Int32]
    private let wholeIDs: [Int32]
    private let doubleIDs: [Int32]
    private let readsNumbers: Bool
    private let foldsCase: Bool
    /// Translations of other text tables, by identity.
    private let translations = Mutex<[ObjectIdentifier: (table: TextTable, ids: [Int32])]>([:])

    init(
        _ vector: ColumnVector, readsNumbers: Bool = false, keepsInvalid: Bool = false, foldsCase: Bool = true
    ) {
        self.readsNumbers = readsNumbers
        self.foldsCase = foldsCase
        var wholes = IntTable(capacity: 1024)
        var doubles = IntTable(capacity: 64)
        var wholeIDs: [Int32] = []
        var doubleIDs: [Int32] = []
        var texts: [String: Int32] = [:]
        var flags: [Int32] = [-1, -1]
        var invalid = [Int32](repeating: -1, count: 256)
        var count: Int32 = 0
        func fresh() -> Int32 {
            count += 1
            return count - 1
        }
        func whole(_ value: Int64) -> Int32 {
            let place = Int(wholes.insert(UInt64(bitPattern: value)))
            if place == wholeIDs.count { wholeIDs.append(fresh()) }
            return wholeIDs[place]
        }
        func number(_ number: FormulaNumber) -> Int32 {
            if let value = Self.whole(number) { return whole(value) }
            let place = Int(doubles.insert(number.double.bitPattern))
            if place == doubleIDs.count { doubleIDs.append(fresh()) }
            return doubleIDs[place]
        }
        func text(_ text: String) -> Int32 {
            if readsNumbers, let value = NumberReader.number(text) { return number(value) }
            let folded = foldsCase ? CaseFolding.fold(text) : text
            if let id = texts[folded] { return id }
            let id = fresh()
            texts[folded] = id
            return id
        }
        func id(_ value: FormulaValue) -> Int32 {
            switch value {
            case .number(let value): return number(value)
            case .text(let value): return text(value)
            case .boolean(let flag):
                if flags[flag ? 1 : 0] < 0 { flags[flag ? 1 : 0] = fresh() }
                return flags[flag ? 1 : 0]
            case .blank:
                guard keepsInvalid else { return -1 }
                if invalid[0] < 0 { invalid[0] = fresh() }
                return invalid[0]
            case .error(let error):
                guard keepsInvalid else { return -1 }
                let mark = Int(ColumnVector.status(error))
                if invalid[mark] < 0 { invalid[mark] = fresh() }
                return invalid[mark]
            }
        }
        var ids = [Int32](repeating: -1, count: vector.count)
        switch vector.storage {
        case .decimal(let units, let scale):
            let power = ExactDecimal.powers[scale]
            for row in ids.indices {
                if let status = vector.status, status[row] != 0 {
                    ids[row] = id(ColumnVector.value(ofStatus: status[row]))
                } else if scale == 0 {
                    ids[row] = whole(units[row])
                } else {
                    let (quotient, remainder) = units[row].quotientAndRemainder(dividingBy: power)
                    ids[row] =
                        remainder == 0
                        ? whole(quotient)
                        : number(FormulaNumber(.exact(units: units[row], scale: Int8(scale))))
                }
            }
        case .text(let codes, let table):
            var known = [Int32](repeating: -2, count: table.strings.count)
            for row in ids.indices {
                if let status = vector.status, status[row] != 0 {
                    ids[row] = id(ColumnVector.value(ofStatus: status[row]))
                    continue
                }
                let code = Int(codes[row])
                if known[code] == -2 { known[code] = text(table.strings[code]) }
                ids[row] = known[code]
            }
        default:
            for (row, value) in vector.elements.enumerated() { ids[row] = id(value) }
        }
        self.ids = ids
        self.count = Int(count)
        self.wholes = wholes
        self.doubles = doubles
        self.wholeIDs = wholeIDs
        self.doubleIDs = doubleIDs
        self.texts = texts
        self.flags = flags
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

    /// The number of a value; -1 when no element has it.
    func find(_ value: FormulaValue) -> Int32 {
        switch value {
        case .number(let number):
            if let whole = Self.whole(number) {
                let place = wholes.find(UInt64(bitPattern: whole))
                return place < 0 ? -1 : wholeIDs[Int(place)]
            }
            let place = doubles.find(number.double.bitPattern)
            return place < 0 ? -1 : doubleIDs[Int(place)]
        case .text(let text):
            if readsNumbers, let number = NumberReader.number(text) { return find(.number(number)) }
            return texts[foldsCase ? CaseFolding.fold(text) : text] ?? -1
        case .boolean(let flag): return flags[flag ? 1 : 0]
        case .blank, .error: return -1
        }
    }

    /// The numbers of all texts of a table, worked out once.
    func translation(of table: TextTable) -> [Int32] {
        if let known = translations.withLock({ $0[ObjectIdentifier(table)] }) { return known.ids }
        let ids = table.strings.map { find(.text($0)) }
        guard table.isShared else { return ids }
        // The table is kept alive with its translation, so that its identity is not given to another.
        translations.withLock { $0[ObjectIdentifier(table)] = (table, ids) }
        return ids
    }

    /// The numbers of a vector's values; -1 for blanks, errors and values that no element has.
    func find(all vector: ColumnVector) -> [Int32] {
        var ids = [Int32](repeating: -1, count: vector.count)
        switch vector.storage {
        case .constant(let value): ids = [Int32](repeating: find(value), count: vector.count)
        case .text(let codes, let table) where table.strings.count <= max(64, vector.count * 8):
            let known = translation(of: table)
            for row in ids.indices { ids[row] = known[Int(codes[row])] }
        case .decimal(let units, 0):
            for row in ids.indices {
                let place = wholes.find(UInt64(bitPattern: units[row]))
                if place >= 0 { ids[row] = wholeIDs[Int(place)] }
            }
        default:
            for (row, value) in vector.elements.enumerated() { ids[row] = find(value) }
            return ids
        }
        if let status = vector.status { for row in ids.indices where status[row] != 0 { ids[row] = -1 } }
        return ids
    }
}
