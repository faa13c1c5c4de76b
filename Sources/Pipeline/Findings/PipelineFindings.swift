import Reconciliation
import Rules
import Spreadsheet

extension FindingCode {
    // The configuration.
    static let configMissing = FindingCode("config.missing")
    static let configUnreadable = FindingCode("config.unreadable")
    static let configOverlap = FindingCode("config.overlap")
    static let configGroup = FindingCode("config.group")
    static let configPath = FindingCode("config.path")
    static let folderMissing = FindingCode("config.folder-missing")
    static let folderNoFolder = FindingCode("config.folder-is-a-file")
    static let folderClosed = FindingCode("config.folder-closed")

    // The inbox.
    static let inboxMissing = FindingCode("inbox.missing")
    static let inboxUnreadable = FindingCode("inbox.unreadable")
    static let inboxEmpty = FindingCode("inbox.empty")
    static let inboxInUse = FindingCode("inbox.in-use")
    static let inboxChanging = FindingCode("inbox.changing")
    static let inboxNotAFile = FindingCode("inbox.not-a-file")
    static let inboxName = FindingCode("inbox.name")

    // What becomes of a file.
    static let fileSameContent = FindingCode("file.same-content")
    static let fileSuperseded = FindingCode("file.superseded")
    static let fileNoTable = FindingCode("file.no-table")
    static let fileNoRegister = FindingCode("file.no-register")
    static let fileColumnMissing = FindingCode("file.column-missing")
    static let fileWrongTypes = FindingCode("file.wrong-types")
    static let fileNoRows = FindingCode("file.no-rows")
    static let fileIncomplete = FindingCode("file.incomplete")
    static let fileInArchive = FindingCode("file.in-archive")
    static let fileOtherPeriod = FindingCode("file.other-period")
    static let sheetNoRegister = FindingCode("sheet.no-register")
    static let archiveMissing = FindingCode("archive.missing")
    static let archiveChanged = FindingCode("archive.changed")

    // The run itself.
    static let lockHeld = FindingCode("run.locked")
    static let lockFailed = FindingCode("run.lock-failed")
    static let runInterrupted = FindingCode("run.interrupted")
    static let failedToWrite = FindingCode("run.write-failed")
    static let failedToMove = FindingCode("run.move-failed")
    static let failedToRead = FindingCode("run.read-failed")
    static let ledgerFailed = FindingCode("ledger.failed")
    static let ledgerBroken = FindingCode("ledger.chain-broken")
    static let ledgerNewer = FindingCode("ledger.newer")
}

extension FindingCatalogue {
    /// The wording of everything that this module finds, together with that of the modules below.
    public static let all = FindingCatalogue.spreadsheet.merging(.rules).merging(.reconciliation).merging(
        .pipeline)

    /// The wording of what is found about configuration, inbox, ledger and run.
    static let pipeline = FindingCatalogue(configuration).merging(FindingCatalogue(inbox)).merging(
        FindingCatalogue(files)
    ).merging(FindingCatalogue(run))

    private typealias Wordings = [FindingCode: [Language: FindingWording]]

    private static func wording(
        _ chinese: String, _ chineseRemedy: String, _ english: String, _ englishRemedy: String
    ) -> [Language: FindingWording] {
        [
            .chinese: FindingWording(chinese, remedy: chineseRemedy),
            .english: FindingWording(english, remedy: englishRemedy),
        ]
    }

    private static let configuration: Wordings = [
        .configMissing: wording(
            "没有这个设置文件。", "请用 hedui init 建立工作目录，或用 --config 指明 pipeline.yml 的位置。",
            "There is no such configuration.",
            "Make a workspace with hedui init, or tell with --config where pipeline.yml lies."),
        .configUnreadable: wording(
            "设置文件打不开。", "请检查读取权限。", "The configuration cannot be opened.", "Check the permission to read it."),
        .configOverlap: wording(
            "“{path}”与“{other}”重叠，运行的结果会被当成新文件再读一遍。", "请改用互不包含的目录。",
            "\"{path}\" and \"{other}\" overlap: results would be read again as input.",
            "Use folders none of which lies in the other."),
        .configGroup: wording(
            "系统中没有“{group}”这个组。", "请先建立该组，或改用已有的组。", "There is no group \"{group}\" on this system.",
            "Create it, or name one that exists."),
        .configPath: wording(
            "路径“{path}”含有不允许的字符。", "请改正路径。", "The path \"{path}\" holds a character that no path has.",
            "Correct the path."),
        .folderMissing: wording(
            "目录“{path}”不存在。", "请建立该目录或挂载网络盘；也可能是路径写错了。",
            "The folder \"{path}\" does not exist.",
            "Make it or mount its drive; or correct the path."),
        .folderNoFolder: wording(
            "“{path}”是文件，不是目录。", "请改用目录。", "\"{path}\" is a file, not a folder.", "Name a folder."),
        .folderClosed: wording(
            "目录“{path}”不能使用：{reason}。", "请检查运行账号对该目录的读写权限。",
            "The folder \"{path}\" cannot be used: {reason}.",
            "Check what the account may do there: it must read and write."),
    ]

    private static let inbox: Wordings = [
        .inboxMissing: wording(
            "投放目录不存在。可能没有建立，也可能网络盘没有挂载。", "请建立该目录或挂载网络盘，然后重新运行。",
            "The inbox does not exist: it was never made, or its network drive is not mounted.",
            "Make the folder or mount the drive, and run again."),
        .inboxUnreadable: wording(
            "投放目录打不开：{reason}。", "请检查运行账号的权限和网络盘。", "The inbox cannot be opened: {reason}.",
            "Check the permissions of the account and the network drive."),
        .inboxEmpty: wording(
            "投放目录是空的，没有新文件。", "如果应当有文件，请确认放对了目录、网络盘已挂载。", "The inbox is empty: there are no new files.",
            "If there should be some, check the folder and whether its drive is mounted."),
        .inboxInUse: wording(
            "文件正在被人打开编辑，本次不取。", "请保存并关闭文件；下次运行会再取。",
            "The file is open in somebody's program and is not taken now.",
            "Save and close it; the next run takes it."),
        .inboxChanging: wording(
            "文件还在变化，本次不取。", "等复制或下载完成后，下次运行会再取。", "The file is still changing and is not taken now.",
            "The next run takes it when copying has finished."),
        .inboxNotAFile: wording(
            "不是普通文件（可能是快捷方式或链接），不予读取。", "请放入文件本身。",
            "This is no regular file, perhaps a link; it is not read.",
            "Drop the file itself."),
        .inboxName: wording(
            "文件名不是 UTF-8 编码，无法可靠处理，不予读取。", "请把文件改名后再放入。",
            "The file name is not UTF-8 and cannot be handled safely; the file is not read.",
            "Rename the file and drop it again."),
    ]

    private static let files: Wordings = [
        .fileSameContent: wording(
            "内容与已收到的“{other}”完全相同，不重复计算。", "如果本想交新的一份，请核对是否拿错了文件。",
            "The content is that of \"{other}\", which is here already; it counts once.",
            "If this was to be a new version, check that it is the right file."),
        .fileSuperseded: wording(
            "{register}（{period}）已有更新的一份“{other}”，以新的为准。", "",
            "{register} ({period}) has a newer version, \"{other}\", which counts.",
            ""),
        .fileNoTable: wording(
            "文件里没有找到表格。", "请确认文件里有表头和数据，再重新放入。", "No table was found in the file.",
            "See that it has a header and rows, and drop it again."),
        .fileNoRegister: wording(
            "文件里没有认得出的登记表。", "请核对表头是否完整；确属某登记表的，请管理员在 pipeline.yml 的 registers 下指定。",
            "No table of the file is a known register.",
            "Check the headers; if it is a register, have the administrator pin it under registers in pipeline.yml."
        ),
        .fileColumnMissing: wording(
            "{register}缺少“{header}”：表中没有这一列，表的上方和文件名里也没有写明。", "请补上这一列，或在表的上方写明后重新放入。",
            "{register} lacks \"{header}\": there is no such column, and neither the rows above the table nor the file name tell.",
            "Add the column, or write it above the table, and drop the file again."),
        .fileWrongTypes: wording(
            "{register}的“{header}”这一列，{total} 个单元格中有 {count} 个读不出来，如“{value}”。", "请按要求的格式改正这一列，再重新放入。",
            "In the column \"{header}\" of {register}, {count} of {total} cells cannot be read, such as \"{value}\".",
            "Correct the column and drop the file again."),
        .fileNoRows: wording(
            "{register}只有表头，没有数据。", "如果本期确实没有业务，可以不交；否则请重新导出。", "{register} has a header but no rows.",
            "If there was no business, there is nothing to hand in; otherwise export it again."),
        .fileIncomplete: wording(
            "文件没有读完整，为避免只算一部分，整份不采用。", "请重新导出后放入。",
            "The file could not be read as a whole; rather than half of it, none is used.",
            "Export it again and drop the new file."),
        .fileInArchive: wording(
            "压缩包“{archive}”里的这个文件未采用。", "请改正后单独放入，不必重发整个压缩包。",
            "This file of the archive \"{archive}\" was not used.",
            "Correct it and drop it alone; the archive need not be sent again."),
        .fileOtherPeriod: wording(
            "属于 {period}，不在本次运行的范围内；已收下，留待该月使用。", "",
            "It belongs to {period}, outside of this run; it is kept for runs of that month.",
            ""),
        .sheetNoRegister: wording(
            "不是登记表，不采用（{rows} 行）。", "", "This is no register and is left aside ({rows} rows).", ""),
        .archiveMissing: wording(
            "归档里的文件不见了，本次运行没有用到它。", "请从备份恢复到原处，再重新运行。",
            "The file is missing from the archive; this run was made without it.",
            "Restore it from a backup and run again."),
        .archiveChanged: wording(
            "归档里的文件被改动过，与收到时不一致，不予采用。", "请从备份恢复原件；要更正内容，请把新文件放入投放目录。",
            "The file in the archive is not what was handed in; it is not used.",
            "Restore it from a backup; to correct it, drop a new file into the inbox."),
    ]

    private static let run: Wordings = [
        .lockHeld: wording(
            "另一次运行正在进行（{owner}）。", "请等它结束后再运行。", "Another run is going on ({owner}).",
            "Wait until it has finished."),
        .lockFailed: wording(
            "无法加锁：{reason}。", "请检查目录的写入权限和文件系统是否支持文件锁。", "The lock cannot be taken: {reason}.",
            "Check the permission to write, and whether the file system has locks."),
        .runInterrupted: wording(
            "运行已中断，没有改动任何文件。", "可以随时重新运行。", "The run was interrupted; no file was touched.",
            "It can be started again at any time."),
        .failedToWrite: wording(
            "无法写入：{reason}。", "请检查磁盘空间和写入权限，然后重新运行；未完成的部分会接着做完。", "This cannot be written: {reason}.",
            "Check free space and permissions, and run again; what is unfinished will be finished."),
        .failedToMove: wording(
            "无法移动文件：{reason}。", "请检查权限，然后重新运行；未完成的部分会接着做完。", "The file cannot be moved: {reason}.",
            "Check permissions and run again; what is unfinished will be finished."),
        .failedToRead: wording(
            "无法读取：{reason}。", "请检查权限和网络盘，然后重新运行。", "This cannot be read: {reason}.",
            "Check permissions and drives, and run again."),
        .ledgerFailed: wording(
            "台账出错：{reason}。", "请检查磁盘空间和权限；如已损坏，请从备份恢复。", "The ledger failed: {reason}.",
            "Check free space and permissions; if it is damaged, restore it from a backup."),
        .ledgerBroken: wording(
            "台账第 {run} 次运行的记录与校验值不符，可能被改动过。", "请与备份核对。",
            "The record of run {run} does not fit its hash: somebody may have changed it.",
            "Compare it with a backup."),
        .ledgerNewer: wording(
            "台账是更新版本的程序写的，本程序不能使用。", "请升级程序。", "The ledger was written by a newer version of the program.",
            "Update the program."),
    ]
}
