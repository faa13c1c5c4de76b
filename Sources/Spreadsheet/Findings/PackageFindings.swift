extension FindingCode {
    static let packageTruncated = FindingCode("package.truncated")
    static let packageDamaged = FindingCode("package.damaged")
    static let partMissing = FindingCode("package.part-missing")
    static let partUnreadable = FindingCode("package.part-unreadable")
    static let partDamaged = FindingCode("package.part-damaged")
    static let tooManyEntries = FindingCode("limit.entries")
    static let partTooLarge = FindingCode("limit.part-bytes")
    static let packageTooLarge = FindingCode("limit.package-bytes")
    static let ratioTooHigh = FindingCode("limit.ratio")
    static let nestedArchive = FindingCode("zip.nested")
    static let digitsLost = FindingCode("cell.digits-lost")
    static let timeOver = FindingCode("limit.time")
}

extension FindingCatalogue {
    static let package = FindingCatalogue([
        .packageTruncated: [
            .chinese: FindingWording(
                "文件不完整：到第 {bytes} 字节就断了，缺少压缩包结尾的目录。",
                remedy: "多半是没有复制或下载完；请从原系统重新导出，确认大小后再放入。"),
            .english: FindingWording(
                "The file is incomplete: it breaks off after {bytes} bytes, before the directory of the package.",
                remedy: "The copy or download did not finish; export the file again and drop the whole of it."
            ),
        ],
        .packageDamaged: [
            .chinese: FindingWording(
                "压缩包目录已损坏（{reason}）。", remedy: "请用 Excel 或 WPS 打开后另存，或从原系统重新导出。"),
            .english: FindingWording(
                "The directory of the package is damaged ({reason}).",
                remedy: "Open the file in Excel and save it anew, or export it again."),
        ],
        .partMissing: [
            .chinese: FindingWording(
                "工作簿里缺少部件“{part}”。", remedy: "请用 Excel 或 WPS 打开检查后另存，或重新导出。"),
            .english: FindingWording(
                "The workbook lacks its part “{part}”.",
                remedy: "Open the file in Excel, check and save it, or export it again."),
        ],
        .partUnreadable: [
            .chinese: FindingWording(
                "部件“{part}”被加密，或用了不支持的压缩方法，无法读取。", remedy: "请取消加密后另存为普通的 .xlsx。"),
            .english: FindingWording(
                "The part “{part}” is encrypted or packed by a method that is not supported.",
                remedy: "Remove the protection and save the file as an ordinary .xlsx."),
        ],
        .partDamaged: [
            .chinese: FindingWording(
                "部件“{part}”在解压到第 {bytes} 字节附近损坏（{reason}）。",
                remedy: "文件在传输或存储中受损，请重新导出；损坏之前读到的内容只供查看。"),
            .english: FindingWording(
                "The part “{part}” is damaged near byte {bytes} of its content ({reason}).",
                remedy:
                    "The file was harmed in transfer or storage: export it again. What was read before the damage is for information only."
            ),
        ],
        .tooManyEntries: [
            .chinese: FindingWording(
                "压缩包里有 {entries} 个条目，超过上限 {limit}。", remedy: "这不像正常的表格文件，请核实来源；确有需要请管理员提高 limits.entries。"),
            .english: FindingWording(
                "The package has {entries} entries; the limit is {limit}.",
                remedy:
                    "This does not look like a spreadsheet; check where it comes from, or have limits.entries raised."
            ),
        ],
        .partTooLarge: [
            .chinese: FindingWording(
                "部件“{part}”解压后超过上限 {limit} 字节。", remedy: "请拆分后重新导出，或请管理员提高 limits.part-bytes。"),
            .english: FindingWording(
                "The part “{part}” inflates to more than {limit} bytes.",
                remedy: "Split the export, or have limits.part-bytes raised."),
        ],
        .packageTooLarge: [
            .chinese: FindingWording(
                "读到部件“{part}”时，整个文件解压后超过上限 {limit} 字节。", remedy: "请拆分后重新导出，或请管理员提高 limits.package-bytes。"),
            .english: FindingWording(
                "At the part “{part}” the package inflates to more than {limit} bytes in all.",
                remedy: "Split the export, or have limits.package-bytes raised."),
        ],
        .ratioTooHigh: [
            .chinese: FindingWording(
                "部件“{part}”的压缩比超过 {limit}:1，疑似压缩炸弹，已停止读取。", remedy: "请核实文件来源；确实正常时请用 Excel 打开后另存。"),
            .english: FindingWording(
                "The part “{part}” inflates to more than {limit} times its size, as a zip bomb does; reading stopped.",
                remedy: "Check where the file comes from; if it is sound, open it in Excel and save it anew."),
        ],
        .nestedArchive: [
            .chinese: FindingWording(
                "压缩包里面还有压缩包，没有打开。", remedy: "请解开里面的压缩包，把其中的表格直接放入。"),
            .english: FindingWording(
                "This is an archive inside an archive; it was not opened.",
                remedy: "Unpack the inner archive and drop the files it holds."),
        ],
        .digitsLost: [
            .chinese: FindingWording(
                "单元格里的数字 {value} 超过 15 位，表格软件只保留 15 位，末尾几位已经丢失。",
                remedy: "运单号、身份证号、银行卡号请按“文本”格式从原系统重新导出。"),
            .english: FindingWording(
                "The number {value} has more than 15 digits; spreadsheet programs keep 15, so its tail is lost.",
                remedy: "Export waybill, identity card and bank card numbers again, formatted as text."),
        ],
        .timeOver: [
            .chinese: FindingWording(
                "读取部件“{part}”时用完了单个文件的时间上限 {limit} 秒。", remedy: "请拆分后重新导出，或请管理员提高 limits.time-per-file。"),
            .english: FindingWording(
                "Reading stopped at the part “{part}”: the file used up its {limit} seconds.",
                remedy: "Split the export, or have limits.time-per-file raised."),
        ],
    ])
}
