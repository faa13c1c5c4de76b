import Formulas
import Rules
import Spreadsheet
import Testing

@testable import Reports

/// What codes are called.
struct VocabularyTests {
    @Test(arguments: [
        ("dismissal-proposal", "建议辞退", "dismissal proposed"),
        ("exclude-order:SO-1001", "订单不计业绩：SO-1001", "order does not count: SO-1001"),
        ("commission:-0.003999997", "提成比例：-0.4%", "commission rate: -0.4%"),
        ("commission:later", "提成比例：later", "commission rate: later"),
        (
            "same-case:S000-W1B-FORMAL-8a2f15466dba8ffa", "同一事项已按最重的一条处理：S000-W1B-FORMAL",
            "priced once, with the heaviest of the case: S000-W1B-FORMAL"
        ),
        ("capped", "已达封顶", "capped"),
        ("fine-to-decide:10-50", "罚款金额由人在范围内确定：10–50 元", "fine to be set within the range: 10–50 yuan"),
        ("unheard-of:1", "unheard-of:1", "unheard-of:1"), ("", "", ""),
    ])
    func effectsAreToldInWords(_ effect: String, _ chinese: String, _ english: String) {
        #expect(Vocabulary(words: Words(language: .chinese)).effect(effect) == chinese)
        #expect(Vocabulary(words: Words(language: .english)).effect(effect) == english)
    }

    @Test func aBlankValueIsSaidToBeBlank() {
        let vocabulary = Vocabulary(words: Words(language: .english))
        let value = NamedValue("customer_code", label: "客户编码", .blank)
        #expect(vocabulary.value(value) == "customer code: (blank)")
    }
}
