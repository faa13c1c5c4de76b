extension FindingCode {
    // Why a file was taken for what it is.
    static let becauseEmpty = FindingCode("format.because-empty")
    static let becauseSignature = FindingCode("format.because-signature")
    static let becauseEntry = FindingCode("format.because-entry")
    static let becauseFiles = FindingCode("format.because-files")
    static let becauseNoEntries = FindingCode("format.because-no-entries")
    static let becauseContentType = FindingCode("format.because-content-type")
    static let becauseNoEndRecord = FindingCode("format.because-no-end-record")
    static let becauseNoDirectory = FindingCode("format.because-no-directory")
    static let becauseStream = FindingCode("format.because-stream")
    static let becauseBIFF = FindingCode("format.because-biff")
    static let becauseElement = FindingCode("format.because-element")
    static let becauseMailHeader = FindingCode("format.because-mail-header")
    static let becauseJSON = FindingCode("format.because-json")
    static let becauseOwnerFile = FindingCode("format.because-owner-file")
    static let becauseText = FindingCode("format.because-text")
    static let becauseControls = FindingCode("format.because-controls")
    static let becauseZeros = FindingCode("format.because-zeros")

    // Files that are refused.
    static let formatXLS = FindingCode("format.xls")
    static let formatEncryptedXLS = FindingCode("format.encrypted-xls")
    static let formatXLSB = FindingCode("format.xlsb")
    static let formatEncryptedPackage = FindingCode("format.encrypted-ooxml")
    static let formatOpenDocument = FindingCode("format.ods")
    static let formatNumbers = FindingCode("format.numbers")
    static let formatDocument = FindingCode("format.document")
    static let formatPresentation = FindingCode("format.presentation")
    static let formatMessage = FindingCode("format.message")
    static let formatOtherOLE = FindingCode("format.ole")
    static let formatDamagedOLE = FindingCode("format.ole-damaged")
    static let formatOtherPackage = FindingCode("format.package")
    static let formatTruncatedZIP = FindingCode("format.zip-truncated")
    static let formatTruncatedInEntry = FindingCode("format.zip-truncated-in-entry")
    static let formatDamagedZIP = FindingCode("format.zip-damaged")
    static let formatEmptyZIP = FindingCode("format.zip-empty")
    static let formatArchive = FindingCode("format.archive")
    static let formatPDF = FindingCode("format.pdf")
    static let formatImage = FindingCode("format.image")
    static let formatMHTML = FindingCode("format.mhtml")
    static let formatJSON = FindingCode("format.json")
    static let formatOtherXML = FindingCode("format.xml")
    static let formatInterchange = FindingCode("format.interchange")
    static let formatDatabase = FindingCode("format.database")
    static let formatSealed = FindingCode("format.sealed")
    static let formatOwnerFile = FindingCode("format.owner-file")
    static let formatProgram = FindingCode("format.program")
    static let formatBinary = FindingCode("format.binary")
    static let formatAllZero = FindingCode("format.all-zero")
    static let formatBlank = FindingCode("format.blank")

    /// The extension says something else than the content, by what the content is.
    static let extensionMismatch: [FileFormat: FindingCode] = Dictionary(
        uniqueKeysWithValues: FileFormat.allCases.filter(\.isReadable).map {
            ($0, FindingCode("format.extension-not-" + $0.rawValue))
        })
}

extension FindingCatalogue {
    /// The wording of what is found out about a file's format.
    static let formats = FindingCatalogue(formatReasons).merging(FindingCatalogue(formatRefusals))
        .merging(FindingCatalogue(formatMismatches))

    private typealias Wordings = [FindingCode: [Language: FindingWording]]

    private static func both(
        _ chinese: String, _ chineseRemedy: String, _ english: String, _ englishRemedy: String
    ) -> [Language: FindingWording] {
        [
            .chinese: FindingWording(chinese, remedy: chineseRemedy),
            .english: FindingWording(english, remedy: englishRemedy),
        ]
    }

    /// A reason is no fault, so it has no remedy.
    private static func reason(_ chinese: String, _ english: String) -> [Language: FindingWording] {
        both(chinese, "", english, "")
    }

    private static let formatReasons: Wordings = [
        .becauseEmpty: reason("文件没有内容。", "The file has no content."),
        .becauseSignature: reason("文件头带有标记 {signature}。", "The file carries the signature {signature}."),
        .becauseEntry: reason("ZIP 包里有 {entry}。", "The ZIP container holds {entry}."),
        .becauseFiles: reason(
            "是普通压缩包，里面有 {count} 个文件，第一个是 {entry}。",
            "It is an ordinary archive of {count} files; the first is {entry}."),
        .becauseNoEntries: reason("压缩包目录里没有文件。", "The archive's directory lists no file."),
        .becauseContentType: reason(
            "[Content_Types].xml 声明了内容类型 {type}。", "[Content_Types].xml declares the content type {type}."),
        .becauseNoEndRecord: reason(
            "文件头是 ZIP，但找不到 ZIP 的结尾记录。", "It begins as a ZIP container, but has no end record."),
        .becauseNoDirectory: reason(
            "有 ZIP 的结尾记录，但它指向的位置没有目录。",
            "It has a ZIP end record, but no directory where the record points."),
        .becauseStream: reason("OLE 容器里有名为 {stream} 的流。", "The OLE container holds a stream named {stream}."),
        .becauseBIFF: reason(
            "第一条记录是 BIFF{version} 的 BOF 记录。", "The first record is a BIFF{version} BOF record."),
        .becauseElement: reason("第一个标记是 <{element}>。", "The first element is <{element}>."),
        .becauseMailHeader: reason("文件以 MIME 邮件头开始。", "The file begins with MIME headers."),
        .becauseJSON: reason("文件按 JSON 的写法开始。", "The file begins as JSON does."),
        .becauseOwnerFile: reason(
            "长度和开头的用户名符合 Office 打开文档时留下的临时文件。",
            "Its length and the user name in front are those of the file Office leaves beside an open document."
        ),
        .becauseText: reason(
            "没有二进制标记，内容是可读文本。", "It has no binary signature, and its content is readable text."),
        .becauseControls: reason(
            "没有认得的标记，并且含有大量控制字符，不是文本。",
            "It has no known signature, and too many control characters to be text."),
        .becauseZeros: reason("全部字节都是零。", "Every byte is zero."),
    ]

    private static let formatMismatches: Wordings = {
        // Between Chinese and Latin letters stands a blank.
        let names: [FileFormat: (String, String)] = [
            .xlsx: (" Excel 工作簿（xlsx）", "an Excel workbook (xlsx)"),
            .xlsm: ("带宏的 Excel 工作簿（xlsm）", "an Excel workbook with macros (xlsm)"),
            .spreadsheetML: (" Excel 2003 XML 表格", "an Excel 2003 XML spreadsheet"),
            .html: (" HTML 表格", "an HTML table"),
            .text: ("文本（CSV）", "text (CSV)"),
            .zip: (" ZIP 压缩包", "a ZIP archive"),
        ]
        var wordings: Wordings = [:]
        for (format, code) in FindingCode.extensionMismatch {
            guard let name = names[format] else { continue }
            wordings[code] = both(
                "扩展名是 .{extension}，内容其实是\(name.0)。", "已按实际内容读取，不需要处理。",
                "The extension is .{extension}, but the content is \(name.1).",
                "It was read as what it is; nothing needs to be done.")
        }
        return wordings
    }()

    private static let formatRefusals: Wordings = [
        .formatXLS: both(
            "这是旧版 Excel 的 .xls 文件（BIFF{version}），暂不支持。",
            "请用 Excel 或 WPS 打开，另存为“Excel 工作簿 (*.xlsx)”后重新放入。",
            "This is a workbook of old Excel versions (.xls, BIFF{version}), which is not supported yet.",
            "Open it in Excel or WPS, save it as “Excel Workbook (*.xlsx)” and drop the new file."),
        .formatEncryptedXLS: both(
            "这是设了打开密码的旧版 .xls 文件（BIFF{version}）。", "请用 Excel 或 WPS 输入密码打开，取消密码，另存为 .xlsx 后重新放入。",
            "This is an old workbook (.xls, BIFF{version}) with a password to open it.",
            "Open it with its password, remove the password, save it as .xlsx and drop the new file."),
        .formatXLSB: both(
            "这是二进制工作簿 .xlsb，暂不支持。", "请用 Excel 打开，另存为“Excel 工作簿 (*.xlsx)”后重新放入。",
            "This is a binary workbook (.xlsb), which is not supported.",
            "Open it in Excel, save it as “Excel Workbook (*.xlsx)” and drop the new file."),
        .formatEncryptedPackage: both(
            "文件设了打开密码或权限保护，内容已加密，无法读取。", "请用 Excel 或 WPS 打开，在“文件—信息—保护工作簿”里清除密码，保存后重新放入。",
            "The file has a password to open it, or rights protection; its content is encrypted.",
            "Open it, remove the password under File > Info > Protect Workbook, save it and drop it again."),
        .formatOpenDocument: both(
            "这是 OpenDocument 表格（.ods），暂不支持。", "请用 WPS、LibreOffice 或 Excel 打开，另存为 .xlsx 后重新放入。",
            "This is an OpenDocument spreadsheet (.ods), which is not supported.",
            "Open it in LibreOffice, WPS or Excel, save it as .xlsx and drop the new file."),
        .formatNumbers: both(
            "这是苹果 Numbers 表格，无法读取。", "请在 Numbers 里选“文件—导出为—Excel”，把导出的 .xlsx 放入。",
            "This is an Apple Numbers document.",
            "In Numbers choose File > Export To > Excel and drop the exported .xlsx."),
        .formatDocument: both(
            "这是文字文档（Word、WPS 文字或 RTF），不是表格。", "请把里面的表格复制到 Excel，保存为 .xlsx 后放入；或确认是否放错了文件。",
            "This is a text document (Word, WPS Writer or RTF), not a spreadsheet.",
            "Copy its table into Excel, save it as .xlsx and drop that; or check whether the wrong file was dropped."
        ),
        .formatPresentation: both(
            "这是演示文稿，不是表格。", "请确认是否放错了文件。", "This is a presentation, not a spreadsheet.",
            "Check whether the wrong file was dropped."),
        .formatMessage: both(
            "这是从 Outlook 保存的邮件，不是表格。", "请打开邮件，把附件另存出来后放入。",
            "This is an e-mail saved from Outlook, not a spreadsheet.",
            "Open the message, save its attachment and drop that."),
        .formatOtherOLE: both(
            "这是 OLE 容器，但里面没有 Excel 工作簿（内有：{streams}）。", "请确认文件来源；如果它能用 Excel 打开，请另存为 .xlsx 后放入。",
            "This is an OLE container without an Excel workbook in it (it holds: {streams}).",
            "Check where the file comes from; if Excel opens it, save it as .xlsx and drop that."),
        .formatDamagedOLE: both(
            "这是 OLE 容器（可能是旧版 .xls），但目录不完整，文件在第 {bytes} 字节处中断或已损坏。",
            "请重新导出或重新复制完整的文件；如果 Excel 还能打开，请另存为 .xlsx。",
            "This is an OLE container (perhaps an old .xls), but its directory is incomplete: the file breaks off at byte {bytes} or is damaged.",
            "Export or copy the file again; if Excel still opens it, save it as .xlsx."),
        .formatOtherPackage: both(
            "这是 Office 类的打包文件，但里面没有 Excel 工作簿。", "请确认是否放错了文件；如果它能用 Excel 打开，请另存为 .xlsx 后放入。",
            "This is an office package without an Excel workbook in it.",
            "Check whether the wrong file was dropped; if Excel opens it, save it as .xlsx and drop that."),
        .formatTruncatedZIP: both(
            "文件不完整：在第 {bytes} 字节处中断，后面的内容（ZIP 目录）缺失。", "多半是下载、复制或上传没有完成，请从来源重新取一份完整的文件。",
            "The file is incomplete: it breaks off at byte {bytes}; the ZIP directory behind is missing.",
            "A download or copy was probably not finished; fetch the whole file again from where it came."),
        .formatTruncatedInEntry: both(
            "文件不完整：在第 {bytes} 字节处中断，断在 {entry} 里，后面的内容缺失。", "多半是下载、复制或上传没有完成，请从来源重新取一份完整的文件。",
            "The file is incomplete: it breaks off at byte {bytes}, inside {entry}.",
            "A download or copy was probably not finished; fetch the whole file again from where it came."),
        .formatDamagedZIP: both(
            "文件已损坏：ZIP 目录不在应有的位置。", "请从来源重新取一份完整的文件；如果 Excel 能修复打开，请另存为新的 .xlsx 后放入。",
            "The file is damaged: its ZIP directory is not where it should be.",
            "Fetch the file again; if Excel can repair it on opening, save it as a new .xlsx and drop that."),
        .formatEmptyZIP: both(
            "压缩包里没有任何文件。", "请重新打包后放入，或直接放入表格文件。", "The archive holds no file.",
            "Pack it again, or drop the tables themselves."),
        .formatArchive: both(
            "这是 {kind} 压缩文件，不能直接读取。", "请先解压，把里面的表格放入；也可以改用 ZIP 打包。",
            "This is a {kind} archive, which is not read.",
            "Unpack it and drop the tables inside, or pack them as ZIP."),
        .formatPDF: both(
            "这是 PDF 文件，不是表格。", "请向对方索取 Excel 或 CSV 格式的原始表格。", "This is a PDF document, not a spreadsheet.",
            "Ask the sender for the table itself, as Excel or CSV."),
        .formatImage: both(
            "这是图片（{kind}），不是表格。", "请向对方索取 Excel 或 CSV 格式的原始表格。",
            "This is a picture ({kind}), not a spreadsheet.",
            "Ask the sender for the table itself, as Excel or CSV."),
        .formatMHTML: both(
            "这是“单个文件网页”（MHTML）或邮件，暂不支持。", "请用 Excel 打开，另存为 .xlsx 后重新放入。",
            "This is a single file web page (MHTML) or an e-mail, which is not supported.",
            "Open it in Excel, save it as .xlsx and drop the new file."),
        .formatJSON: both(
            "这是 JSON 数据，不是表格。", "请在来源系统里选择导出为 Excel 或 CSV；如果本该是表格，多半是导出时出错，文件里可能有错误提示。",
            "This is JSON data, not a spreadsheet.",
            "Export as Excel or CSV instead; if it should have been a table, the export probably failed and the file may say why."
        ),
        .formatOtherXML: both(
            "这是 XML 文件（第一个元素是 {element}），不是表格。", "请在来源系统里选择导出为 Excel 或 CSV。",
            "This is an XML file (first element {element}), not a spreadsheet.",
            "Export as Excel or CSV instead."),
        .formatInterchange: both(
            "这是早年的表格交换格式（SYLK 或 DIF），暂不支持。", "请用 Excel 打开，另存为 .xlsx 后重新放入。",
            "This is an old interchange format (SYLK or DIF), which is not supported.",
            "Open it in Excel, save it as .xlsx and drop the new file."),
        .formatDatabase: both(
            "这是 {kind} 数据库文件，不能直接读取。", "请用来源软件导出为 Excel 或 CSV 后放入。",
            "This is a {kind} database file, which is not read.", "Export it as Excel or CSV and drop that."),
        .formatSealed: both(
            "文件被办公加密系统加密，在本机读不出内容。", "请在装有加密系统的电脑上解密（申请外发）后重新放入，或请管理员把 Hedui 所在目录加入解密范围。",
            "The file is sealed by an office encryption system and cannot be read on this machine.",
            "Have it released on a machine that runs the system, or ask the administrator to exempt this folder."
        ),
        .formatOwnerFile: both(
            "这是 Office 打开文档时留下的临时文件，里面没有数据。", "请关闭正在编辑的文档后放入文档本身；这个临时文件可以删除。",
            "This is the small file Office leaves beside an open document; it holds no data.",
            "Close the document and drop the document itself; this file may be deleted."),
        .formatProgram: both(
            "这是可执行程序，不是表格。", "请不要运行；请确认文件来源，如果是自解压包，请解压后放入表格。",
            "This is a program, not a spreadsheet.",
            "Do not run it; check where it comes from. If it unpacks itself, drop the tables it holds."),
        .formatBinary: both(
            "无法识别的二进制文件（开头字节：{start}）。", "请确认文件来源，用 Excel 打开后另存为 .xlsx 再放入。",
            "This is a binary file of unknown kind (it begins with {start}).",
            "Check where it comes from; open it in Excel and save it as .xlsx."),
        .formatAllZero: both(
            "文件有 {bytes} 字节，但全部是零，没有内容。", "多半是下载或磁盘写入失败，请重新取一份文件。",
            "The file has {bytes} bytes, all of them zero.",
            "A download or a disk write probably failed; fetch the file again."),
        .formatBlank: both(
            "文件有 {bytes} 字节，但只有空格和换行，没有内容。", "请重新导出后放入。",
            "The file has {bytes} bytes, but nothing except blanks and line ends.",
            "Export it again and drop the new file."),
    ]
}
