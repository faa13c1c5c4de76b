extension FindingCode {
    static let htmlNoTable = FindingCode("html.no-table")
    static let htmlNoTableText = FindingCode("html.no-table-but-text")
    static let htmlTooDeep = FindingCode("limit.html-depth")
    static let htmlTagTooLong = FindingCode("limit.html-tag")
    static let htmlSpans = FindingCode("limit.html-spans")
    static let htmlEncoding = FindingCode("html.encoding-not-as-declared")
    static let htmlUndecodable = FindingCode("html.undecodable")
    static let htmlDroppedCells = FindingCode("html.dropped-cells")
    static let htmlHiddenCells = FindingCode("html.hidden-cells")
    static let htmlLongTexts = FindingCode("html.long-texts")
}

extension FindingCatalogue {
    /// The wording of what is found in web pages.
    static let html = FindingCatalogue([
        .htmlNoTable: [
            .chinese: FindingWording("这是网页，里面没有任何表格内容。", remedy: "请在来源系统里重新导出，确认导出成功后再放入。"),
            .english: FindingWording(
                "This is a web page without a table in it.",
                remedy: "Export again and check that the export succeeded."),
        ],
        .htmlNoTableText: [
            .chinese: FindingWording(
                "这是网页，里面没有表格；网页上写着：“{text}”。", remedy: "可能是登录页或出错提示，请登录来源系统后重新导出。"),
            .english: FindingWording(
                "This is a web page without a table; it says: “{text}”.",
                remedy: "It may be a login page or an error message: log in and export again."),
        ],
        .htmlTooDeep: [
            .chinese: FindingWording(
                "网页的标签嵌套超过 {limit} 层，后面的内容没有读取。", remedy: "这不像正常导出的表格，请核实来源，改为导出 xlsx 或 CSV。"),
            .english: FindingWording(
                "The page nests tags more than {limit} deep; what follows was not read.",
                remedy:
                    "This does not look like an export: check where it comes from, or export as xlsx or CSV."),
        ],
        .htmlTagTooLong: [
            .chinese: FindingWording(
                "网页里有一个标签带了 {limit} 个以上的属性或长得异常，后面的内容没有读取。", remedy: "这不像正常导出的表格，请核实来源，改为导出 xlsx 或 CSV。"),
            .english: FindingWording(
                "A tag of the page has more than {limit} attributes or is far too long; what follows was not read.",
                remedy:
                    "This does not look like an export: check where it comes from, or export as xlsx or CSV."),
        ],
        .htmlSpans: [
            .chinese: FindingWording("网页里跨行合并的单元格多得异常，后面的跨行合并没有处理，列位置可能不准。", remedy: "请改为导出 xlsx 或 CSV。"),
            .english: FindingWording(
                "The page has so many cells that span rows that later spans were ignored; columns may be off.",
                remedy: "Export as xlsx or CSV instead."),
        ],
        .htmlEncoding: [
            .chinese: FindingWording("网页声明的编码是 {declared}，实际是 {encoding}，已按实际编码读取。", remedy: "不需要处理。"),
            .english: FindingWording(
                "The page says it is {declared}, but it is {encoding}, and was read as that.",
                remedy: "Nothing needs to be done."),
        ],
        .htmlUndecodable: [
            .chinese: FindingWording(
                "有 {count} 处字节不是合法的 {encoding} 字符（第一处在第 {offset} 字节：{bytes}），已用“\u{FFFD}”代替。",
                remedy: "请检查带“\u{FFFD}”的单元格，必要时重新导出。"),
            .english: FindingWording(
                "Bytes in {count} places are no {encoding} characters (first at byte {offset}: {bytes}); they became “\u{FFFD}”.",
                remedy: "Check the cells with “\u{FFFD}”, and export again if need be."),
        ],
        .htmlDroppedCells: [
            .chinese: FindingWording(
                "有 {count} 个单元格超出了工作表的最后一列（XFD），没有读取。", remedy: "请检查导出的表格是否正常，或拆分后重新导出。"),
            .english: FindingWording(
                "{count} cells lie beyond the last column of a sheet (XFD) and were not read.",
                remedy: "Check the export, or split it."),
        ],
        .htmlHiddenCells: [
            .chinese: FindingWording("网页里有 {count} 个设为不显示的单元格，没有读取。", remedy: "如果需要这些数据，请在来源系统里显示相应的列后重新导出。"),
            .english: FindingWording(
                "{count} cells of the page are not displayed and were not read.",
                remedy: "If they are needed, show their columns in the source system and export again."),
        ],
        .htmlLongTexts: [
            .chinese: FindingWording(
                "有 {count} 个单元格的文字超过 Excel 的上限（32,767 个字符），已全部保留。", remedy: "请确认内容是否正常；写入 Excel 时会被截断。"),
            .english: FindingWording(
                "{count} cells have more text than Excel allows (32,767 characters); all of it was kept.",
                remedy: "Check that this is right; it would be cut when written to Excel."),
        ],
    ])
}
