@testable import Spreadsheet

/// Builds small workbooks from raw XML, sound or not.
struct WorkbookBuilder {
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let packageLinks = "http://schemas.openxmlformats.org/package/2006/relationships"
    static let formats = ["General", "yyyy-mm-dd", "[h]:mm:ss", "hh:mm:ss", "0%"]

    /// The whole worksheet part.
    var sheet = Self.worksheet("")
    /// The whole shared strings part; nil for none.
    var strings: String?
    /// What stands in the styles part.
    var styles = Self.stylesPart
    /// What stands in the workbook part besides its sheets.
    var workbook = ""
    /// The list of sheets.
    var sheets = #"<sheet name="S" sheetId="1" r:id="rId1"/>"#
    /// Further parts.
    var parts: [ZipBuilder.Entry] = []
    /// Relationships of the sheet.
    var sheetLinks = ""
    /// Parts that are left out.
    var missing: Set<String> = []

    init(rows: String = "", strings: String? = nil) {
        sheet = Self.worksheet(rows)
        self.strings = strings.map { "<sst xmlns=\"\(Self.main)\">\($0)</sst>" }
    }

    static func worksheet(_ rows: String, after: String = "") -> String {
        "<worksheet xmlns=\"\(main)\" xmlns:r=\"\(links)\"><sheetData>\(rows)</sheetData>\(after)</worksheet>"
    }

    static let stylesPart: String = {
        let codes = formats.enumerated().map {
            "<numFmt numFmtId=\"\(164 + $0.offset)\" formatCode=\"\($0.element)\"/>"
        }
        let cells = formats.indices.map { "<xf numFmtId=\"\(164 + $0)\"/>" }
        return
            "<styleSheet xmlns=\"\(main)\"><numFmts>\(codes.joined())</numFmts><cellXfs>\(cells.joined())</cellXfs></styleSheet>"
    }()

    var zip: ZipBuilder {
        var entries = [
            ZipBuilder.Entry(
                "_rels/.rels",
                "<Relationships xmlns=\"\(Self.packageLinks)\"><Relationship Id=\"r\" Type=\"\(Self.links)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
            ZipBuilder.Entry(
                "xl/workbook.xml",
                "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.links)\">\(workbook)<sheets>\(sheets)</sheets></workbook>"
            ),
            ZipBuilder.Entry(
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"\(Self.packageLinks)\"><Relationship Id=\"rId1\" Type=\"\(Self.links)/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                    + "<Relationship Id=\"rId2\" Type=\"\(Self.links)/styles\" Target=\"styles.xml\"/>"
                    + (strings == nil
                        ? ""
                        : "<Relationship Id=\"rId3\" Type=\"\(Self.links)/sharedStrings\" Target=\"sharedStrings.xml\"/>")
                    + "</Relationships>"),
            ZipBuilder.Entry("xl/worksheets/sheet1.xml", sheet),
            ZipBuilder.Entry("xl/styles.xml", styles),
        ]
        if let strings { entries.append(ZipBuilder.Entry("xl/sharedStrings.xml", strings)) }
        if !sheetLinks.isEmpty {
            entries.append(
                ZipBuilder.Entry(
                    "xl/worksheets/_rels/sheet1.xml.rels",
                    "<Relationships xmlns=\"\(Self.packageLinks)\">\(sheetLinks)</Relationships>"))
        }
        return ZipBuilder(entries.filter { !missing.contains($0.name) } + parts)
    }

    var bytes: [UInt8] { zip.bytes }

    func open(limits: ReadLimits = ReadLimits()) throws -> Workbook {
        try Workbook(MemoryBytes(bytes), file: "f.xlsx", limits: limits)
    }

    /// A relationship of the sheet.
    static func link(_ id: String, _ type: String, _ target: String, isExternal: Bool = false) -> String {
        "<Relationship Id=\"\(id)\" Type=\"\(links)/\(type)\" Target=\"\(target)\"\(isExternal ? " TargetMode=\"External\"" : "")/>"
    }

    /// Rows of numbers and texts, of which many make a large sheet.
    static func rows(_ count: Int, columns: Int = 4) -> String {
        (1...max(1, count)).map { row in
            let cells = (0..<columns).map { column -> String in
                let letters = CellPosition.columnLetters(column + 1)
                switch column % 4 {
                case 0: return "<c r=\"\(letters)\(row)\"><v>\(row).5</v></c>"
                case 1: return "<c r=\"\(letters)\(row)\" t=\"inlineStr\"><is><t>text \(row)</t></is></c>"
                case 2: return "<c r=\"\(letters)\(row)\" s=\"1\"><v>\(40_000 + row)</v></c>"
                default: return "<c r=\"\(letters)\(row)\"><f>A\(row)*2</f><v>\(row * 2 + 1)</v></c>"
                }
            }
            return "<row r=\"\(row)\">\(cells.joined())</row>"
        }.joined()
    }
}

/// What is compared of a sheet.
struct SheetContent: Equatable {
    var cells: [Cell]
    var details: SheetDetails
    var codes: [String]

    init(_ sheet: Sheet) {
        cells = sheet.allCells
        details = sheet.details
        // Where in its part a fault of form lies can be told only by the reader that saw all of the part.
        let places: Set<String> = ["line", "column", "detail"]
        codes = sheet.findings.map {
            "\($0.origin) \($0.code.rawValue) \($0.values.filter { !places.contains($0.key) }.sorted { $0.key < $1.key })"
        }.sorted()
    }
}
