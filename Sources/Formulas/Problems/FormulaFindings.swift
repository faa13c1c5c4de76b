import Spreadsheet

extension FindingCode {
    // Reading the text.
    static let formulaEmpty = FindingCode("formula.empty")
    static let formulaTooLong = FindingCode("formula.too-long")
    static let formulaTooDeep = FindingCode("formula.too-deep")
    static let formulaCharacter = FindingCode("formula.character")
    static let formulaUnterminatedText = FindingCode("formula.unterminated-text")
    static let formulaUnterminatedReference = FindingCode("formula.unterminated-reference")
    static let formulaMalformedReference = FindingCode("formula.malformed-reference")
    static let formulaBadNumber = FindingCode("formula.bad-number")
    static let formulaUnexpected = FindingCode("formula.unexpected")
    static let formulaMissingOperand = FindingCode("formula.missing-operand")
    static let formulaMissingOperator = FindingCode("formula.missing-operator")
    static let formulaUnclosed = FindingCode("formula.unclosed")
    static let formulaExtraParenthesis = FindingCode("formula.extra-parenthesis")
    static let formulaCellReference = FindingCode("formula.cell-reference")
    static let formulaSign = FindingCode("formula.sign")
    static let formulaArrayElement = FindingCode("formula.array-element")
    // Checking against the registers.
    static let formulaUnknownColumn = FindingCode("formula.unknown-column")
    static let formulaUnknownTable = FindingCode("formula.unknown-table")
    static let formulaUnknownFunction = FindingCode("formula.unknown-function")
    static let formulaUnknownName = FindingCode("formula.unknown-name")
    static let formulaArgumentCount = FindingCode("formula.argument-count")
    static let formulaArgumentType = FindingCode("formula.argument-type")
    static let formulaRowOfOtherTable = FindingCode("formula.row-of-other-table")
    static let formulaRowInGroup = FindingCode("formula.row-in-group")
    static let formulaNoRow = FindingCode("formula.no-row")
    static let formulaWholeColumn = FindingCode("formula.whole-column")
    static let formulaMixedTables = FindingCode("formula.mixed-tables")
    static let formulaComparedTypes = FindingCode("formula.compared-types")
    static let formulaOperandType = FindingCode("formula.operand-type")
    static let formulaLetName = FindingCode("formula.let-name")
    static let formulaPattern = FindingCode("formula.pattern")
    static let formulaFormat = FindingCode("formula.format")
    // Warnings.
    static let formulaQuadratic = FindingCode("formula.quadratic")
    static let formulaForeignAggregate = FindingCode("formula.foreign-aggregate")
}

extension FindingCatalogue {
    /// The wording of every problem of a formula.
    public static let formulas = reading.merging(checking)

    private static let reading = FindingCatalogue([
        .formulaEmpty: [
            .chinese: FindingWording("公式是空的。", remedy: "请写一个公式，例如 =[@单价]*[@数量]。"),
            .english: FindingWording(
                "The formula is empty.", remedy: "Write a formula, such as =[@price]*[@quantity]."),
        ],
        .formulaTooLong: [
            .chinese: FindingWording("公式太长，超过 {limit} 个字符。", remedy: "请拆成几条规则，或把中间结果做成派生列。"),
            .english: FindingWording(
                "The formula is longer than {limit} characters.",
                remedy: "Split the rule, or put intermediate results into derived columns."),
        ],
        .formulaTooDeep: [
            .chinese: FindingWording("公式嵌套太深，超过 {limit} 层。", remedy: "请用 IFS、LET 或派生列代替层层嵌套。"),
            .english: FindingWording(
                "The formula is nested more than {limit} levels deep.",
                remedy: "Use IFS, LET or derived columns instead of nesting."),
        ],
        .formulaCharacter: [
            .chinese: FindingWording("公式里不能用“{excerpt}”这个字符。", remedy: "请删掉它，或把它放进英文双引号里作为文字。"),
            .english: FindingWording(
                "The character “{excerpt}” cannot be used in a formula.",
                remedy: "Delete it, or put it between double quotes as text."),
        ],
        .formulaUnterminatedText: [
            .chinese: FindingWording("文字 {excerpt} 缺少结尾的双引号。", remedy: "请在文字末尾补上双引号。"),
            .english: FindingWording(
                "The text {excerpt} has no closing double quote.",
                remedy: "Add a double quote where the text ends."),
        ],
        .formulaUnterminatedReference: [
            .chinese: FindingWording("列引用 {excerpt} 缺少“]”。", remedy: "请在列名后补上“]”。"),
            .english: FindingWording(
                "The column reference {excerpt} has no closing “]”.", remedy: "Add “]” after the column name."
            ),
        ],
        .formulaMalformedReference: [
            .chinese: FindingWording("列引用 {excerpt} 写法不对。", remedy: "当前行写 [@列名]，整列写 [列名]，其他表写 表名[列名]。"),
            .english: FindingWording(
                "The column reference {excerpt} is not well formed.",
                remedy:
                    "Write [@column] for the current row, [column] for the whole column, table[column] for another table."
            ),
        ],
        .formulaBadNumber: [
            .chinese: FindingWording("“{excerpt}”不是正确的数字。", remedy: "请写成 1234.5 这样的数字，不要带千分位或单位。"),
            .english: FindingWording(
                "“{excerpt}” is not a number.",
                remedy: "Write a number such as 1234.5, without thousands separators or units."),
        ],
        .formulaUnexpected: [
            .chinese: FindingWording("这里不应该出现“{excerpt}”。", remedy: "请检查前后是否多写或漏写了符号。"),
            .english: FindingWording(
                "“{excerpt}” does not belong here.", remedy: "Check for a sign too many or too few around it."
            ),
        ],
        .formulaMissingOperand: [
            .chinese: FindingWording("“{excerpt}”后面缺少内容。", remedy: "请补上数字、列引用或函数。"),
            .english: FindingWording(
                "Something is missing after “{excerpt}”.",
                remedy: "Add a number, a column reference or a function."),
        ],
        .formulaMissingOperator: [
            .chinese: FindingWording("“{excerpt}”前面缺少运算符或逗号。", remedy: "请在两部分之间补上 + - * / & = 或逗号。"),
            .english: FindingWording(
                "An operator or a comma is missing before “{excerpt}”.",
                remedy: "Put + - * / & = or a comma between the two parts."),
        ],
        .formulaUnclosed: [
            .chinese: FindingWording("“{excerpt}”没有配对的“{close}”。", remedy: "请补上“{close}”。"),
            .english: FindingWording(
                "“{excerpt}” has no matching “{close}”.", remedy: "Add “{close}” where it ends."),
        ],
        .formulaExtraParenthesis: [
            .chinese: FindingWording("多了一个“{excerpt}”。", remedy: "请删掉它，或在前面补上与它配对的括号。"),
            .english: FindingWording(
                "There is a “{excerpt}” too many.", remedy: "Delete it, or add the bracket that it closes."),
        ],
        .formulaCellReference: [
            .chinese: FindingWording("规则里不能用单元格地址 {excerpt}。", remedy: "请用列名代替：当前行写 [@列名]，整列写 [列名]。"),
            .english: FindingWording(
                "A rule cannot refer to the cell {excerpt}.",
                remedy: "Use column names: [@column] for the current row, [column] for the whole column."),
        ],
        .formulaSign: [
            .chinese: FindingWording("Excel 公式里没有“{excerpt}”这个符号。", remedy: "请改用“{plain}”。"),
            .english: FindingWording(
                "Excel formulas have no sign “{excerpt}”.", remedy: "Write “{plain}” instead."),
        ],
        .formulaArrayElement: [
            .chinese: FindingWording(
                "常量数组里不能放“{excerpt}”，或各行个数不同。", remedy: "大括号里只能写数字、文字、TRUE/FALSE，且每行个数要一样。"),
            .english: FindingWording(
                "“{excerpt}” cannot stand in an array constant, or its rows differ in length.",
                remedy:
                    "Put only numbers, texts and TRUE or FALSE between braces, the same number in every row."),
        ],
    ])

    private static let checking = FindingCatalogue([
        .formulaUnknownColumn: [
            .chinese: FindingWording("“{table}”里没有列“{name}”。", remedy: "请核对列名；该表的列见 hedui explain。"),
            .english: FindingWording(
                "“{table}” has no column “{name}”.",
                remedy: "Check the name against the columns of the register."),
        ],
        .formulaUnknownTable: [
            .chinese: FindingWording("没有名为“{name}”的登记表。", remedy: "请核对表名，或在 policy/registers 里定义它。"),
            .english: FindingWording(
                "There is no register “{name}”.",
                remedy: "Check the name, or define it under policy/registers."),
        ],
        .formulaUnknownFunction: [
            .chinese: FindingWording("没有函数 {name}。", remedy: "请核对函数名；可用的函数列在公式说明里。"),
            .english: FindingWording(
                "There is no function {name}.",
                remedy: "Check the name against the functions of the language guide."),
        ],
        .formulaUnknownName: [
            .chinese: FindingWording(
                "没有名为“{name}”的参数。", remedy: "请核对名称，或在 policy/parameters.yml 里定义；列名要写在方括号里，文字要写在双引号里。"),
            .english: FindingWording(
                "There is no parameter “{name}”.",
                remedy:
                    "Check the name or define it in policy/parameters.yml; columns stand in brackets, text in double quotes."
            ),
        ],
        .formulaArgumentCount: [
            .chinese: FindingWording("{function} 需要 {expected} 个参数，这里写了 {found} 个。", remedy: "写法：{usage}"),
            .english: FindingWording(
                "{function} takes {expected} arguments; there are {found}.", remedy: "Usage: {usage}"),
        ],
        .formulaArgumentType: [
            .chinese: FindingWording(
                "{function} 的第 {position} 个参数要{expected}，“{excerpt}”是{found}。", remedy: "写法：{usage}"),
            .english: FindingWording(
                "Argument {position} of {function} must be {expected}; “{excerpt}” is {found}.",
                remedy: "Usage: {usage}"),
        ],
        .formulaRowOfOtherTable: [
            .chinese: FindingWording(
                "{excerpt} 取不到值：“{table}”没有“当前行”。", remedy: "请用 XLOOKUP 按关键列从“{table}”里查找。"),
            .english: FindingWording(
                "{excerpt} has no value: “{table}” has no current row.",
                remedy: "Look the value up in “{table}” by a key column with XLOOKUP."),
        ],
        .formulaRowInGroup: [
            .chinese: FindingWording(
                "分组规则里没有“当前行”，{excerpt} 不是分组列。", remedy: "请用 SUM、MAX、COUNTA 等函数汇总，或把它加入 group_by。"),
            .english: FindingWording(
                "A group rule has no current row, and {excerpt} is not a column it groups by.",
                remedy: "Aggregate the column with SUM, MAX, COUNTA or the like, or add it to group_by."),
        ],
        .formulaNoRow: [
            .chinese: FindingWording("这里没有当前登记表，{excerpt} 不知道指哪张表。", remedy: "请写明表名：表名[列名]。"),
            .english: FindingWording(
                "There is no current register here for {excerpt} to mean.",
                remedy: "Name the table: table[column]."),
        ],
        .formulaWholeColumn: [
            .chinese: FindingWording(
                "{excerpt} 是整列，这里需要一个值。", remedy: "当前行写 [@列名]；其他表用 XLOOKUP 查找，或用 SUM、COUNTIFS 等汇总。"),
            .english: FindingWording(
                "{excerpt} is a whole column where one value is needed.",
                remedy:
                    "Write [@column] for the current row; look other tables up with XLOOKUP, or aggregate with SUM or COUNTIFS."
            ),
        ],
        .formulaMixedTables: [
            .chinese: FindingWording(
                "{excerpt} 里的列来自不同的表（{left}、{right}），行数对不上。", remedy: "请只用同一张表的列，或先用 XLOOKUP 查到一起。"),
            .english: FindingWording(
                "{excerpt} combines columns of different tables ({left}, {right}), whose rows do not correspond.",
                remedy: "Use columns of one table only, or bring them together with XLOOKUP."),
        ],
        .formulaComparedTypes: [
            .chinese: FindingWording(
                "{left}不能和{right}比较：{excerpt} 的结果永远不变。",
                remedy: "请改成同一类型再比较，例如日期写 DATE(2026,1,31)，文字转数字用 VALUE。"),
            .english: FindingWording(
                "{left} cannot be compared with {right}: the result of {excerpt} never changes.",
                remedy:
                    "Compare like with like: write a date as DATE(2026,1,31), turn text into a number with VALUE."
            ),
        ],
        .formulaOperandType: [
            .chinese: FindingWording(
                "“{excerpt}”是{found}，不能参与 {operator} 运算。", remedy: "文字转数字用 VALUE，转日期用 DATEVALUE，连接文字用 &。"),
            .english: FindingWording(
                "“{excerpt}” is {found} and cannot be used with {operator}.",
                remedy: "Turn text into a number with VALUE, into a date with DATEVALUE; join text with &."),
        ],
        .formulaLetName: [
            .chinese: FindingWording(
                "LET 的第 {position} 个参数应当是名称，“{excerpt}”不能作名称。",
                remedy: "写法：LET(名称, 值, …, 结果)，名称不要加引号，也不要和已有参数同名。"),
            .english: FindingWording(
                "Argument {position} of LET must be a name; “{excerpt}” cannot be one.",
                remedy: "Usage: LET(name, value, …, result); the name stands without quotes."),
        ],
        .formulaPattern: [
            .chinese: FindingWording(
                "正则表达式 {excerpt} 不能用：{reason}。",
                remedy: "请只用字符、[ ]、( )、|、* + ? {m,n}、^ $、\\d \\w \\s；不支持反向引用和环视。"),
            .english: FindingWording(
                "The regular expression {excerpt} cannot be used: {reason}.",
                remedy:
                    "Use characters, [ ], ( ), |, * + ? {m,n}, ^ $, \\d \\w \\s; there are no back references and no look-around."
            ),
        ],
        .formulaFormat: [
            .chinese: FindingWording(
                "数字格式 {excerpt} 看不懂。", remedy: "常用格式：0.00、#,##0.00、0%、yyyy-mm-dd、yyyy\"年\"m\"月\"。"),
            .english: FindingWording(
                "The number format {excerpt} makes no sense.",
                remedy: "Usual formats: 0.00, #,##0.00, 0%, yyyy-mm-dd, yyyy\"年\"m\"月\"."),
        ],
        .formulaQuadratic: [
            .chinese: FindingWording(
                "“{excerpt}”要为每一行重新扫描“{table}”，行数多时会很慢。",
                remedy: "请改用 COUNTIFS、SUMIFS 或 XLOOKUP，条件用等号加至多两列的大小比较。"),
            .english: FindingWording(
                "“{excerpt}” scans “{table}” again for every row, which is slow when there are many.",
                remedy: "Use COUNTIFS, SUMIFS or XLOOKUP, with equalities and ranges on two columns at most."),
        ],
        .formulaForeignAggregate: [
            .chinese: FindingWording(
                "“{excerpt}”汇总的是“{table}”的全部行，与当前行无关。", remedy: "如果只要与当前行有关的，请用 SUMIFS、COUNTIFS 或 XLOOKUP。"),
            .english: FindingWording(
                "“{excerpt}” takes in every row of “{table}”, whatever the current row.",
                remedy:
                    "If only the rows that belong to the current one are meant, use SUMIFS, COUNTIFS or XLOOKUP."
            ),
        ],
    ])
}
