/// What can go wrong when a workbook or a CSV file is written.
extension FindingCode {
    // The file as a whole.
    static let writeFailed = FindingCode("write.failed")
    static let writeDiskFull = FindingCode("write.disk-full")
    static let writeClosed = FindingCode("write.closed")
    static let writeNoSheet = FindingCode("write.no-sheet")

    // Sheets.
    static let writeSheetNameEmpty = FindingCode("write.sheet-name-empty")
    static let writeSheetNameTooLong = FindingCode("write.sheet-name-too-long")
    static let writeSheetNameCharacter = FindingCode("write.sheet-name-character")
    static let writeSheetNameReserved = FindingCode("write.sheet-name-reserved")
    static let writeSheetNameTaken = FindingCode("write.sheet-name-taken")
    static let writeZoom = FindingCode("write.zoom")
    static let writePageText = FindingCode("write.page-text")

    // Rows, columns and cells.
    static let writeTooManyRows = FindingCode("write.too-many-rows")
    static let writeTooManyColumns = FindingCode("write.too-many-columns")
    static let writeRowOrder = FindingCode("write.row-order")
    static let writeColumnOrder = FindingCode("write.column-order")
    static let writeRowHeight = FindingCode("write.row-height")
    static let writeColumnWidth = FindingCode("write.column-width")
    static let writeTextTooLong = FindingCode("write.text-too-long")
    static let writeNotFinite = FindingCode("write.not-finite")
    static let writeDateRange = FindingCode("write.date-range")
    static let writeRange = FindingCode("write.range")
    static let writeMergeSingle = FindingCode("write.merge-single")
    static let writeOverlap = FindingCode("write.overlap")

    // Styles.
    static let writeTooManyStyles = FindingCode("write.too-many-styles")
    static let writeForeignStyle = FindingCode("write.foreign-style")
    static let writeFontSize = FindingCode("write.font-size")
    static let writeNumberFormat = FindingCode("write.number-format")

    // Formulas, names, tables.
    static let writeFormulaEmpty = FindingCode("write.formula-empty")
    static let writeFormulaTooLong = FindingCode("write.formula-too-long")
    static let writeFormulaCharacter = FindingCode("write.formula-character")
    static let writeFormulaSpills = FindingCode("write.formula-spills")
    static let writeName = FindingCode("write.name")
    static let writeNameTaken = FindingCode("write.name-taken")
    static let writeTableOpen = FindingCode("write.table-open")
    static let writeTableNotOpen = FindingCode("write.table-not-open")
    static let writeTableColumns = FindingCode("write.table-columns")
    static let writeTableTitle = FindingCode("write.table-title")
    static let writeTableTitleTaken = FindingCode("write.table-title-taken")

    // Links, comments, rules.
    static let writeLinkAddress = FindingCode("write.link-address")
    static let writeLinkTooLong = FindingCode("write.link-too-long")
    static let writeTooManyLinks = FindingCode("write.too-many-links")
    static let writeNoteTaken = FindingCode("write.note-taken")
    static let writeRank = FindingCode("write.rank")
    static let writeIconThresholds = FindingCode("write.icon-thresholds")
    static let writeValidationList = FindingCode("write.validation-list")
    static let writeValidationMessage = FindingCode("write.validation-message")

    // Charts.
    static let writeChartEmpty = FindingCode("write.chart-empty")
    static let writeChartMix = FindingCode("write.chart-mix")
    static let writeChartAxis = FindingCode("write.chart-axis")
    static let writeChartSeries = FindingCode("write.chart-series")
}

extension FindingCatalogue {
    static let write = [
        writeFile, writeSheets, writeCells, writeStyles, writeFormulas, writeRules, writeCharts,
    ].reduce(FindingCatalogue([:])) { $0.merging($1) }

    private static let writeFile = FindingCatalogue([
        .writeFailed: [
            .chinese: FindingWording(
                "工作簿无法写入：{reason}。",
                remedy: "请检查文件夹是否存在、是否有写入权限，文件是否正被 Excel 或 WPS 打开，然后重试。"),
            .english: FindingWording(
                "The workbook cannot be written: {reason}.",
                remedy:
                    "Check that the folder exists and may be written to, and that the file is not open in another program; then try again."
            ),
        ],
        .writeDiskFull: [
            .chinese: FindingWording(
                "磁盘空间不足，工作簿没有写成；原有文件未被改动。",
                remedy: "请清理磁盘或换一个位置，然后重试。"),
            .english: FindingWording(
                "The disk is full; the workbook was not written, and a file that was there before is unchanged.",
                remedy: "Make room on the disk or choose another place, then try again."),
        ],
        .writeClosed: [
            .chinese: FindingWording(
                "工作簿已经写完或已出错，不能再写入。",
                remedy: "请重新建立一个工作簿。"),
            .english: FindingWording(
                "The workbook is complete or has failed; nothing more can be written to it.",
                remedy: "Begin a new workbook."),
        ],
        .writeNoSheet: [
            .chinese: FindingWording(
                "工作簿里没有可见的工作表。",
                remedy: "请至少添加一张可见的工作表。"),
            .english: FindingWording(
                "The workbook has no visible sheet.",
                remedy: "Add at least one sheet that is shown."),
        ],
    ])

    private static let writeSheets = FindingCatalogue([
        .writeSheetNameEmpty: [
            .chinese: FindingWording(
                "工作表名称为空。",
                remedy: "请给工作表取一个名称。"),
            .english: FindingWording(
                "The name of the sheet is empty.",
                remedy: "Give the sheet a name."),
        ],
        .writeSheetNameTooLong: [
            .chinese: FindingWording(
                "工作表名称“{name}”超过 31 个字符。",
                remedy: "请缩短名称。"),
            .english: FindingWording(
                "The sheet name “{name}” is longer than 31 characters.",
                remedy: "Shorten the name."),
        ],
        .writeSheetNameCharacter: [
            .chinese: FindingWording(
                "工作表名称“{name}”含有不允许的字符（[ ] : * ? / \\ 或首尾的单引号）。",
                remedy: "请去掉这些字符。"),
            .english: FindingWording(
                "The sheet name “{name}” has characters that are not allowed ([ ] : * ? / \\ or an apostrophe at either end).",
                remedy: "Take these characters out."),
        ],
        .writeSheetNameReserved: [
            .chinese: FindingWording(
                "Excel 保留了工作表名称“{name}”。",
                remedy: "请换一个名称。"),
            .english: FindingWording(
                "The sheet name “{name}” is reserved by Excel.",
                remedy: "Choose another name."),
        ],
        .writeSheetNameTaken: [
            .chinese: FindingWording(
                "已有名为“{name}”的工作表（不区分大小写）。",
                remedy: "请换一个名称。"),
            .english: FindingWording(
                "There is a sheet named “{name}” already (case does not count).",
                remedy: "Choose another name."),
        ],
        .writeZoom: [
            .chinese: FindingWording(
                "缩放比例 {zoom}% 不在 10% 到 400% 之间。",
                remedy: "请改为 10 到 400 之间的数。"),
            .english: FindingWording(
                "A scale of {zoom} % is not within 10 % to 400 %.",
                remedy: "Choose a number from 10 to 400."),
        ],
        .writePageText: [
            .chinese: FindingWording(
                "工作表“{sheet}”的页眉或页脚超过 {limit} 个字符。",
                remedy: "请缩短页眉或页脚。"),
            .english: FindingWording(
                "The header or footer of sheet “{sheet}” is longer than {limit} characters.",
                remedy: "Shorten it."),
        ],
    ])

    private static let writeCells = FindingCatalogue([
        .writeTooManyRows: [
            .chinese: FindingWording(
                "工作表“{sheet}”超过 1,048,576 行。",
                remedy: "请分到几张工作表。"),
            .english: FindingWording(
                "Sheet “{sheet}” has more than 1,048,576 rows.",
                remedy: "Divide the rows among several sheets."),
        ],
        .writeTooManyColumns: [
            .chinese: FindingWording(
                "工作表“{sheet}”超过 16,384 列。",
                remedy: "请减少列数，或分到几张工作表。"),
            .english: FindingWording(
                "Sheet “{sheet}” has more than 16,384 columns.",
                remedy: "Write fewer columns, or divide them among several sheets."),
        ],
        .writeRowOrder: [
            .chinese: FindingWording(
                "第 {row} 行不在已写的第 {last} 行之后。",
                remedy: "请按从上到下的顺序写入。"),
            .english: FindingWording(
                "Row {row} does not lie below row {last}, which is written already.",
                remedy: "Write rows from top to bottom."),
        ],
        .writeColumnOrder: [
            .chinese: FindingWording(
                "{cell} 之前的 {column} 列已经写过。",
                remedy: "请按从左到右的顺序写入。"),
            .english: FindingWording(
                "Column {column} lies left of {cell}, which is next.",
                remedy: "Write cells from left to right."),
        ],
        .writeRowHeight: [
            .chinese: FindingWording(
                "行高 {height} 磅不在 0 到 409.5 之间。",
                remedy: "请改用允许的行高。"),
            .english: FindingWording(
                "A row height of {height} points is not within 0 to 409.5.",
                remedy: "Choose a height within these bounds."),
        ],
        .writeColumnWidth: [
            .chinese: FindingWording(
                "列宽 {width} 不在 0 到 255 之间。",
                remedy: "请改用允许的列宽。"),
            .english: FindingWording(
                "A column width of {width} is not within 0 to 255.",
                remedy: "Choose a width within these bounds."),
        ],
        .writeTextTooLong: [
            .chinese: FindingWording(
                "单元格 {cell} 的文字超过 {limit} 个字符。",
                remedy: "请缩短文字，或分到几个单元格。"),
            .english: FindingWording(
                "The text of cell {cell} is longer than {limit} characters.",
                remedy: "Shorten the text, or divide it among several cells."),
        ],
        .writeNotFinite: [
            .chinese: FindingWording(
                "单元格 {cell} 的数值不是有限的数。",
                remedy: "请改写为错误值或留空。"),
            .english: FindingWording(
                "The number of cell {cell} is not finite.",
                remedy: "Write an error value or leave the cell blank."),
        ],
        .writeDateRange: [
            .chinese: FindingWording(
                "日期 {date} 不在 Excel 能表示的 1900 年到 9999 年之间。",
                remedy: "请改为文字，或更正日期。"),
            .english: FindingWording(
                "The date {date} is not within the years 1900 to 9999 that Excel can hold.",
                remedy: "Correct the date, or write it as text."),
        ],
        .writeRange: [
            .chinese: FindingWording(
                "区域“{range}”无效，或超出工作表范围。",
                remedy: "请检查区域。"),
            .english: FindingWording(
                "The range “{range}” is not valid, or reaches beyond the sheet.",
                remedy: "Check the range."),
        ],
        .writeMergeSingle: [
            .chinese: FindingWording(
                "合并区域“{range}”只有一个单元格。",
                remedy: "请至少选两个单元格。"),
            .english: FindingWording(
                "The merged range “{range}” is a single cell.",
                remedy: "Merge at least two cells."),
        ],
        .writeOverlap: [
            .chinese: FindingWording(
                "区域“{range}”与“{other}”重叠（合并单元格或表格）。",
                remedy: "请错开两个区域。"),
            .english: FindingWording(
                "The range “{range}” overlaps “{other}” (merged cells or tables).",
                remedy: "Move one of them."),
        ],
    ])

    private static let writeStyles = FindingCatalogue([
        .writeTooManyStyles: [
            .chinese: FindingWording(
                "单元格样式超过 {limit} 种。",
                remedy: "请合并相近的样式。"),
            .english: FindingWording(
                "There are more than {limit} different cell styles.",
                remedy: "Use fewer."),
        ],
        .writeForeignStyle: [
            .chinese: FindingWording(
                "单元格样式不属于这个工作簿。",
                remedy: "请在本工作簿中登记样式后再使用。"),
            .english: FindingWording(
                "The cell style belongs to another workbook.",
                remedy: "Register the style with this workbook."),
        ],
        .writeFontSize: [
            .chinese: FindingWording(
                "字号 {size} 不在 1 到 409 之间。",
                remedy: "请改用允许的字号。"),
            .english: FindingWording(
                "A font size of {size} is not within 1 to 409.",
                remedy: "Choose a size within these bounds."),
        ],
        .writeNumberFormat: [
            .chinese: FindingWording(
                "数字格式“{code}”超过 255 个字符。",
                remedy: "请缩短格式。"),
            .english: FindingWording(
                "The number format “{code}” is longer than 255 characters.",
                remedy: "Shorten it."),
        ],
    ])

    private static let writeFormulas = FindingCatalogue([
        .writeFormulaEmpty: [
            .chinese: FindingWording(
                "公式为空。",
                remedy: "请写入公式，或留空单元格。"),
            .english: FindingWording(
                "The formula is empty.",
                remedy: "Write a formula, or leave the cell blank."),
        ],
        .writeFormulaTooLong: [
            .chinese: FindingWording(
                "公式超过 {limit} 个字符。",
                remedy: "请拆成几步。"),
            .english: FindingWording(
                "The formula is longer than {limit} characters.",
                remedy: "Divide it into steps."),
        ],
        .writeFormulaCharacter: [
            .chinese: FindingWording(
                "公式含有控制字符。",
                remedy: "请去掉控制字符。"),
            .english: FindingWording(
                "The formula has control characters.",
                remedy: "Take them out."),
        ],
        .writeFormulaSpills: [
            .chinese: FindingWording(
                "公式用了 {function}，WPS 和旧版 Excel 不支持。",
                remedy: "请改用 INDEX/MATCH、SUMIFS 等函数。"),
            .english: FindingWording(
                "The formula uses {function}, which WPS and older Excel do not have.",
                remedy: "Use INDEX and MATCH, SUMIFS and the like."),
        ],
        .writeName: [
            .chinese: FindingWording(
                "“{name}”不能用作名称：须以字母、汉字或下划线开头，只含字母、汉字、数字、下划线和点，且不像单元格地址。",
                remedy: "请换一个名称。"),
            .english: FindingWording(
                "“{name}” cannot be a name: it must begin with a letter or underscore, have only letters, digits, underscores and dots, and not look like a cell.",
                remedy: "Choose another name."),
        ],
        .writeNameTaken: [
            .chinese: FindingWording(
                "名称“{name}”已被使用（不区分大小写）。",
                remedy: "请换一个名称。"),
            .english: FindingWording(
                "The name “{name}” is in use already (case does not count).",
                remedy: "Choose another name."),
        ],
        .writeTableOpen: [
            .chinese: FindingWording(
                "上一个表格还没有结束，不能开始表格“{table}”。",
                remedy: "请先结束上一个表格。"),
            .english: FindingWording(
                "Table “{table}” cannot begin before the last one has ended.",
                remedy: "End the last table first."),
        ],
        .writeTableNotOpen: [
            .chinese: FindingWording(
                "没有正在写入的表格。",
                remedy: "请先开始一个表格。"),
            .english: FindingWording(
                "No table is being written.",
                remedy: "Begin a table first."),
        ],
        .writeTableColumns: [
            .chinese: FindingWording(
                "表格“{table}”的列数或位置不对。",
                remedy: "请检查列、起始列和合计的个数。"),
            .english: FindingWording(
                "The columns of table “{table}” do not fit.",
                remedy: "Check the columns, where they begin and the number of totals."),
        ],
        .writeTableTitle: [
            .chinese: FindingWording(
                "表格“{table}”有一列没有标题，或标题超过 255 个字符。",
                remedy: "请给每一列一个标题。"),
            .english: FindingWording(
                "A column of table “{table}” has no title, or one longer than 255 characters.",
                remedy: "Give each column a title."),
        ],
        .writeTableTitleTaken: [
            .chinese: FindingWording(
                "表格“{table}”有两列标题同为“{title}”（不区分大小写）。",
                remedy: "请改名其中一列。"),
            .english: FindingWording(
                "Two columns of table “{table}” have the title “{title}” (case does not count).",
                remedy: "Rename one of them."),
        ],
    ])

    private static let writeRules = FindingCatalogue([
        .writeLinkAddress: [
            .chinese: FindingWording(
                "不支持的链接地址：{address}。",
                remedy: "请用 http、https、ftp 或 mailto 地址，或文件路径。"),
            .english: FindingWording(
                "The link address is not taken: {address}.",
                remedy: "Use an address with http, https, ftp or mailto, or the path of a file."),
        ],
        .writeLinkTooLong: [
            .chinese: FindingWording(
                "链接地址超过 {limit} 个字符，或提示超过 255 个字符。",
                remedy: "请缩短。"),
            .english: FindingWording(
                "The address of the link is longer than {limit} characters, or its tip longer than 255.",
                remedy: "Shorten it."),
        ],
        .writeTooManyLinks: [
            .chinese: FindingWording(
                "工作表“{sheet}”的超链接超过 {limit} 个。",
                remedy: "请减少链接，或改用 HYPERLINK 公式。"),
            .english: FindingWording(
                "Sheet “{sheet}” has more than {limit} hyperlinks.",
                remedy: "Use fewer, or formulas with HYPERLINK."),
        ],
        .writeNoteTaken: [
            .chinese: FindingWording(
                "单元格 {cell} 已有批注。",
                remedy: "请合并为一条批注。"),
            .english: FindingWording(
                "Cell {cell} has a comment already.",
                remedy: "Join the two."),
        ],
        .writeRank: [
            .chinese: FindingWording(
                "排名 {rank} 不在 1 到 1000 之间。",
                remedy: "请改用允许的排名。"),
            .english: FindingWording(
                "A rank of {rank} is not within 1 to 1000.",
                remedy: "Choose a rank within these bounds."),
        ],
        .writeIconThresholds: [
            .chinese: FindingWording(
                "{icons} 个图标需要少一个的分界值。",
                remedy: "请检查分界值的个数。"),
            .english: FindingWording(
                "A set of {icons} icons needs one threshold fewer.",
                remedy: "Check the number of thresholds."),
        ],
        .writeValidationList: [
            .chinese: FindingWording(
                "下拉列表为空、某项含逗号或为空，或内容合计超过 255 个字符：{list}。",
                remedy: "请把选项写到单元格里，再引用该区域。"),
            .english: FindingWording(
                "The list is empty, an item is empty or has a comma, or all together are longer than 255 characters: {list}.",
                remedy: "Write the items into cells and refer to them."),
        ],
        .writeValidationMessage: [
            .chinese: FindingWording(
                "提示“{title}”的标题超过 32 个字符，或正文超过 255 个字符。",
                remedy: "请缩短提示。"),
            .english: FindingWording(
                "The title of message “{title}” is longer than 32 characters, or its text longer than 255.",
                remedy: "Shorten it."),
        ],
    ])

    private static let writeCharts = FindingCatalogue([
        .writeChartEmpty: [
            .chinese: FindingWording(
                "图表没有数据系列。",
                remedy: "请至少加入一个系列。"),
            .english: FindingWording(
                "The chart has no series.",
                remedy: "Add at least one."),
        ],
        .writeChartMix: [
            .chinese: FindingWording(
                "饼图、环形图不能与其他图表组合，条形图不能与柱形图、折线图组合。",
                remedy: "请分成几张图表。"),
            .english: FindingWording(
                "Pies and rings cannot be combined with other charts, nor bars with columns or lines.",
                remedy: "Make separate charts."),
        ],
        .writeChartAxis: [
            .chinese: FindingWording(
                "图表的所有系列都在次坐标轴上。",
                remedy: "请至少把一组放在主坐标轴上。"),
            .english: FindingWording(
                "All series of the chart use the second axis.",
                remedy: "Let at least one group use the first."),
        ],
        .writeChartSeries: [
            .chinese: FindingWording(
                "图表的系列超过 {limit} 个。",
                remedy: "请减少系列。"),
            .english: FindingWording(
                "The chart has more than {limit} series.",
                remedy: "Use fewer."),
        ],
    ])
}
