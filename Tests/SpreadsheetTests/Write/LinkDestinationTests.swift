import Testing

@testable import Spreadsheet

/// Links whose destination is made once, against links that are made one by one.
struct LinkDestinationTests {
    @Test(arguments: [
        ("收件/运单 #1.xlsx", "三月 's", CellPosition(row: 12, column: 28)),
        ("a.csv", nil, nil),
        ("C:\\data\\b.xlsx", "Sheet1", nil),
        ("//server/share/c.xlsx", "<&\">", CellPosition(row: 1, column: 1)),
    ])
    func theBytesAreTheSame(_ path: String, _ sheet: String?, _ cell: CellPosition?) throws {
        let one = try WrittenPackage("link-target") { book in
            let style = try book.style(CellStyle(font: CellFont(bold: true)))
            let list = try book.addSheet("L")
            for _ in 0..<3 {
                try list.row { $0.link("出处", to: .file(path, sheet: sheet, cell: cell), style) }
            }
        }
        let other = try WrittenPackage("link-destination") { book in
            let style = try book.style(CellStyle(font: CellFont(bold: true)))
            let list = try book.addSheet("L")
            let destination = LinkDestination(file: path, sheet: sheet)
            for _ in 0..<3 {
                try list.row { row in
                    var text = "出处"
                    text.withUTF8 { row.link($0, to: destination, cell, style) }
                }
            }
        }
        #expect(one.parts == other.parts)
        #expect(one.parts["xl/worksheets/_rels/sheet1.xml.rels"] != nil)
    }

    @Test func addressesThatAreTooLongAreRefused() throws {
        let long = String(repeating: "a", count: LinkTarget.maximumLength)
        let cell = CellPosition(row: 1_000, column: 100)
        #expect(LinkDestination(file: long).isWithin(LinkTarget.maximumLength, cell))
        #expect(!LinkDestination(file: long + "a").isWithin(LinkTarget.maximumLength, cell))
        // Two quotation marks and the exclamation mark, and then the cell.
        let room = LinkTarget.maximumLength - 3 - cell.reference.count
        #expect(
            LinkDestination(file: "a", sheet: String(long.prefix(room)))
                .isWithin(LinkTarget.maximumLength, cell))
        #expect(
            !LinkDestination(file: "a", sheet: String(long.prefix(room + 1)))
                .isWithin(LinkTarget.maximumLength, cell))
    }
}
