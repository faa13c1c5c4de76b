extension FindingCode {
    // The file as a whole.
    static let fileUnreadable = FindingCode("file.unreadable")
    static let fileEmpty = FindingCode("file.empty")
    static let noSuchSheet = FindingCode("request.no-such-sheet")
    static let noNamedSheets = FindingCode("request.no-named-sheets")
    static let noSuchTable = FindingCode("request.no-such-table")
    static let fileTooLarge = FindingCode("limit.file-bytes")
}

extension FindingCatalogue {
    /// The wording of every finding of the `Spreadsheet` module.
    public static let spreadsheet = [
        package, xlsx, csv, table, formats, html, spreadsheetML, write, patch, convert,
    ]
    .reduce(file) { $0.merging($1) }

    private static let file = FindingCatalogue([
        .fileUnreadable: [
            .chinese: FindingWording("无法打开文件：{reason}。", remedy: "请检查文件是否存在、是否有读取权限，然后重新放入。"),
            .english: FindingWording(
                "The file cannot be opened: {reason}.",
                remedy: "Check that the file exists and may be read, then drop it again."),
        ],
        .fileEmpty: [
            .chinese: FindingWording("文件是空的（0 字节）。", remedy: "请重新导出后放入。"),
            .english: FindingWording(
                "The file is empty (0 bytes).", remedy: "Export it again and drop the new file."),
        ],
        .noSuchSheet: [
            .chinese: FindingWording("没有名为“{name}”的工作表。", remedy: "文件里有：{names}。"),
            .english: FindingWording("There is no sheet “{name}”.", remedy: "The file has: {names}."),
        ],
        .noNamedSheets: [
            .chinese: FindingWording(
                "没有名为“{name}”的工作表：文本文件没有工作表名。", remedy: "请去掉 --sheet 再运行。"),
            .english: FindingWording(
                "There is no sheet “{name}”: a text file has no named sheets.",
                remedy: "Run it without --sheet."),
        ],
        .noSuchTable: [
            .chinese: FindingWording("没有第 {number} 个表格，一共识别出 {count} 个。", remedy: "请用 hedui inspect 查看识别结果。"),
            .english: FindingWording(
                "There is no table {number}; {count} were found.",
                remedy: "See what hedui inspect tells of the file."),
        ],
        .fileTooLarge: [
            .chinese: FindingWording(
                "文件有 {bytes} 字节，超过上限 {limit} 字节。", remedy: "请拆分后重新导出，或请管理员提高 limits.file-bytes。"),
            .english: FindingWording(
                "The file has {bytes} bytes; the limit is {limit}.",
                remedy: "Split the export, or ask the administrator to raise limits.file-bytes."),
        ],
    ])
}
