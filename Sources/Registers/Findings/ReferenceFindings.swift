import Spreadsheet

extension FindingCode {
    static let referenceNowhere = FindingCode("reference.nowhere")
    static let referenceMore = FindingCode("reference.more")
    static let referenceUnchecked = FindingCode("reference.unchecked")
    static let personUnknown = FindingCode("person.unknown")
    static let personGone = FindingCode("person.gone")
    static let personAmbiguous = FindingCode("person.ambiguous")
    static let personUnchecked = FindingCode("person.unchecked")
}

extension FindingCatalogue {
    /// The wording of what is wrong with values that point into other registers.
    static let references = FindingCatalogue([
        .referenceNowhere: [
            .chinese: FindingWording(
                "“{header}”的“{value}”在{target}里查不到。", remedy: "请核对编号，或先在{target}里登记。"),
            .english: FindingWording(
                "\"{value}\" in \"{header}\" is not in the register {target}.",
                remedy: "Check it, or enter it there first."),
        ],
        .referenceMore: [
            .chinese: FindingWording(
                "“{header}”共有 {count} 处查不到对应的登记，只列出前 {listed} 处。", remedy: "请先改正列出的，再重新提交。"),
            .english: FindingWording(
                "\"{header}\" has {count} cells that point nowhere; {listed} of them are listed.",
                remedy: "Correct these and hand the file in again."),
        ],
        .referenceUnchecked: [
            .chinese: FindingWording("没有收到{target}，“{header}”无法核对。", remedy: "如需核对，请提交{target}。"),
            .english: FindingWording(
                "\"{header}\" cannot be checked: the register {target} did not come in.",
                remedy: "Hand it in to have it checked."),
        ],
        .personUnknown: [
            .chinese: FindingWording(
                "“{header}”的“{value}”不在员工花名册里，暂记为“未分配”。", remedy: "请核对姓名，或在花名册、别名中补上。"),
            .english: FindingWording(
                "\"{value}\" in \"{header}\" is in no roster and counts as unassigned.",
                remedy: "Check the name, or add it to the roster or the aliases."),
        ],
        .personGone: [
            .chinese: FindingWording(
                "“{header}”的“{value}”已于 {day} 离职，之后的业务暂记为“未分配”。", remedy: "请改为现在的负责人，或核对离职日期。"),
            .english: FindingWording(
                "\"{value}\" in \"{header}\" left on {day}; what came later counts as unassigned.",
                remedy: "Name whoever is in charge now, or check the leaving date."),
        ],
        .personAmbiguous: [
            .chinese: FindingWording(
                "“{header}”的“{value}”有 {count} 名同名员工（{numbers}），无法确定是谁，暂记为“未分配”。", remedy: "请改写工号，或设置别名。"),
            .english: FindingWording(
                "\"{value}\" in \"{header}\" may be any of {count} employees ({numbers}) and counts as unassigned.",
                remedy: "Write the staff number instead, or set an alias."),
        ],
        .personUnchecked: [
            .chinese: FindingWording("没有收到员工花名册，“{header}”按所写的姓名计算，未作核对。", remedy: "请提交员工花名册。"),
            .english: FindingWording(
                "There is no roster, so the names in \"{header}\" are taken as written.",
                remedy: "Hand the roster in."),
        ],
    ])
}
