import Formulas

/// The tables that the run itself fills, for the formulas of `performance.yml`.
enum ResultTables {
    typealias Column = TableShape.Column

    static let priced = [
        Column(name: "rule", header: "规则", type: .text), Column(name: "clause", header: "条款", type: .text),
        Column(name: "person", header: "人员", type: .text), Column(name: "month", header: "月份", type: .text),
        Column(name: "day", header: "日期", type: .date), Column(name: "points", header: "分值", type: .number),
        Column(name: "fine", header: "罚款", type: .number, isMoney: true),
    ]
    static let excludedOrders = [
        Column(name: "order_no", header: "订单号", type: .text),
        Column(name: "person", header: "人员", type: .text), Column(name: "rule", header: "规则", type: .text),
        Column(name: "clause", header: "条款", type: .text),
    ]
    static let earlierMonths = [
        Column(name: "person", header: "人员", type: .text), Column(name: "month", header: "月份", type: .text),
        Column(name: "score", header: "考核得分", type: .number),
        Column(name: "level", header: "等级", type: .text),
        Column(name: "pay_effect", header: "绩效奖金", type: .number, isMoney: true),
    ]
    /// What a row of a person's month is given.
    static let month = [
        Column(name: "person", header: "人员", type: .text, isRequired: true),
        Column(name: "department", header: "部门", type: .text),
        Column(name: "post", header: "岗位", type: .text),
        Column(name: "month", header: "月份", type: .text, isRequired: true),
        Column(name: "points_deducted", header: "扣分", type: .number, isRequired: true),
        Column(name: "points_awarded", header: "加分", type: .number, isRequired: true),
        Column(name: "fines", header: "罚款", type: .number, isMoney: true, isRequired: true),
        Column(name: "violations", header: "违规次数", type: .number, isRequired: true),
        Column(name: "rewards", header: "奖励次数", type: .number, isRequired: true),
    ]
}
