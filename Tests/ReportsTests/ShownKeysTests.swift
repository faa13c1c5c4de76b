import Spreadsheet
import Testing

@testable import Reports

/// Keys made of their bytes, against keys made as text.
struct ShownKeysTests {
    @Test(arguments: [
        "", "|", "||", "SF1001", "SF1001|示例物流|2026-03", "示例物流", "示例物流|2026-03", "2026-03|SF1001",
        "SF1001||2026-03", "|SF1001", "SF1001|示例物流（上海）", "SF1001|示例物流有限公司", "ガ|SF1001", "カ\u{3099}|SF1001",
        "e\u{301}|\u{E9}|SF1001", "\u{212A}|K|SF1001", "\u{37E}|;|SF1001",
        String(repeating: "甲", count: 400) + "|乙",
    ])
    func bytesAreShownAsTextIs(_ key: String) {
        for common: Set<String> in [
            ["示例物流", "2026-03"], ["示例物流（上海）", "2026-03"], ["", "2026-03"], ["\u{E9}", "K"], ["ガ", ";"], [],
        ] {
            let shown = ShownKeys(.plain, without: common)
            #expect(shown(key) == KeyForm.plain.shown(key, without: common), "\(common)")
        }
    }

    @Test(arguments: [
        ["SF1001"], ["示例物流"], ["SF1001", "示例物流", "2026-03"], ["示例物流", "2026-03"], ["示例物流", "SF1001"],
        ["", "2026-03"], ["SF|1001", "2026-03"], ["ガ", "SF1001"], ["SF1001", "SF1002", "2026-03"], [],
    ])
    func theSolePartIsTheWholeKeyAsItIsShown(_ parts: [String]) {
        let common: Set<String> = ["示例物流", "2026-03"]
        let bytes = parts.map { Array($0.utf8) }
        let shown = ShownKeys(.plain, without: common)
        let told = parts.filter { !common.contains($0) }
        let isSole = parts.count == 1 || told.count == 1
        let sole = withExtendedLifetime(bytes) {
            shown.solePart(of: parts.count) { bytes[$0].withUnsafeBufferPointer(\.self) }
                .map { String(decoding: $0, as: UTF8.self) }
        }
        if let sole {
            #expect(sole == KeyForm.plain.shown(parts.joined(separator: "|"), without: common))
        } else {
            #expect(!isSole || parts.contains { $0.contains("|") || $0 == "ガ" })
        }
    }
}
