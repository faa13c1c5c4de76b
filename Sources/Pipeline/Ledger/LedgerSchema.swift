import GRDB

/// The tables of the ledger, version by version.
enum LedgerSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 runs, files, violations") { database in
            try database.create(table: "runs") { table in
                table.autoIncrementedPrimaryKey("number")
                table.column("identity", .text).notNull()
                table.column("as_of", .text).notNull().indexed()
                table.column("period", .text).notNull()
                table.column("version", .text).notNull()
                table.column("policy", .text).notNull()
                table.column("accepted", .integer).notNull()
                table.column("rejected", .integer).notNull()
                table.column("rows", .integer).notNull()
                table.column("findings", .integer).notNull()
                table.column("violations", .integer).notNull()
                table.column("started", .text).notNull()
                table.column("milliseconds", .integer).notNull()
                table.column("previous", .text).notNull()
                table.column("hash", .text).notNull().unique()
            }
            try database.create(table: "files") { table in
                table.autoIncrementedPrimaryKey("id")
                table.column("run", .integer).notNull().indexed().references("runs")
                table.column("hash", .text).notNull().indexed()
                table.column("name", .text).notNull()
                table.column("inner", .text)
                table.column("stored", .text)
                table.column("as_of", .text).notNull().indexed()
                table.column("fate", .text).notNull()
                table.column("other", .text)
                table.column("format", .text).notNull()
                table.column("bytes", .integer).notNull()
                table.column("period", .text)
                table.column("rows_read", .integer).notNull()
                table.column("rows_accepted", .integer).notNull()
                table.column("rows_rejected", .integer).notNull()
                table.column("rows_ignored", .integer).notNull()
            }
            try database.create(table: "tables") { table in
                table.column("file", .integer).notNull().references("files")
                table.column("hash", .text).notNull()
                table.column("number", .integer).notNull()
                table.column("sheet", .text)
                table.column("register", .text).notNull()
                table.column("period", .text)
                table.column("rows", .integer).notNull()
                table.column("superseded_by", .text)
                table.column("superseded_on", .text)
                table.primaryKey(["file", "number"])
            }
            try database.create(table: "violations") { table in
                table.primaryKey("id", .text)
                table.column("rule", .text).notNull()
                table.column("clause", .text).notNull()
                table.column("register", .text).notNull()
                table.column("key", .text).notNull()
                table.column("person", .text).notNull()
                table.column("department", .text).notNull()
                table.column("period", .text).notNull().indexed()
                table.column("points", .text).notNull()
                table.column("fine", .text).notNull()
                table.column("status", .text).notNull()
                table.column("first_seen", .text).notNull()
                table.column("last_seen", .text).notNull()
                table.column("is_open", .boolean).notNull()
            }
            try database.create(table: "moves") { table in
                table.autoIncrementedPrimaryKey("id")
                table.column("source", .text).notNull()
                table.column("target", .text).notNull()
                table.column("inner", .text)
                table.column("hash", .text).notNull()
                table.column("reason", .text)
            }
        }
        return migrator
    }
}
