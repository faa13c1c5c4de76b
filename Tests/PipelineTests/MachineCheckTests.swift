import Foundation
import Testing

@testable import Pipeline

struct MachineCheckTests {
    @Test func leavesNothingBehind() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hedui-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let report = MachineCheck(workspace: folder.path, version: "1.2.3").run()
        #expect(report.items.first { $0.name == "workspace" }?.state == .good)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func missesAFolder() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hedui-\(UUID().uuidString)")
        let report = MachineCheck(workspace: folder.path, version: "1.2.3").run()
        #expect(report.items.first { $0.name == "workspace" }?.state == .bad)
        #expect(report.items.first { $0.name == "free-disk" }?.state == .bad)
        #expect(report.hasProblem)
    }

    @Test func saysTheVersionAndEveryLimit() {
        let items = MachineCheck(workspace: "/tmp", version: "1.2.3").run().items
        let values = Dictionary(uniqueKeysWithValues: items.map { ($0.name, $0.value) })
        #expect(values["version"] == "hedui 1.2.3")
        #expect(values["limits.file-bytes"] == "512 MiB")
        #expect(values["limits.part-bytes"] == "4096 MiB")
        #expect(values["limits.package-bytes"] == "8192 MiB")
        #expect(values["limits.entries"] == "10000")
        #expect(values["limits.time-per-file"] == "600 s")
    }

    @Test func writesJSONThatReadsBack() throws {
        let report = MachineCheck(workspace: "/tmp", version: "1.2.3").run()
        #expect(report.jsonLine.last == 0x0A)
        #expect(try JSONDecoder().decode(MachineCheck.Report.self, from: Data(report.jsonLine)) == report)
    }

    @Test func advisesInBothLanguagesOnWhatIsWrong() {
        let report = MachineCheck.Report(
            items: [
                .init(name: "workspace", state: .bad, value: "x"),
                .init(name: "clock", state: .good, value: "y"),
            ])
        let chinese = report.text(in: .chinese)
        let english = report.text(in: .english)
        #expect(chinese.contains("错误") && chinese.contains("→ 请建立该目录"))
        #expect(english.contains("bad") && english.contains("→ Make the folder"))
        #expect(english.split(separator: "\n").count == 3)
    }
}
