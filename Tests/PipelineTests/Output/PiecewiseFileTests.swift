import Foundation
import Spreadsheet
import Testing

@testable import Pipeline

@Suite("A file written in pieces")
struct PiecewiseFileTests {
    @Test(arguments: [1, 2, 5])
    func hasThemInTheirOrderWhoeverWritesThem(threads: Int) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = try PiecewiseFile(path, FileStore())
        let buffers = PieceBuffers()
        let count = 200
        let failures = Parallel.map(count: count, threads: threads) { piece -> Bool in
            let buffer = buffers.take()
            defer { buffers.put(back: buffer) }
            // Pieces of many sizes, some of nothing.
            for _ in 0..<(piece % 7 * piece % 300) { buffer.json.integer(piece) }
            do {
                try file.write(buffer.json, asPiece: piece)
                return false
            } catch {
                return true
            }
        }
        #expect(!failures.contains(true))
        let expected = (0..<count).map { String(repeating: String($0), count: $0 % 7 * $0 % 300) }.joined()
        #expect(try String(contentsOfFile: path, encoding: .utf8) == expected)
    }
}
