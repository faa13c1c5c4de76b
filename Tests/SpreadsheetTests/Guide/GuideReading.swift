import Spreadsheet

/// The examples of docs/spreadsheet.md on reading.
enum GuideReading {
    static func tables(in path: String, print: (String) -> Void) throws {
        let document = try Document(path: path)
        for index in document.sheets.indices {
            let found = document.sheet(at: index).tables()
            for table in found.tables {
                print("\(document.sheets[index].name): \(table.headers), \(table.dataRows.count) rows")
            }
        }
    }

    static func columns(in path: String, print: (String) -> Void) throws {
        let found = try Document(path: path).sheet(at: 0).tables()
        guard let table = found.tables.first else { return }
        for column in found.typedColumns(of: table) {
            switch column.values {
            case .text(let codes, let dictionary):
                print("\(column.header): \(dictionary.count) different texts, first \(dictionary[codes[0]])")
            case .date(let days):
                let first = CivilDay(daysSince1970: Int(days[0]))
                print("\(column.header): from \(first.year)-\(first.month)-\(first.day)")
            case .decimal(let units, let scale):
                // Exact: units of a hundredth when the scale is 2. Rows without a value hold 0.
                print("\(column.header): \(units.reduce(0, +)) at scale \(scale)")
            default: break
            }
            for (row, value) in column.exceptions {
                print("row \(found.rowNumber(at: table.dataRows[row])): \(value.shown)")
            }
        }
    }

    static func cells(in path: String, print: (String) -> Void) throws {
        let workbook = try Workbook(path: path)
        let sheet = workbook.sheet(at: 0)
        for cell in sheet.allCells {
            if let formula = cell.formula { print("\(cell.position): =\(formula) is \(cell.value.shown)") }
        }
        if case .text(let title)? = sheet.cells[CellPosition(row: 1, column: 1)] { print(title) }
        for comment in sheet.details.comments { print("\(comment.position): \(comment.text)") }
        for link in sheet.details.hyperlinks { print("\(link.range) -> \(link.address ?? "")") }
    }

    static func stream(_ path: String, print: (String) -> Void) throws {
        let workbook = try Workbook(path: path)
        var total = 0.0
        var rows = 0
        let sheet = workbook.streamSheet(at: 0) { cells in
            for chunk in cells.chunks {
                for record in chunk.records where record.column == 2 {
                    guard case .number(let number) = cells.value(of: record, in: chunk) else { continue }
                    total += number.double
                    rows += 1
                }
            }
        }
        print("\(sheet.info.name): \(rows) rows, \(total)")
    }

    static func records(of path: String, print: (String) -> Void) throws {
        let stream = try CSVStream(path: path)
        print("\(stream.encoding.encoding.name), delimiter \(stream.dialect.dialect.delimiterName)")
        while let block = try stream.next() {
            for record in 0..<block.document.recordCount {
                print("\(block.firstRow + record): \(block.document.texts(ofRecord: record))")
            }
        }
    }

    static func explain(_ path: String, print: (String) -> Void) {
        do {
            let document = try Document(path: path)
            for finding in document.findings { print("\(finding.origin): \(finding.code.rawValue)") }
        } catch {
            let words = FindingCatalogue.spreadsheet.sentences(for: error.finding, in: .english)
            print(words.message)
            print(words.remedy)
        }
    }
}
