extension FindingCode {
    static let convertSameKind = FindingCode("convert.same-kind")
    static let convertSameFile = FindingCode("convert.same-file")
    static let convertOutputKind = FindingCode("convert.output-kind")
    static let convertOutputExists = FindingCode("convert.output-exists")
    static let convertNoSuchSheet = FindingCode("convert.no-such-sheet")
    static let convertSeveralSheets = FindingCode("convert.several-sheets")
    static let convertNoSheet = FindingCode("convert.no-sheet")
    static let convertArchive = FindingCode("convert.archive")
    static let convertEncoding = FindingCode("convert.encoding")
    static let convertMissingValues = FindingCode("convert.missing-values")
    static let convertUndecodable = FindingCode("convert.undecodable")
    static let convertHiddenSheets = FindingCode("convert.hidden-sheets")
}

extension FindingCatalogue {
    /// The wording of what can happen while one format is turned into another.
    static let convert = convertErrors.merging(convertNotes)

    private static let convertErrors = FindingCatalogue([
        .convertSameKind: [
            .chinese: FindingWording(
                "输入和输出都是 {format}，不需要转换。", remedy: "要复制文件请直接复制；要整理工作簿请先转成 CSV 再转回来。"),
            .english: FindingWording(
                "Input and output are both {format}; there is nothing to convert.",
                remedy: "Copy the file instead, or convert to the other format and back."),
        ],
        .convertSameFile: [
            .chinese: FindingWording("输出就是输入文件本身。", remedy: "请给输出换一个文件名。"),
            .english: FindingWording(
                "The output is the input file itself.", remedy: "Give the output another name."),
        ],
        .convertOutputKind: [
            .chinese: FindingWording(
                "看不出要转换成什么格式：“{file}”。",
                remedy: "输出文件名请以 .xlsx、.csv、.tsv 或 .txt 结尾；工作簿也可以输出到一个文件夹，每个工作表一个 CSV。"),
            .english: FindingWording(
                "“{file}” does not tell which format is wanted.",
                remedy:
                    "End the name in .xlsx, .csv, .tsv or .txt, or name a folder for one CSV file a sheet."),
        ],
        .convertOutputExists: [
            .chinese: FindingWording("文件“{file}”已经存在，没有覆盖。", remedy: "确认要覆盖时请加 --force。"),
            .english: FindingWording(
                "“{file}” exists and was not replaced.", remedy: "Add --force to replace it."),
        ],
        .convertNoSuchSheet: [
            .chinese: FindingWording("没有名为“{sheet}”的工作表；现有：{sheets}。", remedy: "请核对 --sheet 的名称。"),
            .english: FindingWording(
                "There is no sheet named “{sheet}”; there are: {sheets}.",
                remedy: "Check the name behind --sheet."),
        ],
        .convertSeveralSheets: [
            .chinese: FindingWording(
                "工作簿有多个工作表（{sheets}），一个 CSV 只能放一个。", remedy: "请用 --sheet 指定一个，或把输出写成文件夹（以 / 结尾），每个工作表一个 CSV。"),
            .english: FindingWording(
                "The workbook has several sheets ({sheets}), and a CSV file holds one.",
                remedy: "Name one with --sheet, or give a folder (ending in /) for one CSV file a sheet."),
        ],
        .convertNoSheet: [
            .chinese: FindingWording("文件里没有可以转换的工作表。", remedy: "请检查导出是否完整。"),
            .english: FindingWording(
                "The file has no sheet that can be converted.", remedy: "Check that the export is complete."),
        ],
        .convertArchive: [
            .chinese: FindingWording("压缩包里可能有多个文件，不能直接转换。", remedy: "请先解压，再逐个转换。"),
            .english: FindingWording(
                "An archive may hold several files and is not converted.",
                remedy: "Unpack it and convert the files one by one."),
        ],
        .convertEncoding: [
            .chinese: FindingWording("不能写出编码“{encoding}”。", remedy: "输出 CSV 可用 utf-8 或 gb18030（gbk）。"),
            .english: FindingWording(
                "CSV files cannot be written in “{encoding}”.", remedy: "Use utf-8 or gb18030 (gbk)."),
        ],
    ])

    private static let convertNotes = FindingCatalogue([
        .convertMissingValues: [
            .chinese: FindingWording(
                "有 {count} 个公式没有保存计算结果，转换后为空。", remedy: "请用 Excel 或 WPS 打开原文件，保存后再转换。"),
            .english: FindingWording(
                "{count} formulas have no stored value and became empty.",
                remedy: "Open the file in Excel, save it, and convert it again."),
        ],
        .convertUndecodable: [
            .chinese: FindingWording(
                "有 {count} 个字段含有不属于编码 {encoding} 的字节，写成了“�”。", remedy: "请用 --encoding 指定正确的编码。"),
            .english: FindingWording(
                "{count} fields have bytes that are not {encoding}; they were written as “�”.",
                remedy: "Name the right encoding with --encoding."),
        ],
        .convertHiddenSheets: [
            .chinese: FindingWording("隐藏的工作表（{sheets}）没有转换。", remedy: "需要时请用 --sheet 指定，或输出到文件夹。"),
            .english: FindingWording(
                "Hidden sheets ({sheets}) were not converted.",
                remedy: "Name one with --sheet, or give a folder."),
        ],
    ])
}
