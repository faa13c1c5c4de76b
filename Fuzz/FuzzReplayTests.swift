import Foundation
import Testing

/// Runs every input under `Tests/Fixtures/fuzz` through its target: seeds, and whatever once failed.
struct FuzzReplayTests {
    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Tests/Fixtures/fuzz").standardizedFileURL

    /// `target/file` of every kept input.
    private static let inputs: [String] = {
        let files = FileManager.default
        let targets = (try? files.contentsOfDirectory(atPath: fixtures.path)) ?? []
        return targets.sorted().flatMap { target in
            ((try? files.contentsOfDirectory(atPath: fixtures.appending(path: target).path)) ?? []).sorted()
                .map { target + "/" + $0 }
        }
    }()

    @Test(arguments: inputs)
    func survives(input: String) throws {
        let name = String(input.prefix { $0 != "/" })
        let target = try #require(fuzzTargets[name], "there is no fuzz target \(name)")
        // A failure ends the process, as it does under libFuzzer.
        try Data(contentsOf: Self.fixtures.appending(path: input)).withUnsafeBytes(target)
    }

    /// A short run without a guide: every kept input with bytes changed, dropped, doubled and joined with others, the same
    /// ones every time.
    @Test(arguments: inputs)
    func survivesChanges(input: String) throws {
        let name = String(input.prefix { $0 != "/" })
        let target = try #require(fuzzTargets[name], "there is no fuzz target \(name)")
        let siblings = try Self.inputs.filter { $0.hasPrefix(name + "/") }.map { input in
            [UInt8](try Data(contentsOf: Self.fixtures.appending(path: input)))
        }
        var changer = ByteChanger(seed: UInt64(input.utf8.reduce(0) { ($0 &* 31 &+ UInt64($1)) }))
        let original = [UInt8](try Data(contentsOf: Self.fixtures.appending(path: input)))
        for _ in 0..<200 {
            changer.changed(original, siblings: siblings).withUnsafeBytes(target)
        }
    }

    @Test func everyTargetHasInputs() {
        let targets = Set(Self.inputs.map { String($0.prefix { $0 != "/" }) })
        #expect(targets == Set(fuzzTargets.keys))
    }
}
