extension FindingCode {
    // Why a row is no data.
    static let rowPreamble = FindingCode("row.preamble")
    static let rowBlank = FindingCode("row.blank")
    static let rowRepeatedHeader = FindingCode("row.repeated-header")
    static let rowTotal = FindingCode("row.total")
    static let rowSignature = FindingCode("row.signature")
    static let rowNote = FindingCode("row.note")

    // Why a table was divided as it was.
    static let tablePreamble = FindingCode("table.preamble")
    static let tableHeader = FindingCode("table.header")
    static let tableHeaders = FindingCode("table.headers")
    static let tableNoHeader = FindingCode("table.no-header")

    static func tableIgnored(_ kind: IgnoredRow.Kind) -> FindingCode {
        FindingCode("table.ignored-" + kind.rawValue)
    }
}

extension FindingCatalogue {
    /// The wording of the reasons of the table finder.
    static let table = FindingCatalogue([
        .rowPreamble: [
            .chinese: FindingWording("表头上方的标题或说明行。", remedy: ""),
            .english: FindingWording("A title or remark above the header.", remedy: ""),
        ],
        .rowBlank: [
            .chinese: FindingWording("空行。", remedy: ""),
            .english: FindingWording("A blank row.", remedy: ""),
        ],
        .rowRepeatedHeader: [
            .chinese: FindingWording("与第 {row} 行的表头相同，是分页打印重复的表头。", remedy: ""),
            .english: FindingWording(
                "The header of row {row} once more, as on each printed page.", remedy: ""),
        ],
        .rowTotal: [
            .chinese: FindingWording("以“{text}”开头、其余只有数值，是汇总行。", remedy: ""),
            .english: FindingWording(
                "It begins with \"{text}\" and has only values beside it: a total.", remedy: ""),
        ],
        .rowSignature: [
            .chinese: FindingWording("“{text}”是表尾的签字行。", remedy: ""),
            .english: FindingWording("\"{text}\" is a signature row at the end of the table.", remedy: ""),
        ],
        .rowNote: [
            .chinese: FindingWording("表尾的说明行。", remedy: ""),
            .english: FindingWording("A note at the end of the table.", remedy: ""),
        ],
        .tablePreamble: [
            .chinese: FindingWording("表头上方有 {count} 行标题或说明。", remedy: ""),
            .english: FindingWording("{count} rows above the header are titles or remarks.", remedy: ""),
        ],
        .tableHeader: [
            .chinese: FindingWording("第 {row} 行是表头：都是文字，与下方数据的形式不同。", remedy: ""),
            .english: FindingWording(
                "Row {row} is the header: it holds texts that differ from the data below.", remedy: ""),
        ],
        .tableHeaders: [
            .chinese: FindingWording("第 {first} 至 {last} 行共同组成表头。", remedy: ""),
            .english: FindingWording("Rows {first} to {last} make up the header together.", remedy: ""),
        ],
        .tableNoHeader: [
            .chinese: FindingWording("没有表头：第一行与其余各行形式相同，是数据。", remedy: ""),
            .english: FindingWording(
                "There is no header: the first row looks like the others and is data.", remedy: ""),
        ],
        .tableIgnored(.blank): [
            .chinese: FindingWording("跳过 {count} 个空行。", remedy: ""),
            .english: FindingWording("{count} blank rows are left out.", remedy: ""),
        ],
        .tableIgnored(.repeatedHeader): [
            .chinese: FindingWording("跳过 {count} 行重复的表头。", remedy: ""),
            .english: FindingWording("{count} repeated header rows are left out.", remedy: ""),
        ],
        .tableIgnored(.total): [
            .chinese: FindingWording("{count} 行是合计或小计，不计入数据。", remedy: ""),
            .english: FindingWording("{count} rows are totals and no data.", remedy: ""),
        ],
        .tableIgnored(.signature): [
            .chinese: FindingWording("{count} 行是制表、审核等签字行，不计入数据。", remedy: ""),
            .english: FindingWording("{count} rows are signatures and no data.", remedy: ""),
        ],
        .tableIgnored(.note): [
            .chinese: FindingWording("{count} 行是表尾说明，不计入数据。", remedy: ""),
            .english: FindingWording("{count} rows are notes behind the table and no data.", remedy: ""),
        ],
    ])
}
