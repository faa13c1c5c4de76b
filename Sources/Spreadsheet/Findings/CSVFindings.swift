extension FindingCode {
    // Why an encoding was chosen.
    static let encodingDeclared = FindingCode("encoding.declared")
    static let encodingMark = FindingCode("encoding.mark")
    static let encodingZeros = FindingCode("encoding.zeros")
    static let encodingASCII = FindingCode("encoding.ascii")
    static let encodingValidUTF8 = FindingCode("encoding.valid-utf8")
    static let encodingDamagedUTF8 = FindingCode("encoding.damaged-utf8")
    static let encodingWestern = FindingCode("encoding.western")
    static let encodingHeaderWords = FindingCode("encoding.header-words")
    static let encodingFrequency = FindingCode("encoding.frequency")

    // Why a dialect was chosen.
    static let dialectDeclared = FindingCode("dialect.declared")
    static let dialectConsistent = FindingCode("dialect.consistent")
    static let dialectSingleColumn = FindingCode("dialect.single-column")
    static let dialectEmpty = FindingCode("dialect.empty")
    static let dialectSeparatorLine = FindingCode("dialect.separator-line")

    // What was found while reading.
    static let csvInvalidCharacter = FindingCode("csv.invalid-character")
    static let csvMoreInvalidCharacters = FindingCode("csv.more-invalid-characters")
    static let csvZeroBytes = FindingCode("csv.zero-bytes")
    static let csvMixedLineBreaks = FindingCode("csv.mixed-line-breaks")
    static let csvUnclosedQuote = FindingCode("csv.unclosed-quote")
    static let csvRowRepaired = FindingCode("csv.row-repaired")
    static let csvRowRagged = FindingCode("csv.row-ragged")
    static let csvMoreRowsRagged = FindingCode("csv.more-rows-ragged")
}

extension FindingCatalogue {
    /// The wording of what the CSV reader finds and of its reasons.
    static let csv = FindingCatalogue([
        .encodingDeclared: [
            .chinese: FindingWording("编码 {encoding}：由配置指定。", remedy: ""),
            .english: FindingWording("Encoding {encoding}: it was declared.", remedy: ""),
        ],
        .encodingMark: [
            .chinese: FindingWording("编码 {encoding}：文件开头有字节顺序标记（BOM）。", remedy: ""),
            .english: FindingWording(
                "Encoding {encoding}: the file begins with its byte order mark.", remedy: ""),
        ],
        .encodingZeros: [
            .chinese: FindingWording("编码 UTF-16：{share}% 的字符带有零字节。", remedy: ""),
            .english: FindingWording("UTF-16: {share} % of the characters have a zero byte.", remedy: ""),
        ],
        .encodingASCII: [
            .chinese: FindingWording("编码 UTF-8：全部是 ASCII 字符。", remedy: ""),
            .english: FindingWording("UTF-8: all characters are ASCII.", remedy: ""),
        ],
        .encodingValidUTF8: [
            .chinese: FindingWording("编码 UTF-8：全部字节都是有效的 UTF-8。", remedy: ""),
            .english: FindingWording("UTF-8: all bytes are valid UTF-8.", remedy: ""),
        ],
        .encodingDamagedUTF8: [
            .chinese: FindingWording("编码 UTF-8：除 {faults} 处损坏外都是有效的 UTF-8。", remedy: ""),
            .english: FindingWording(
                "UTF-8: all bytes are valid UTF-8 but for {faults} damaged places.", remedy: ""),
        ],
        .encodingWestern: [
            .chinese: FindingWording(
                "编码 Windows-1252：{share}% 的非 ASCII 字节单独夹在 ASCII 字符之间，是西文字母。", remedy: ""),
            .english: FindingWording(
                "Windows-1252: {share} % of the bytes beyond ASCII stand alone, as western letters do.",
                remedy: ""),
        ],
        .encodingHeaderWords: [
            .chinese: FindingWording("编码 {encoding}：按此编码能读出表头用语：{words}。", remedy: ""),
            .english: FindingWording(
                "Encoding {encoding}: read in it, known header words appear: {words}.", remedy: ""),
        ],
        .encodingFrequency: [
            .chinese: FindingWording(
                "编码 {encoding}：{share}% 的汉字是常用字，{faults} 处无法解码；{other} 则为 {otherShare}%、{otherFaults} 处。",
                remedy: ""),
            .english: FindingWording(
                "Encoding {encoding}: {share} % of its characters are common and {faults} cannot be decoded; in {other} it would be {otherShare} % and {otherFaults}.",
                remedy: ""),
        ],
        .dialectDeclared: [
            .chinese: FindingWording("分隔方式由配置指定。", remedy: ""),
            .english: FindingWording("The dialect was declared.", remedy: ""),
        ],
        .dialectConsistent: [
            .chinese: FindingWording(
                "用{delimiter}分隔时，抽查的 {rows} 行中有 {regular} 行都是 {width} 列，优于其他分隔方式。", remedy: ""),
            .english: FindingWording(
                "Split at {delimiter}, {regular} of {rows} rows looked at have {width} columns, which no other dialect betters.",
                remedy: ""),
        ],
        .dialectSingleColumn: [
            .chinese: FindingWording("没有找到能把各行均匀分开的分隔符，按单列读取。", remedy: ""),
            .english: FindingWording(
                "No delimiter divides the rows evenly; the file is read as a single column.", remedy: ""),
        ],
        .dialectEmpty: [
            .chinese: FindingWording("文件没有内容，采用默认分隔方式。", remedy: ""),
            .english: FindingWording("The file has no content; the default dialect is taken.", remedy: ""),
        ],
        .dialectSeparatorLine: [
            .chinese: FindingWording("首行“sep=”声明了分隔符{delimiter}。", remedy: ""),
            .english: FindingWording(
                "The first line, \"sep=\", declares the delimiter {delimiter}.", remedy: ""),
        ],
        .csvInvalidCharacter: [
            .chinese: FindingWording(
                "第 {line} 行有无法按 {encoding} 解码的字节 {bytes}（偏移 {offset}），已用“�”代替。",
                remedy: "请确认文件编码，或请导出方用 UTF-8 重新导出。"),
            .english: FindingWording(
                "Line {line} has bytes that are no {encoding} text: {bytes} (offset {offset}); they are shown as U+FFFD.",
                remedy: "Check the encoding of the file, or ask for an export in UTF-8."),
        ],
        .csvMoreInvalidCharacters: [
            .chinese: FindingWording(
                "还有更多无法解码的字节，这里只列出前 {count} 处。", remedy: "请确认文件编码，或请导出方用 UTF-8 重新导出。"),
            .english: FindingWording(
                "More bytes cannot be decoded; the first {count} are listed.",
                remedy: "Check the encoding of the file, or ask for an export in UTF-8."),
        ],
        .csvZeroBytes: [
            .chinese: FindingWording("文件中有 {count} 个空字符（NUL），已原样保留。", remedy: "请检查导出程序；如果数据残缺，请重新导出。"),
            .english: FindingWording(
                "The file has {count} NUL characters; they are kept.",
                remedy: "Check the exporting program; export again if data is cut off."),
        ],
        .csvMixedLineBreaks: [
            .chinese: FindingWording(
                "换行符不统一：CRLF {crlf} 处、LF {lf} 处、CR {cr} 处，均按换行处理。", remedy: "无需处理；如果某行被误分成两行，请重新导出。"),
            .english: FindingWording(
                "Line breaks are mixed: {crlf} CRLF, {lf} LF, {cr} CR; each ends a row.",
                remedy: "Nothing to do; if a row was cut in two, export the file again."),
        ],
        .csvUnclosedQuote: [
            .chinese: FindingWording("第 {row} 行的引号没有闭合，按普通字符处理。", remedy: "请核对该行内容，必要时重新导出。"),
            .english: FindingWording(
                "Row {row} has a quote that is never closed; it is taken as text.",
                remedy: "Check the row, and export the file again if need be."),
        ],
        .csvRowRepaired: [
            .chinese: FindingWording(
                "第 {row} 行按正常方式有 {found} 列，其他行为 {width} 列；{repair}后一致。", remedy: "请核对该行内容是否正确。"),
            .english: FindingWording(
                "Row {row} has {found} columns where others have {width}; it fits after a repair ({repair}).",
                remedy: "Check that the row is right."),
        ],
        .csvRowRagged: [
            .chinese: FindingWording(
                "第 {row} 行有 {found} 列，其他行为 {width} 列。", remedy: "请核对该行是否多了或少了分隔符。"),
            .english: FindingWording(
                "Row {row} has {found} columns where others have {width}.",
                remedy: "Check the row for a missing or a surplus separator."),
        ],
        .csvMoreRowsRagged: [
            .chinese: FindingWording("共有 {count} 行的列数与其他行不同，这里只列出前 {listed} 行。", remedy: "请检查导出程序的分隔符设置。"),
            .english: FindingWording(
                "{count} rows have another number of columns; the first {listed} are listed.",
                remedy: "Check how the exporting program separates fields."),
        ],
    ])
}
