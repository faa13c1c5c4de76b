import Testing

@testable import Reconciliation

struct PartyFolderTests {
    private static let folder: PartyFolder = {
        var rules = PartyNames()
        rules.endings = ["有限公司", "股份有限公司", "分公司"]
        rules.aliases = ["示例物流": ["SLWL", "示例货运有限公司"]]
        return PartyFolder(rules)
    }()

    @Test(arguments: ["示例物流有限公司", "示例物流股份有限公司", "SLWL", "ｓｌｗｌ", "示例貨運", " 示例物流 "])
    func spellingsOfOnePartyAreOne(_ name: String) {
        #expect(Self.folder.fold(name) == Self.folder.fold("示例物流"))
        #expect(Self.folder.name(ofFolded: Self.folder.fold(name)) == "示例物流")
    }

    @Test func otherPartiesStayApartAndAnEndingAloneStays() {
        #expect(Self.folder.fold("样板快运") != Self.folder.fold("示例物流"))
        #expect(Self.folder.fold("有限公司") == "有限公司")
        #expect(Self.folder.name(ofFolded: "样板快运") == nil)
    }
}
