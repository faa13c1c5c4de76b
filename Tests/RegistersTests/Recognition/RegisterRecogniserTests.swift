import Registers
import Spreadsheet
import Testing

@Suite("Recognising registers")
struct RegisterRecogniserTests {
    let recogniser: RegisterRecogniser

    init() throws { recogniser = try Repository.recogniser.get() }

    static let samples: [(file: String, sheet: String?, key: String)] = [
        ("2026年3月客户咨询记录表.xlsx", "咨询记录", "consultation"),
        ("客户咨询记录_2026年1-2月.csv", nil, "consultation"),
        ("客户投诉登记表.xlsx", "2026年3月", "complaint"),
        ("人员外出公干登记表.xlsx", "外出登记", "outing"),
        ("产品指导价表.xlsx", "指导价", "guide_price"),
        ("员工花名册.xlsx", "花名册", "employee"),
        ("回款登记表_2026年3月.csv", nil, "receipt"),
        ("发货通知单202603.xls", nil, "shipment_notice"),
        ("库存明细_20260331.xlsx", "库存明细", "inventory"),
        ("库存积压原因及处理措施表.xlsx", "三月", "stock_reason"),
        ("样板快运2026-03.xlsx", "月结账单", "logistics_statement"),
        ("正式客户登记表.xlsx", "客户档案", "formal_customer"),
        ("测试速递对账单202603.xls", nil, "logistics_statement"),
        ("物流合作协议台账.xlsx", "协议", "logistics_contract"),
        ("示例物流_2026年3月对账单.csv", nil, "logistics_statement"),
        ("考勤_202603.txt", nil, "attendance"),
        ("订单台账.csv", nil, "order"),
        ("订单明细_2026-03.xlsx", "订单明细", "order_line"),
        ("违规奖惩登记表.xlsx", "2026年3月", "incident"),
        ("运单登记_2026年3月.xlsx", "运单", "waybill"),
    ]

    @Test("Every sample is recognised, and nothing else in its file", arguments: samples)
    func sample(_ sample: (file: String, sheet: String?, key: String)) throws {
        let path = Repository.path("samples/inbox/" + sample.file)
        let document = try Document(path: path)
        let found = document.recognitions(recogniser, file: path)
        let recognised = found.filter { $0.recognition.register != nil }
        #expect(
            recognised.map { $0.recognition.register?.key } == [sample.key],
            "\(found.map(\.recognition.candidates))")
        if let sheet = sample.sheet { #expect(recognised.map(\.sheet) == [sheet]) }
        // Under a name that says nothing, the content alone decides.
        let anonymous = document.recognitions(recogniser, file: "a.xlsx").compactMap(
            \.recognition.register?.key)
        #expect(anonymous == [sample.key])
    }

    static let variants: [RegisterVariant] = {
        guard let catalogue = try? Repository.catalogue.get() else { return [] }
        return catalogue.registers.flatMap { register in (1...3).map { RegisterVariant(register, seed: $0) } }
    }()

    @Test("There are variants of every register")
    func variantCount() {
        #expect(Self.variants.count == 94 * 3)
    }

    @Test("A register is recognised however its columns are ordered, named and framed", arguments: variants)
    func variant(_ variant: RegisterVariant) throws {
        let document = try Document(MemoryBytes(Array(variant.csv.utf8)), file: "导出.csv")
        let found = document.recognitions(recogniser, file: "导出.csv")
        #expect(
            found.compactMap(\.recognition.register?.key) == [variant.key],
            "\(found.map { $0.recognition.candidates.map { ($0.register.key, $0.score) } })\n\(variant.csv.prefix(600))"
        )
    }
}
