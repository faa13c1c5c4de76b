import Spreadsheet

/// The examples of docs/spreadsheet.md on CSV, marking and converting.
enum GuideFiles {
    static func csv(_ path: String) throws {
        var options = CSVWriteOptions()
        options.encoding = .gb18030  // or .utf8WithMark (the default), .utf8
        let file = try CSVWriter(to: path, options: options)
        try file.row(["客户", "备注", "金额"])
        for order in GuideData.orders {
            try file.row { row in
                row.text(order.customer)
                row.text("=1+1")  // written as '=1+1, which nothing calculates
                row.number(order.amount)
            }
        }
        try file.close()
    }

    static func mark(_ path: String, to output: String, print: (String) -> Void) throws {
        let patcher = try WorkbookPatcher(path: path)
        let cell = CellPosition(row: 5, column: 4)
        try patcher.mark(
            sheet: "三月", cell: cell, fill: .badLight, comment: "与报价 1,899.50 不符",
            link: .cell(sheet: "核对结果", CellPosition(row: 2, column: 1)))
        try patcher.setSheet(named: "核对结果", at: .last) { book, sheet in
            let head = try book.style(CellStyle(font: .bold, fill: .solid(.accentLight)))
            try sheet.row { row in
                row.text("位置", head)
                row.text("问题", head)
            }
            try sheet.row { row in
                row.link("D5", to: .cell(sheet: "三月", cell))
                row.text("单价与报价不符")
            }
        }
        try patcher.write(to: output)
        for finding in patcher.findings { print(finding.code.rawValue) }
    }

    static func convert(_ workbook: String, to text: String, print: (String) -> Void) throws {
        var options = ConvertOptions()
        options.sheet = "三月"
        options.encoding = .gb18030
        let result = try DocumentConverter(options: options).convert(workbook, to: text)
        for output in result.outputs { print("\(output.sheet): \(output.rows) rows") }
    }
}
