import Registers
import Testing

@Suite("Folding headers")
struct HeaderFoldingTests {
    static let headers: [(written: String, folded: String)] = [
        ("运单号", "运单号"), ("運單號", "运单号"), (" 运单号\u{3000}", "运单号"), ("*运单号", "运单号"), ("运单号:", "运单号"),
        ("运单号：", "运单号"), ("运\n单号", "运单号"), ("运 单 号", "运单号"), ("金额(元)", "金额"), ("金额（万元）", "金额"),
        ("重量[KG]", "重量"), ("单价（含税）", "单价含税"), ("客户ＩＤ", "客户id"), ("Ｅ－ｍａｉｌ", "e-mail"), ("體積(m³)", "体积"),
        ("SKU", "sku"), ("(合计)", "合计"), ("（元）", "元"), ("", ""), ("  ", ""), ("備註", "备注"), ("聯繫電話", "联系电话"),
        ("金額（人民幣）", "金额"), ("税率(%)", "税率"), ("客户名称\u{200B}", "客户名称"), ("日 期", "日期"), ("⽇期", "日期"),
        ("(", ""), ("甲(乙", "甲乙"), ("甲)乙", "甲乙"), ("对账期间【必填】", "对账期间"),
    ]

    @Test("What does not matter in a header is folded away", arguments: headers)
    func fold(_ header: (written: String, folded: String)) {
        #expect(HeaderFolding.fold(header.written) == header.folded)
    }

    @Test(
        "Keys are compared without width, case and blanks",
        arguments: [
            ("ＳＯ－２６０３", "so-2603"), (" so 2603 ", "so2603"), ("SO\u{00A0}2603", "so2603"), ("①", "1"),
        ])
    func foldKey(_ key: (String, String)) {
        #expect(HeaderFolding.foldKey(key.0) == key.1)
    }
}
