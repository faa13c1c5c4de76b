import Foundation
import Testing

@testable import Pipeline

@Suite("What people open")
struct RunReportsTests {
    @Test func filesAreLinkedWhereTheyLieOnceTheRunIsOver() throws {
        let workspace = try TestWorkspace()
        try workspace.drop("华东/回款 登记表.csv", try MadeRegister("receipt").csv(0..<5))
        try workspace.drop("不认识.csv", "甲,乙\n1,2\n3,4\n5,6\n")
        try workspace.run()
        try #expect(links(workspace, "2026-04-01") == ["archive/2026-03/华东/回款 登记表.csv", "rejected/不认识.csv"])
        try workspace.run(asOf: "2026-04-02")
        try #expect(links(workspace, "2026-04-02") == ["archive/2026-03/华东/回款 登记表.csv"])
    }

    /// The files outside of its folder that the page of a day links to, as seen from the workspace; all must exist.
    private func links(_ workspace: TestWorkspace, _ day: String) throws -> [String] {
        let page = workspace.text("output/\(day)/index.html")
        let addresses = Set(page.matches(of: /href="(\.\.\/[^"]+)"/).map { String($0.output.1) })
        return try addresses.map { address in
            let path = try #require(address.removingPercentEncoding)
            #expect(
                FileManager.default.fileExists(atPath: workspace.folder + "/output/\(day)/" + path), "\(path)"
            )
            #expect(path.hasPrefix("../../"))
            return String(path.dropFirst("../../".count))
        }.sorted()
    }
}
