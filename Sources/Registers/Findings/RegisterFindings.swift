import Spreadsheet

extension FindingCode {
    // Mistakes in policy files.
    package static let policyUnreadable = FindingCode("policy.unreadable")
    package static let policyNoFiles = FindingCode("policy.no-files")
    package static let policyTooLarge = FindingCode("policy.too-large")
    package static let policyTooDeep = FindingCode("policy.too-deep")
    package static let policyEmpty = FindingCode("policy.empty")
    package static let policySyntax = FindingCode("policy.syntax")
    package static let policyDuplicateKey = FindingCode("policy.duplicate-key")
    package static let policyUnknownKey = FindingCode("policy.unknown-key")
    package static let policyMissingKey = FindingCode("policy.missing-key")
    package static let policyExpected = FindingCode("policy.expected")
    package static let policyUnknownValue = FindingCode("policy.unknown-value")
    package static let policyTwice = FindingCode("policy.twice")
    package static let policyName = FindingCode("policy.name")
    package static let policyKeyNotFile = FindingCode("policy.key-not-file")
    package static let policyNoColumns = FindingCode("policy.no-columns")
    package static let policySameHeader = FindingCode("policy.same-header")
    package static let policySameRegister = FindingCode("policy.same-register")
    package static let policySameSpelling = FindingCode("policy.same-spelling")
    package static let policyNoValues = FindingCode("policy.no-values")
    package static let policyRange = FindingCode("policy.range")
    package static let policyDoesNotFit = FindingCode("policy.does-not-fit")
    package static let policyKeyCount = FindingCode("policy.key-count")
    package static let policyUnknownColumn = FindingCode("policy.unknown-column")
    package static let policyUnknownRegister = FindingCode("policy.unknown-register")
    package static let policyNoSum = FindingCode("policy.no-sum")

    // Why a table is a register.
    static let recognitionHeaders = FindingCode("recognition.headers")
    static let recognitionRequired = FindingCode("recognition.required")
    static let recognitionTitle = FindingCode("recognition.title")
    static let recognitionSheet = FindingCode("recognition.sheet")
    static let recognitionFile = FindingCode("recognition.file")
    static let recognitionFolder = FindingCode("recognition.folder")
    static let recognitionTypes = FindingCode("recognition.types")
    static let recognitionMisfits = FindingCode("recognition.misfits")
    static let recognitionPinned = FindingCode("recognition.pinned")

    // Why it is none, or not all of one.
    static let recognitionNone = FindingCode("recognition.none")
    static let recognitionUnclear = FindingCode("recognition.unclear")
    static let recognitionPinUnknown = FindingCode("recognition.pin-unknown")
    static let registerColumnMissing = FindingCode("register.column-missing")
    static let registerColumnMissingNear = FindingCode("register.column-missing-near")
}

extension FindingCatalogue {
    /// The wording of every finding and reason about policy files and registers.
    public static let registers = FindingCatalogue(
        policyFiles
    ).merging(recognition).merging(registerCells)

    private static let policyFiles: [FindingCode: [Language: FindingWording]] = [
        .policyUnreadable: [
            .chinese: FindingWording("读不了制度文件：{problem}。", remedy: "请检查路径和读取权限。"),
            .english: FindingWording(
                "The policy cannot be read: {problem}.", remedy: "Check the path and the permission to read."),
        ],
        .policyNoFiles: [
            .chinese: FindingWording("文件夹里没有 .yml 文件。", remedy: "请用 --policy 指向存放制度的文件夹。"),
            .english: FindingWording(
                "There are no .yml files in the folder.",
                remedy: "Point --policy to the folder of the policy."),
        ],
        .policyTooLarge: [
            .chinese: FindingWording("文件超过 {limit} 字节，不像是制度文件。", remedy: "请确认放对了文件。"),
            .english: FindingWording(
                "The file is longer than {limit} bytes and hardly a policy.",
                remedy: "Check that it is the right file."),
        ],
        .policyTooDeep: [
            .chinese: FindingWording("嵌套超过 {limit} 层。", remedy: "请检查括号和缩进。"),
            .english: FindingWording(
                "It nests more than {limit} levels deep.", remedy: "Check the brackets and the indentation."),
        ],
        .policyEmpty: [
            .chinese: FindingWording("文件是空的。", remedy: "请填写内容，或删除该文件。"),
            .english: FindingWording("The file is empty.", remedy: "Fill it in, or remove it."),
        ],
        .policySyntax: [
            .chinese: FindingWording("YAML 写法有误：{problem}。", remedy: "请检查此处的缩进、冒号、引号和括号。"),
            .english: FindingWording(
                "This is no valid YAML: {problem}.",
                remedy: "Check indentation, colons, quotes and brackets here."),
        ],
        .policyDuplicateKey: [
            .chinese: FindingWording("同一处重复写了：{key}。", remedy: "请只保留一个。"),
            .english: FindingWording("Written twice in the same place: {key}.", remedy: "Keep one of them."),
        ],
        .policyUnknownKey: [
            .chinese: FindingWording(
                "不认识“{key}”这一项。", remedy: "最接近的是“{nearest}”；可用的项见 docs/registers.zh-CN.md。"),
            .english: FindingWording(
                "There is no setting \"{key}\".",
                remedy: "The nearest is \"{nearest}\"; docs/registers.md lists all."),
        ],
        .policyMissingKey: [
            .chinese: FindingWording("缺少“{key}”这一项。", remedy: "请补上。"),
            .english: FindingWording("The setting \"{key}\" is missing.", remedy: "Add it."),
        ],
        .policyExpected: [
            .chinese: FindingWording("此处应为 {expected}，实际是 {found}。", remedy: "请改成要求的形式。"),
            .english: FindingWording(
                "{expected} is expected here, not {found}.", remedy: "Write it in that form."),
        ],
        .policyUnknownValue: [
            .chinese: FindingWording("“{value}”不是可用的取值（{choices}）。", remedy: "最接近的是“{nearest}”。"),
            .english: FindingWording(
                "\"{value}\" is none of {choices}.", remedy: "The nearest is \"{nearest}\"."),
        ],
        .policyTwice: [
            .chinese: FindingWording("“{value}”写了两次。", remedy: "请删掉一个。"),
            .english: FindingWording("\"{value}\" is listed twice.", remedy: "Remove one of them."),
        ],
        .policyName: [
            .chinese: FindingWording("名称“{name}”不合要求。", remedy: "请以小写字母开头，只用小写字母、数字和下划线。"),
            .english: FindingWording(
                "\"{name}\" is no name.",
                remedy: "Begin with a lower-case letter; use lower-case letters, digits and underscores."),
        ],
        .policyKeyNotFile: [
            .chinese: FindingWording("登记表键“{key}”与文件名“{file}”不一致。", remedy: "请把两者改成一样。"),
            .english: FindingWording(
                "The key \"{key}\" differs from the file name \"{file}\".", remedy: "Make them the same."),
        ],
        .policyNoColumns: [
            .chinese: FindingWording("登记表没有列。", remedy: "请在 columns 下逐列写明。"),
            .english: FindingWording("The register has no columns.", remedy: "Describe them under columns."),
        ],
        .policySameHeader: [
            .chinese: FindingWording("列 {column} 与 {other} 的表头都是“{header}”。", remedy: "请改用不同的表头，否则无法区分。"),
            .english: FindingWording(
                "The columns {column} and {other} have the same header \"{header}\".",
                remedy: "Give them different headers; otherwise they cannot be told apart."),
        ],
        .policySameRegister: [
            .chinese: FindingWording("登记表“{key}”在 {other} 中已有。", remedy: "请改名或删掉其中一个文件。"),
            .english: FindingWording(
                "The register \"{key}\" is already in {other}.", remedy: "Rename or remove one of the files."),
        ],
        .policySameSpelling: [
            .chinese: FindingWording("写法“{spelling}”同时属于取值“{value}”和“{other}”。", remedy: "请只留在一个取值下。"),
            .english: FindingWording(
                "The spelling \"{spelling}\" belongs to both \"{value}\" and \"{other}\".",
                remedy: "Leave it with one of them."),
        ],
        .policyNoValues: [
            .chinese: FindingWording("列 {column} 是枚举，却没有列出取值。", remedy: "请在 values 下写明取值及其别的写法。"),
            .english: FindingWording(
                "The column {column} is an enumeration without values.", remedy: "List them under values."),
        ],
        .policyRange: [
            .chinese: FindingWording("最小值 {minimum} 大于最大值 {maximum}。", remedy: "请对调或更正。"),
            .english: FindingWording(
                "The minimum {minimum} is above the maximum {maximum}.", remedy: "Swap or correct them."),
        ],
        .policyDoesNotFit: [
            .chinese: FindingWording("“{key}”对类型 {type} 没有意义，只用于：{types}。", remedy: "请删掉，或改正类型。"),
            .english: FindingWording(
                "\"{key}\" means nothing for the type {type}, only for: {types}.",
                remedy: "Remove it, or correct the type."),
        ],
        .policyKeyCount: [
            .chinese: FindingWording("外键这边有 {here} 列，那边有 {there} 列。", remedy: "两边的列数须相同。"),
            .english: FindingWording(
                "The foreign key has {here} columns here and {there} there.",
                remedy: "Name as many on both sides."),
        ],
        .policyUnknownColumn: [
            .chinese: FindingWording("登记表 {register} 没有“{column}”这一列。", remedy: "最接近的是“{nearest}”。"),
            .english: FindingWording(
                "The register {register} has no column \"{column}\".", remedy: "The nearest is \"{nearest}\"."
            ),
        ],
        .policyUnknownRegister: [
            .chinese: FindingWording("没有“{register}”这个登记表。", remedy: "最接近的是“{nearest}”。"),
            .english: FindingWording(
                "There is no register \"{register}\".", remedy: "The nearest is \"{nearest}\"."),
        ],
        .policyNoSum: [
            .chinese: FindingWording("列 {column} 的类型是 {type}，不能求和。", remedy: "请从 totals 中删掉。"),
            .english: FindingWording(
                "The column {column} of type {type} has no sum.", remedy: "Remove it from totals."),
        ],
    ]

    private static let recognition = FindingCatalogue([
        .recognitionHeaders: [
            .chinese: FindingWording("{total} 个表头中有 {count} 个对得上，如：{words}。", remedy: ""),
            .english: FindingWording("{count} of {total} headers are its own, such as {words}.", remedy: ""),
        ],
        .recognitionRequired: [
            .chinese: FindingWording("{total} 个必填列中有 {count} 个。", remedy: ""),
            .english: FindingWording("{count} of its {total} required columns are there.", remedy: ""),
        ],
        .recognitionTitle: [
            .chinese: FindingWording("标题“{text}”中有“{word}”。", remedy: ""),
            .english: FindingWording("The title \"{text}\" has \"{word}\" in it.", remedy: ""),
        ],
        .recognitionSheet: [
            .chinese: FindingWording("工作表名“{text}”中有“{word}”。", remedy: ""),
            .english: FindingWording("The sheet name \"{text}\" has \"{word}\" in it.", remedy: ""),
        ],
        .recognitionFile: [
            .chinese: FindingWording("文件名“{text}”中有“{word}”。", remedy: ""),
            .english: FindingWording("The file name \"{text}\" has \"{word}\" in it.", remedy: ""),
        ],
        .recognitionFolder: [
            .chinese: FindingWording("文件夹名“{text}”中有“{word}”。", remedy: ""),
            .english: FindingWording("The folder name \"{text}\" has \"{word}\" in it.", remedy: ""),
        ],
        .recognitionTypes: [
            .chinese: FindingWording("{count} 列的内容都符合要求的类型。", remedy: ""),
            .english: FindingWording("The values of {count} columns are of the right type.", remedy: ""),
        ],
        .recognitionMisfits: [
            .chinese: FindingWording("这些列的内容与要求的类型不符：{headers}。", remedy: ""),
            .english: FindingWording(
                "The values of these columns are of another type: {headers}.", remedy: ""),
        ],
        .recognitionPinned: [
            .chinese: FindingWording("已指定为登记表 {register}。", remedy: ""),
            .english: FindingWording("It was declared to be the register {register}.", remedy: ""),
        ],
        .recognitionNone: [
            .chinese: FindingWording(
                "认不出这是哪个登记表。",
                remedy: "请核对表头；确属某登记表的，在 pipeline.yml 中指定（register: {key}），或放进以登记表命名的文件夹。"),
            .english: FindingWording(
                "This table is none of the known registers.",
                remedy:
                    "Check the headers; if it is one, pin it in pipeline.yml (register: {key}) or put it into a folder "
                    + "named after the register."),
        ],
        .recognitionUnclear: [
            .chinese: FindingWording(
                "可能是几个登记表之一：{candidates}。",
                remedy: "请在 pipeline.yml 中指定（register: {key}），或放进以登记表命名的文件夹。"),
            .english: FindingWording(
                "It may be one of several registers: {candidates}.",
                remedy:
                    "Pin it in pipeline.yml (register: {key}) or put it into a folder named after the register."
            ),
        ],
        .recognitionPinUnknown: [
            .chinese: FindingWording("指定的登记表“{register}”不存在。", remedy: "最接近的是“{nearest}”。"),
            .english: FindingWording(
                "There is no register \"{register}\" as it was pinned.",
                remedy: "The nearest is \"{nearest}\"."),
        ],
        .registerColumnMissing: [
            .chinese: FindingWording("{register}：没有找到“{header}”。", remedy: "请补上这一列，或把表头改为“{header}”。"),
            .english: FindingWording(
                "{register}: there is no column \"{header}\" ({column}).",
                remedy: "Add it, or correct its header."),
        ],
        .registerColumnMissingNear: [
            .chinese: FindingWording(
                "{register}：没有找到“{header}”，最接近的是“{nearest}”。", remedy: "如果就是这一列，请把表头改为“{header}”。"),
            .english: FindingWording(
                "{register}: there is no column \"{header}\" ({column}); the nearest is \"{nearest}\".",
                remedy: "If that is the column, rename it to \"{header}\"."),
        ],
    ])
}
