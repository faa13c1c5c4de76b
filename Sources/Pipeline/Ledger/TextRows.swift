import GRDB
import GRDBSQLite

/// A statement that takes up many rows of texts.
///
/// Binds the bytes of the texts themselves: an argument that is boxed first takes several times as long as the row does in
/// the database.
struct TextRows {
    private let statement: Statement
    /// Tells SQLite to copy what it is given.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    /// - Parameter statement: Returns no rows, and has a parameter for each text of a row.
    init(_ statement: Statement) { self.statement = statement }

    /// Runs the statement for a row.
    /// - Throws: `DatabaseError` when the database refuses.
    func execute(_ row: [String]) throws {
        let handle = statement.sqliteStatement
        for (index, var text) in row.enumerated() {
            let code = text.withUTF8 { utf8 in
                // Without an address, the text would be NULL.
                guard let start = utf8.baseAddress else { return bind(handle, index, "", 0) }
                return start.withMemoryRebound(to: CChar.self, capacity: utf8.count) {
                    bind(handle, index, $0, utf8.count)
                }
            }
            try check(code == SQLITE_OK ? SQLITE_DONE : code)
        }
        let code = sqlite3_step(handle)
        sqlite3_reset(handle)
        try check(code)
    }

    private func bind(
        _ handle: SQLiteStatement, _ index: Int, _ text: UnsafePointer<CChar>, _ count: Int
    ) -> CInt {
        sqlite3_bind_text(handle, CInt(index + 1), text, CInt(count), Self.copied)
    }

    private func check(_ code: CInt) throws {
        guard code == SQLITE_DONE else {
            throw DatabaseError(resultCode: ResultCode(rawValue: code), sql: statement.sql)
        }
    }
}
