extension FindingCode {
    static let patchNotAWorkbook = FindingCode("patch.not-a-workbook")
    static let patchPartUnusable = FindingCode("patch.part-unusable")
    static let patchNoSuchSheet = FindingCode("patch.no-such-sheet")
    static let patchNoCells = FindingCode("patch.no-cells")
    static let patchCellOutside = FindingCode("patch.cell-outside")
    static let patchCommentTooLong = FindingCode("patch.comment-too-long")
    static let patchSheetNameTaken = FindingCode("patch.sheet-name-taken")
    static let patchSheetFeature = FindingCode("patch.sheet-feature")
    static let patchTooManyLinks = FindingCode("patch.too-many-links")
    static let patchLinkAddress = FindingCode("patch.link-address")
    static let patchWritten = FindingCode("patch.written")
    static let patchSignatureDropped = FindingCode("patch.signature-dropped")
    static let patchCommentOnThread = FindingCode("patch.comment-on-thread")
    static let patchLinkKept = FindingCode("patch.link-kept")
    static let patchSavedElsewhere = FindingCode("patch.saved-elsewhere")
}

extension FindingCatalogue {
    /// The wording of what can happen while an existing workbook is marked.
    static let patch = errors.merging(notes)

    private static let errors = FindingCatalogue([
        .patchNotAWorkbook: [
            .chinese: FindingWording(
                "这个文件不是 .xlsx 或 .xlsm 工作簿（实际格式：{format}），不能在原件上标注。",
                remedy: "请用 Excel 或 WPS 另存为 .xlsx 后再放入；或先用 hedui convert 转换成 .xlsx。"),
            .english: FindingWording(
                "The file is no .xlsx or .xlsm workbook (it is {format}), so it cannot be marked in place.",
                remedy: "Save it as .xlsx in Excel and drop it again, or convert it with hedui convert."),
        ],
        .patchPartUnusable: [
            .chinese: FindingWording(
                "工作簿内部的 {part} 在第 {offset} 字节处写法异常，无法在不改动其他内容的前提下标注。",
                remedy: "请用 Excel 或 WPS 打开后另存一次，再重新放入。"),
            .english: FindingWording(
                "Part {part} of the workbook is irregular at byte {offset}; it cannot be marked without touching the rest.",
                remedy: "Open the file in Excel, save it, and drop it again."),
        ],
        .patchNoSuchSheet: [
            .chinese: FindingWording("工作簿里没有名为“{sheet}”的工作表。", remedy: "请核对工作表名称，注意前后空格。"),
            .english: FindingWording(
                "The workbook has no sheet named “{sheet}”.",
                remedy: "Check the name of the sheet, blanks included."),
        ],
        .patchNoCells: [
            .chinese: FindingWording("“{sheet}”是图表页或宏表，没有单元格，不能标注。", remedy: "请标注存放数据的普通工作表。"),
            .english: FindingWording(
                "“{sheet}” is a chart or macro sheet without cells, so nothing on it can be marked.",
                remedy: "Mark the worksheet that holds the data."),
        ],
        .patchCellOutside: [
            .chinese: FindingWording(
                "第 {row} 行第 {column} 列超出了工作表的范围。", remedy: "工作表最多 1048576 行、16384 列，请核对位置。"),
            .english: FindingWording(
                "Row {row}, column {column} lies outside of a worksheet.",
                remedy: "A sheet has 1,048,576 rows and 16,384 columns; check the position."),
        ],
        .patchCommentTooLong: [
            .chinese: FindingWording(
                "{cell} 的批注有 {length} 个字符，超过 Excel 的上限 {limit}。", remedy: "请缩短批注，细节写在问题清单里。"),
            .english: FindingWording(
                "The comment on {cell} has {length} characters; Excel takes {limit}.",
                remedy: "Shorten the comment and put the details on the list of findings."),
        ],
        .patchSheetNameTaken: [
            .chinese: FindingWording(
                "工作簿里已有名为“{sheet}”的工作表，而且不是由本程序加入的，不能覆盖。", remedy: "请给它改名，或给问题清单换一个名称。"),
            .english: FindingWording(
                "The workbook has a sheet “{sheet}” of its own, which is not replaced.",
                remedy: "Rename that sheet, or give the list of findings another name."),
        ],
        .patchSheetFeature: [
            .chinese: FindingWording(
                "要加入的工作表“{sheet}”带有不支持的内容（{feature}）。", remedy: "加入的工作表只能有单元格、格式、筛选和超链接，且不超过一页的行数。"),
            .english: FindingWording(
                "The sheet “{sheet}” to be added has content that cannot be carried over ({feature}).",
                remedy:
                    "Such a sheet may have cells, formats, filters and hyperlinks, and no more rows than fit one sheet."
            ),
        ],
        .patchTooManyLinks: [
            .chinese: FindingWording(
                "工作表“{sheet}”的超链接将超过 Excel 的上限 {limit} 个。", remedy: "请减少带链接的标注，位置可在问题清单里查到。"),
            .english: FindingWording(
                "The sheet “{sheet}” would have more than the {limit} hyperlinks that Excel takes.",
                remedy: "Set fewer links; the list of findings has the places."),
        ],
        .patchLinkAddress: [
            .chinese: FindingWording(
                "{cell} 的链接地址“{address}”不能用。",
                remedy: "地址须以 http://、https://、ftp:// 或 mailto: 开头，或是文件、本簿单元格，且不超过 2079 个字符。"),
            .english: FindingWording(
                "The address “{address}” of the link on {cell} is not taken.",
                remedy:
                    "Begin with http://, https://, ftp:// or mailto:, or name a file or a cell, in up to 2,079 characters."
            ),
        ],
        .patchWritten: [
            .chinese: FindingWording("标注结果已经写出，不能再改。", remedy: "请重新打开工作簿后再标注。"),
            .english: FindingWording(
                "The marked workbook has been written already.",
                remedy: "Open the workbook again to mark it further."),
        ],
    ])

    private static let notes = FindingCatalogue([
        .patchSignatureDropped: [
            .chinese: FindingWording(
                "原工作簿带有数字签名；加标注会使签名失效，标注副本里已去掉签名。", remedy: "原件没有改动；需要签名时请以原件为准，或在副本上重新签名。"),
            .english: FindingWording(
                "The workbook is digitally signed; marks would break the signature, so the marked copy has none.",
                remedy: "The original is unchanged: rely on it where the signature counts, or sign the copy."),
        ],
        .patchCommentOnThread: [
            .chinese: FindingWording(
                "{cell} 上已有批注会话，没有再加批注，只改了底色。", remedy: "该单元格的问题请看问题清单。"),
            .english: FindingWording(
                "{cell} has a conversation already, so no comment was added to it, only the fill.",
                remedy: "See the list of findings for this cell."),
        ],
        .patchLinkKept: [
            .chinese: FindingWording("{cell} 上已有超链接，保留原链接，没有加新的。", remedy: "该单元格的问题请看问题清单。"),
            .english: FindingWording(
                "{cell} has a hyperlink already, which stays; no other was set.",
                remedy: "See the list of findings for this cell."),
        ],
        .patchSavedElsewhere: [
            .chinese: FindingWording(
                "这份标注副本后来被其他程序保存过；旧的批注、底色和问题清单已按内容识别并清除。",
                remedy: "如仍有旧底色（没有批注的单元格、原为图案或渐变底色的单元格），请手工清除。"),
            .english: FindingWording(
                "Another program has saved this marked copy; the old comments, fills and list were told by their content and removed.",
                remedy:
                    "Clear by hand what fill is left on cells without a comment, or that had a pattern or gradient before."
            ),
        ],
    ])
}
