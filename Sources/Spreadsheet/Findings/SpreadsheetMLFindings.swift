extension FindingCode {
    static let spreadsheetMLNoSheet = FindingCode("xml-spreadsheet.no-sheet")
    static let spreadsheetMLBeyondSheet = FindingCode("xml-spreadsheet.beyond-sheet")
    static let spreadsheetMLNotOfType = FindingCode("xml-spreadsheet.not-of-type")
}

extension FindingCatalogue {
    /// The wording of what is found in files of the format XML Spreadsheet 2003.
    static let spreadsheetML = FindingCatalogue([
        .spreadsheetMLNoSheet: [
            .chinese: FindingWording("文件是 Excel 2003 XML 表格，但里面没有工作表。", remedy: "请在来源系统里重新导出。"),
            .english: FindingWording(
                "The file is an Excel 2003 XML spreadsheet without a worksheet in it.",
                remedy: "Export it again."),
        ],
        .spreadsheetMLBeyondSheet: [
            .chinese: FindingWording("第 {row} 行有内容超出了工作表的范围，没有读取。", remedy: "请检查导出的表格是否正常，或拆分后重新导出。"),
            .english: FindingWording(
                "Row {row} holds content beyond the last row or column of a sheet, which was not read.",
                remedy: "Check the export, or split it."),
        ],
        .spreadsheetMLNotOfType: [
            .chinese: FindingWording("单元格的内容“{value}”与它声明的类型不符，已按文本保留。", remedy: "请核对这个单元格，必要时重新导出。"),
            .english: FindingWording(
                "The content “{value}” is not of the type that the cell claims; it was kept as text.",
                remedy: "Check the cell, and export again if need be."),
        ],
    ])
}
