import GRDB
import GRDBSQLite

/// A statement that takes up many rows of texts.
///
/// Binds the bytes of the texts themselves: an argument that is boxed first takes several times as long as the row does in
/// the database.
struct TextRows {
    private let statement: Statement
    /// The texts of a row one after the other: they stay where they are while the statement runs, so SQLite copies none.
    private var bytes: [UInt8] = []

    /// - Parameter statement: Returns no rows, and has a parameter for each text of a row.
    init(_ statement: Statement) { self.statement = statement }

    private var handle: SQLiteStatement { statement.sqliteStatement }

    /// Runs the statement for a row.
    /// - Throws: `DatabaseError` when the database refuses.
    mutating func execute(_ row: [String]) throws {
        bytes.removeAll(keepingCapacity: true)
        for text in row { bytes.append(contentsOf: text.utf8) }
        let code = bytes.withUnsafeBytes { bytes in
            // Without an address, an empty text would be NULL.
            let start = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1)
            var offset = 0
            for (index, text) in row.enumerated() {
                let place = start?.advanced(by: offset).assumingMemoryBound(to: CChar.self)
                let code = sqlite3_bind_text(handle, CInt(index + 1), place, CInt(text.utf8.count), nil)
                guard code == SQLITE_OK else { return code }
                offset += text.utf8.count
            }
            let code = sqlite3_step(handle)
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
            return code
        }
        try check(code)
    }

    private func check(_ code: CInt) throws {
        guard code == SQLITE_DONE else {
            throw DatabaseError(resultCode: ResultCode(rawValue: code), sql: statement.sql)
        }
    }
}
