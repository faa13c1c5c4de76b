import Foundation
import Synchronization
import Testing

@testable import Spreadsheet

@Suite("Parallel work")
struct ParallelTests {
    @Test("Results stand in order, with calls inside of calls", arguments: [1, 2, 3, 8])
    func order(threads: Int) {
        let results = Parallel.map(count: 7, threads: threads) { outer in
            Parallel.map(count: outer * 3, threads: threads) { inner in
                Parallel.map(count: 2, threads: threads) { outer * 1_000 + inner * 10 + $0 }.reduce(0, +)
            }
        }
        let expected = (0..<7).map { outer in (0..<(outer * 3)).map { outer * 2_000 + $0 * 20 + 1 } }
        #expect(results == expected)
    }

    @Test("Every step is taken once")
    func once() {
        let counts = (0..<50).map { _ in Counter() }
        _ = Parallel.map(count: 5, threads: 4) { outer in
            _ = Parallel.map(count: 10, threads: 4) {
                counts[outer * 10 + $0].value.add(1, ordering: .relaxed)
            }
        }
        #expect(counts.allSatisfy { $0.value.load(ordering: .relaxed) == 1 })
    }

    @Test(
        "A thread without work of its own helps with a call inside of another step",
        .enabled(if: ProcessInfo.processInfo.activeProcessorCount > 1, "takes two processors"))
    func helps() {
        let isMet = Parallel.map(count: 2, threads: 2) { outer -> Bool in
            guard outer == 0 else { return true }
            // Each of the two steps waits for the other to have begun.
            let (first, second) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            return Parallel.map(count: 2, threads: 2) { step -> Bool in
                (step == 0 ? first : second).signal()
                return (step == 0 ? second : first).wait(timeout: .now() + 60) == .success
            }.allSatisfy(\.self)
        }
        #expect(isMet == [true, true])
    }

    private final class Counter: Sendable {
        let value = Atomic(0)
    }
}
