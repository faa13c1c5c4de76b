import Formulas
import Registers
import Spreadsheet

extension FindingCode {
    // Mistakes in rule files and their companions.
    static let policyParameterName = FindingCode("policy.parameter-name")
    static let policyParameterKind = FindingCode("policy.parameter-kind")
    static let policyParameterRange = FindingCode("policy.parameter-range")
    static let policyOverrideUnknown = FindingCode("policy.unknown-parameter")
    static let policyTableUnknown = FindingCode("policy.unknown-table")
    static let policyNameTaken = FindingCode("policy.name-taken")
    static let policyCell = FindingCode("policy.cell")
    static let policyPackUnknown = FindingCode("policy.unknown-pack")
    static let policyClauseUnknown = FindingCode("policy.unknown-clause")
    static let policyRuleUnknown = FindingCode("policy.unknown-rule")
    static let policyCalendarBoth = FindingCode("policy.calendar-both")
    static let policyCalendarYear = FindingCode("policy.calendar-year")
    static let policyDeriveCycle = FindingCode("policy.derive-cycle")
    static let policyDeriveSource = FindingCode("policy.derive-source")
    static let policyRuleName = FindingCode("policy.rule-name")
    static let policyRuleTwice = FindingCode("policy.rule-twice")
    static let policyOptionalOwn = FindingCode("policy.optional-own")
    static let policyOptionalUnread = FindingCode("policy.optional-unread")
    static let policyRuleNoTest = FindingCode("policy.rule-no-test")
    static let policyRuleTwoTests = FindingCode("policy.rule-two-tests")
    static let policyKeyNotForKind = FindingCode("policy.key-not-for-kind")
    static let policyMessageFormat = FindingCode("policy.message-format")
    static let policyMessageName = FindingCode("policy.message-name")
    static let policyNoExamples = FindingCode("policy.no-examples")
    static let policyExampleNothing = FindingCode("policy.example-says-nothing")
    static let formulaNotTruth = FindingCode("policy.formula-not-truth")
    static let formulaNotNumber = FindingCode("policy.formula-not-number")
    static let formulaNotDay = FindingCode("policy.formula-not-day")
}

extension FindingCatalogue {
    static let rulePolicy = FindingCatalogue(policyTexts).merging(formulas)

    private static let policyTexts: [FindingCode: [Language: FindingWording]] = [
        .policyParameterName: [
            .chinese: FindingWording("参数或表的名称“{name}”不能在公式里使用。", remedy: "请以字母或汉字开头，只用字母、汉字、数字、点和下划线。"),
            .english: FindingWording(
                "The name \"{name}\" cannot be used in a formula.",
                remedy: "Begin with a letter; use letters, digits, dots and underscores."),
        ],
        .policyParameterKind: [
            .chinese: FindingWording("“{value}”不是 {type} 类型的值。", remedy: "请改正值，或改正 type。"),
            .english: FindingWording("\"{value}\" is no {type}.", remedy: "Correct the value, or the type."),
        ],
        .policyParameterRange: [
            .chinese: FindingWording("值 {value} 超出允许范围（{limit}）。", remedy: "请改成范围内的值。"),
            .english: FindingWording(
                "The value {value} is out of range ({limit}).", remedy: "Use a value within the range."),
        ],
        .policyOverrideUnknown: [
            .chinese: FindingWording("没有名为“{name}”的参数。", remedy: "最接近的是“{nearest}”。"),
            .english: FindingWording(
                "There is no parameter \"{name}\".", remedy: "The nearest is \"{nearest}\"."),
        ],
        .policyTableUnknown: [
            .chinese: FindingWording("parameters.yml 里没有表“{name}”。", remedy: "最接近的是“{nearest}”。"),
            .english: FindingWording(
                "parameters.yml has no table \"{name}\".", remedy: "The nearest is \"{nearest}\"."),
        ],
        .policyNameTaken: [
            .chinese: FindingWording("名称“{name}”已被占用。", remedy: "请换一个名称。"),
            .english: FindingWording("The name \"{name}\" is taken.", remedy: "Choose another one."),
        ],
        .policyCell: [
            .chinese: FindingWording("“{column}”的值“{value}”读不成 {type}。", remedy: "请改成该列要求的写法。"),
            .english: FindingWording(
                "The value \"{value}\" of \"{column}\" cannot be read as {type}.",
                remedy: "Write it as the column wants it."),
        ],
        .policyPackUnknown: [
            .chinese: FindingWording("packs.yml 里没有“{pack}”这个制度包。", remedy: "最接近的是“{nearest}”。"),
            .english: FindingWording(
                "packs.yml has no pack \"{pack}\".", remedy: "The nearest is \"{nearest}\"."),
        ],
        .policyClauseUnknown: [
            .chinese: FindingWording("clauses.yml 里没有条款“{clause}”。", remedy: "最接近的是“{nearest}”。"),
            .english: FindingWording(
                "clauses.yml has no clause \"{clause}\".", remedy: "The nearest is \"{nearest}\"."),
        ],
        .policyRuleUnknown: [
            .chinese: FindingWording("没有编号为“{rule}”的规则。", remedy: "最接近的是“{nearest}”。"),
            .english: FindingWording("There is no rule \"{rule}\".", remedy: "The nearest is \"{nearest}\"."),
        ],
        .policyCalendarBoth: [
            .chinese: FindingWording("{day} 既列为放假又列为上班。", remedy: "请只保留一处。"),
            .english: FindingWording(
                "{day} is listed both as a holiday and as a working day.", remedy: "Keep one."),
        ],
        .policyCalendarYear: [
            .chinese: FindingWording("{day} 不在 {year} 年内。", remedy: "请核对日期，或放到对应年份的文件里。"),
            .english: FindingWording(
                "{day} does not lie in {year}.", remedy: "Correct it, or move it to the file of its year."),
        ],
        .policyDeriveCycle: [
            .chinese: FindingWording("派生表“{name}”与其他派生表互相引用，无法确定先后。", remedy: "请去掉循环引用。"),
            .english: FindingWording(
                "The derived register \"{name}\" and others need each other.", remedy: "Break the circle."),
        ],
        .policyDeriveSource: [
            .chinese: FindingWording("派生表“{name}”必须写明且只写一个来源：from、expand 或 union。", remedy: "请保留其中一个。"),
            .english: FindingWording(
                "The derived register \"{name}\" needs exactly one of from, expand, union.",
                remedy: "Leave one of them."),
        ],
        .policyRuleName: [
            .chinese: FindingWording("规则编号“{name}”不合要求。", remedy: "请只用英文字母、数字、- . _。"),
            .english: FindingWording(
                "\"{name}\" is no rule id.", remedy: "Use letters, digits, - . _ only."),
        ],
        .policyRuleTwice: [
            .chinese: FindingWording("规则编号“{rule}”在 {other} 已经用过。", remedy: "请换一个编号。"),
            .english: FindingWording(
                "The rule id \"{rule}\" is already used at {other}.", remedy: "Choose another one."),
        ],
        .policyOptionalOwn: [
            .chinese: FindingWording("“{register}”是规则自己的登记表，不能可缺。", remedy: "请从 optional 中去掉。"),
            .english: FindingWording(
                "\"{register}\" is the register that the rule is about; it cannot do without.",
                remedy: "Take it out of optional."),
        ],
        .policyOptionalUnread: [
            .chinese: FindingWording("规则没有用到“{register}”。", remedy: "请从 optional 中去掉。"),
            .english: FindingWording(
                "The rule does not read \"{register}\".", remedy: "Take it out of optional."),
        ],
        .policyRuleNoTest: [
            .chinese: FindingWording("没有写明检查内容（{tests} 之一）。", remedy: "请补上其中一项。"),
            .english: FindingWording("There is no test (one of {tests}).", remedy: "Add one of them."),
        ],
        .policyRuleTwoTests: [
            .chinese: FindingWording("{tests} 只能写一项。", remedy: "请拆成几条规则，或只留一项。"),
            .english: FindingWording(
                "Only one of {tests} may be given.", remedy: "Split the rule, or leave one."),
        ],
        .policyKeyNotForKind: [
            .chinese: FindingWording("这类规则不能用“{key}”。", remedy: "请改用“{instead}”。"),
            .english: FindingWording(
                "\"{key}\" is not for this kind of rule.", remedy: "Use \"{instead}\" instead."),
        ],
        .policyMessageFormat: [
            .chinese: FindingWording(
                "{name} 的数字格式“{format}”无法识别。", remedy: "请写 TEXT 函数认识的格式，例如 0.0%、yyyy-mm-dd。"),
            .english: FindingWording(
                "The number format \"{format}\" of {name} makes no sense.",
                remedy: "Write a format that TEXT takes, such as 0.0% or yyyy-mm-dd."),
        ],
        .policyMessageName: [
            .chinese: FindingWording("提示语里的“{name}”不是本规则能用的值。", remedy: "最接近的是“{nearest}”；也可在 values 中定义。"),
            .english: FindingWording(
                "\"{name}\" in the message is no value of this rule.",
                remedy: "The nearest is \"{nearest}\"; or define it under values."),
        ],
        .policyNoExamples: [
            .chinese: FindingWording("规则 {rule} 的示例不全：至少各要一个违反和一个不违反的示例。", remedy: "请在 examples 中补上边界两侧的例子。"),
            .english: FindingWording(
                "The rule {rule} lacks examples: at least one that violates and one that does not.",
                remedy: "Add examples on both sides of the boundary."),
        ],
        .policyExampleNothing: [
            .chinese: FindingWording("示例没有写明预期结果。", remedy: "请写 violates、verdict、count、value 或 reminds。"),
            .english: FindingWording(
                "The example does not say what is expected.",
                remedy: "Give violates, verdict, count, value or reminds."),
        ],
        .formulaNotTruth: [
            .chinese: FindingWording("此处需要真假判断，公式得到的是 {type}：{formula}。", remedy: "请写成比较或逻辑表达式。"),
            .english: FindingWording(
                "A true or false is needed here; the formula gives {type}: {formula}.",
                remedy: "Write a comparison or a logical expression."),
        ],
        .formulaNotNumber: [
            .chinese: FindingWording("此处需要数字，公式得到的是 {type}：{formula}。", remedy: "请改成得到数字的公式。"),
            .english: FindingWording(
                "A number is needed here; the formula gives {type}: {formula}.",
                remedy: "Write a formula that gives a number."),
        ],
        .formulaNotDay: [
            .chinese: FindingWording("此处需要日期，得到的是 {type}：{formula}。", remedy: "请改成日期，例如用 DATEVALUE。"),
            .english: FindingWording(
                "A date is needed here, not {type}: {formula}.",
                remedy: "Make it a date, with DATEVALUE for example."),
        ],
    ]
}
