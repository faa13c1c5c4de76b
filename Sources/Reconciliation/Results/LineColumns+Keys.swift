import Registers
import Spreadsheet

/// The references to the lines of one side, as JSON writes them.
final class ReferenceColumn: Sendable {
    private let lines: Lines
    /// File and sheet of each source, up to the number of the row.
    private let sources: [[UInt8]]
    /// The texts of the columns that make up keys.
    private let primary: [TextColumn]
    private let fallback: [TextColumn]
    /// Rows whose key is that of the fallback; nil when there are none.
    private let usesFallback: [Bool]?

    init(_ lines: Lines) {
        self.lines = lines
        let table = lines.table
        sources = table.sources.map { source in
            var json = JSONText()
            json.raw("{\"file\":")
            json.string(source.file)
            json.raw(",\"sheet\":")
            if let sheet = source.sheet { json.string(sheet) } else { json.raw("null") }
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
    }

    /// What ``RegisterTable/text(row:column:)`` says of every row.
    private static func texts(_ table: RegisterTable, _ index: Int) -> TextColumn {
        let data = table.columns[index]
        if case .text(let codes, let dictionary) = data.values, data.validity == nil {
            return TextColumn(codes, dictionary.arena)
        }
        var texts = TextDictionary()
        var days: [Int32: UInt32] = [:]
        let codes = (0..<table.rowCount).map { row -> UInt32 in
            // Many rows have the same few days, and their texts take long to make.
            if case .days(let all) = data.values, data.isValid(row) {
                if let known = days[all[row]] { return known }
                let code = texts.code(of: table.text(row: row, column: index))
                days[all[row]] = code
                return code
            }
            return texts.code(of: table.text(row: row, column: index))
        }
        return TextColumn(codes, texts.arena)
    }

    /// Writes the key of a line if there is room for it, and returns how long it is.
    func key(_ line: Int, into memory: UnsafeMutablePointer<UInt8>, _ room: Int) -> Int {
        let row = Int(lines.rows[line])
        let columns = usesFallback?[row] == true ? fallback : primary
        var count = 0
        for place in columns.indices {
            if place > 0 {
                if count < room { memory[count] = UInt8(ascii: "|") }
                count &+= 1
            }
            let text = columns[place][row]
            if count &+ text.count <= room, let start = text.baseAddress {
                (memory + count).update(from: start, count: text.count)
            }
            count &+= text.count
        }
        return count
    }

    /// Adds the reference to a line.
    func write(_ line: Int, to json: inout JSONBytes) {
        let row = Int(lines.rows[line])
        json.raw(sources[Int(lines.table.sourceOfRow[row])])
        json.integer(Int64(lines.table.rowNumbers[row]))
        json.raw(",\"key\":\"")
        let columns = usesFallback?[row] == true ? fallback : primary
        for place in columns.indices {
            if place > 0 { json.raw("|") }
            columns[place].write(row, to: &json)
        }
        json.raw("\"}")
    }
}
