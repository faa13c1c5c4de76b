import Registers
import Spreadsheet
import Testing

@testable import Rules

/// The policy of the package, as far as it has rules.
struct PolicyFolderTests {
    private static let folder = TestPolicy.root.appending(path: "policy").path
    private static let policy: Result<Policy, PolicyProblems> = Result { () throws(PolicyProblems) in
        try Policy.load(folder: folder)
    }

    @Test func itHasNoMistakes() {
        if case .failure(let error) = Self.policy {
            for problem in error.problems { Issue.record("\(problem.text(in: .english, catalogue: .rules))") }
        }
    }

    @Test func everyExampleHolds() throws {
        for result in ExampleRunner(try Self.policy.get()).run() where !result.passed {
            Issue.record(
                "\(result.file):\(result.line) \(result.rule) #\(result.number): \(result.failures.joined(separator: "; "))"
            )
        }
    }

    /// Every comparison of every rule, turned into its opposite and moved at its boundary, makes an example fail.
    @Test func everyComparisonIsGuardedByAnExample() throws {
        let report = MutationCheck(try Self.policy.get()).run()
        for survivor in report.survivors {
            Issue.record(
                "\(survivor.file):\(survivor.line): \(survivor.owner) \(survivor.key): \(survivor.mutant) passes for \(survivor.comparison)"
            )
        }
        // A check that tries nothing finds nothing.
        #expect(report.noticed > 900)
    }

    @Test func theProgramCarriesIt() throws {
        #expect(try Policy.builtIn().rules.map(\.id) == Self.policy.get().rules.map(\.id))
    }
}
