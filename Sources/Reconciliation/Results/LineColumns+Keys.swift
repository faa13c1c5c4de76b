import Registers
import Spreadsheet

/// The references to the lines of one side, as JSON writes them.
///
/// The pointers lead into arrays that this keeps and never changes.
final class ReferenceColumn: @unchecked Sendable {
    private let lines: Lines
    /// File and sheet of each source, up to the number of the row.
    private let sources: [[UInt8]]
    /// The texts of the columns that make up keys.
    private let primary: [TextColumn]
    private let fallback: [TextColumn]
    /// Rows whose key is that of the fallback; nil when there are none.
    private let usesFallback: [Bool]?
    private let sourceBytes: [UnsafeBufferPointer<UInt8>]
    private let primaryTexts: [TextPointers]
    private let fallbackTexts: [TextPointers]
    private let primaryJSON: [TextPointers]
    private let fallbackJSON: [TextPointers]
    private let primaryKey: UnsafeBufferPointer<TextPointers>
    private let fallbackKey: UnsafeBufferPointer<TextPointers>
    /// What references are written from.
    let pointers: ReferencePointers

    init(_ lines: Lines) {
        self.lines = lines
        let table = lines.table
        sources = table.sources.map { source in
            var json = JSONBytes()
            json.raw("{\"file\":")
            json.string(source.file)
            json.raw(",\"sheet\":")
            json.string(source.sheet)
            json.raw(",\"row\":")
            return json.bytes
        }
        let primary = table.register.primaryKey.compactMap { table.register.index(of: $0) }
        self.primary = primary.map { Self.texts(table, $0) }
        let isBlank = (0..<table.rowCount).map { row in !primary.contains { table.columns[$0].isValid(row) } }
        usesFallback = isBlank.contains(true) ? isBlank : nil
        fallback =
            usesFallback == nil
            ? []
            : table.register.fallbackKey.compactMap { table.register.index(of: $0) }.map {
                Self.texts(table, $0)
            }
        sourceBytes = sources.map { $0.withUnsafeBufferPointer(\.self) }
        primaryTexts = self.primary.map(\.texts)
        fallbackTexts = fallback.map(\.texts)
        primaryJSON = self.primary.map(\.json)
        fallbackJSON = fallback.map(\.json)
        primaryKey = primaryTexts.withUnsafeBufferPointer(\.self)
        fallbackKey = fallbackTexts.withUnsafeBufferPointer(\.self)
        pointers = ReferencePointers(
            rows: lines.rows.withUnsafeBufferPointer(\.self),
            sourceOfRow: table.sourceOfRow.withUnsafeBufferPointer(\.self),
            numbers: table.rowNumbers.withUnsafeBufferPointer(\.self),
            sources: sourceBytes.withUnsafeBufferPointer(\.self),
            primary: primaryJSON.withUnsafeBufferPointer(\.self),
            fallback: fallbackJSON.withUnsafeBufferPointer(\.self),
            usesFallback: usesFallback?.withUnsafeBufferPointer(\.self))
    }

    /// What ``RegisterTable/text(row:column:)`` says of every row.
    private static func texts(_ table: RegisterTable, _ index: Int) -> TextColumn {
        let data = table.columns[index]
        if case .text(let codes, let dictionary) = data.values, data.validity == nil {
            return TextColumn(codes, dictionary.arena)
        }
        var texts = TextDictionary()
        var days: [Int32: UInt32] = [:]
        var last: (day: Int32, code: UInt32)?
        let codes = (0..<table.rowCount).map { row -> UInt32 in
            // Many rows have the same few days, and their texts take long to make.
            if case .days(let all) = data.values, data.isValid(row) {
                let day = all[row]
                if let last, last.day == day { return last.code }
                let code = days[day] ?? texts.code(of: table.text(row: row, column: index))
                days[day] = code
                last = (day, code)
                return code
            }
            return texts.code(of: table.text(row: row, column: index))
        }
        return TextColumn(codes, texts.arena)
    }

    /// The texts that make up the key of a line.
    @inline(__always)
    func keyParts(_ line: Int) -> KeyParts {
        let row = Int(pointers.rows[line])
        return KeyParts(
            row: row, columns: pointers.usesFallback.map { $0[row] } == true ? fallbackKey : primaryKey)
    }

    /// Writes the key of a line if there is room for it, and returns how long it is.
    func key(_ line: Int, into memory: UnsafeMutablePointer<UInt8>, _ room: Int) -> Int {
        let parts = keyParts(line)
        var count = 0
        for place in 0..<parts.count {
            if place > 0 {
                if count < room { memory[count] = UInt8(ascii: "|") }
                count &+= 1
            }
            let text = parts[place]
            if count &+ text.count <= room, let start = text.baseAddress {
                (memory + count).update(from: start, count: text.count)
            }
            count &+= text.count
        }
        return count
    }
}

/// The texts that make up the key of a line, where they lie.
///
/// Good for as long as the side is that the line belongs to.
package struct KeyParts {
    let row: Int
    let columns: UnsafeBufferPointer<TextPointers>

    package var count: Int { columns.count }

    package subscript(place: Int) -> UnsafeBufferPointer<UInt8> { columns[place][row] }
}

/// The references to the lines of one side.
///
/// Leads into the arrays of a ``ReferenceColumn``, and is handed on without anything being counted.
struct ReferencePointers {
    let rows: UnsafeBufferPointer<Int32>
    let sourceOfRow: UnsafeBufferPointer<UInt16>
    let numbers: UnsafeBufferPointer<Int32>
    let sources: UnsafeBufferPointer<UnsafeBufferPointer<UInt8>>
    let primary: UnsafeBufferPointer<TextPointers>
    let fallback: UnsafeBufferPointer<TextPointers>
    let usesFallback: UnsafeBufferPointer<Bool>?

    /// Adds the reference to a line.
    @inline(__always)
    func write(_ line: Int, to json: inout JSONBytes) {
        let row = Int(rows[line])
        json.raw(sources[Int(sourceOfRow[row])])
        json.integer(Int(numbers[row]))
        json.raw(",\"key\":\"")
        let columns = usesFallback.map { $0[row] } == true ? fallback : primary
        for place in 0..<columns.count {
            if place > 0 { json.raw(UInt8(ascii: "|")) }
            json.raw(columns[place][row])
        }
        json.raw("\"}")
    }
}
