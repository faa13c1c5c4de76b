import Foundation
import Testing

@testable import Spreadsheet

struct PackageWriterTests {
    /// Bytes that deflate neither very well nor very badly.
    private func bytes(_ count: Int) -> [UInt8] {
        var state: UInt64 = UInt64(count) | 1
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1
            return UInt8(truncatingIfNeeded: state >> 60) &* 7
        }
    }

    @Test(arguments: [0, 1, 1000, 512 << 10, (512 << 10) + 1, 3_000_000])
    func partsOfAnySizeReadBack(size: Int) throws {
        let folder = try Scratch.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/parts.zip"
        let content = bytes(size)
        let writer = PackageWriter(path: path, threads: 2)
        try writer.add("a/first.xml", bytes: content)
        // A part in two pieces, of which the second is handed in before the first.
        let tail = SpooledPart()
        try writer.spool(content, to: tail, isLast: true)
        let head = SpooledPart()
        try writer.spool(Array("head".utf8), to: head, isLast: false)
        writer.add("pieces.xml", [head, tail])
        try writer.finish(order: ["pieces.xml"])
        let package = try WrittenPackage(reading: path)
        #expect(package.names == ["pieces.xml", "a/first.xml"])
        #expect(package.parts["a/first.xml"] == content)
        #expect(package.parts["pieces.xml"] == Array("head".utf8) + content)
    }

    @Test func bytesThatDoNotDeflateReadBack() throws {
        let folder = try Scratch.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var random = SystemRandomNumberGenerator()
        let content = (0..<1_200_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        let writer = PackageWriter(path: folder + "/random.zip", threads: 2)
        try writer.add("random", bytes: content)
        try writer.finish(order: [])
        #expect(try WrittenPackage(reading: folder + "/random.zip").parts["random"] == content)
    }

    @Test(arguments: [0, 1, 7, 512, 70_000])
    func checksumsOfPiecesCombine(size: Int) {
        let first = SpooledPart()
        let second = SpooledPart()
        let both = SpooledPart()
        let (left, right) = (bytes(1234), bytes(size))
        left.withUnsafeBufferPointer { $0.baseAddress.map { first.count($0, left.count) } }
        right.withUnsafeBufferPointer { $0.baseAddress.map { second.count($0, right.count) } }
        let all = left + right
        all.withUnsafeBufferPointer { $0.baseAddress.map { both.count($0, all.count) } }
        #expect(
            SpooledPart.combine(crc: first.crc, crc: second.crc, secondSize: right.count) == both.crc)
    }

    @Test func nothingIsLeftBesideThePackage() throws {
        let folder = try Scratch.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let abandoned = PackageWriter(path: folder + "/abandoned.zip", threads: 2)
        try abandoned.add("a", bytes: bytes(3_000_000))
        let writer = PackageWriter(path: folder + "/done.zip", threads: 2)
        try writer.add("a", bytes: bytes(3_000_000))
        try writer.finish(order: [])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["done.zip"])
    }
}
