import Testing

@testable import Spreadsheet

struct PackageReaderTests {
    private static let content = Array(String(repeating: "content of a part, ", count: 400).utf8)

    private func open(_ builder: ZipBuilder, limits: ReadLimits = ReadLimits()) throws -> PackageReader {
        try PackageReader(MemoryBytes(builder.bytes), file: "f.zip", limits: limits)
    }

    private func one(_ change: (inout ZipBuilder.Entry) -> Void) -> ZipBuilder {
        var entry = ZipBuilder.Entry("a.xml", Self.content)
        change(&entry)
        return ZipBuilder([entry])
    }

    /// The code of what is thrown, and how many bytes came before.
    private func failure(_ package: PackageReader, _ part: String = "a.xml") -> (code: String?, bytes: Int) {
        var count = 0
        do throws(SpreadsheetError) {
            try package.forEachBlock(of: part) { count += $0.count }
            return (nil, count)
        } catch {
            return (error.finding.code.rawValue, count)
        }
    }

    // MARK: Sound containers

    @Test(arguments: [0, 8], [ZipBuilder.Sizes.local, .descriptor, .zip64])
    func readsEveryWayOfWritingAnEntry(method: Int, sizes: ZipBuilder.Sizes) throws {
        let package = try open(
            one {
                $0.method = method
                $0.sizes = sizes
            })
        #expect(try package.data(of: "a.xml") == Self.content)
        #expect(package.entries.map(\.declaredBytes) == [Self.content.count])
    }

    @Test(arguments: ["xl/Sheet1.xml", "XL/SHEET1.XML", "/xl/sheet1.xml", "xl\\sheet1.xml"])
    func findsNamesWhateverTheirCaseAndSlashes(stored: String) throws {
        let package = try open(ZipBuilder([.init(stored, Self.content)]))
        for name in ["xl/sheet1.xml", "/XL/Sheet1.XML", "xl\\sheet1.xml"] {
            #expect(try package.data(of: name) == Self.content)
        }
        #expect(package.parts == [stored.replacing("\\", with: "/").trimmingPrefix("/")].map(String.init))
    }

    @Test func takesTheLastOfSeveralEntriesWithOneName() throws {
        let package = try open(
            ZipBuilder([.init("a.xml", "first"), .init("b.xml", "other"), .init("A.XML", "last")]))
        #expect(try package.data(of: "a.xml") == Array("last".utf8))
        #expect(package.entries.count == 2)
    }

    @Test(arguments: [0, 1, 5, 65_535])
    func passesOverAComment(length: Int) throws {
        var builder = one { _ in }
        builder.comment = [UInt8](repeating: 0x2D, count: length)
        #expect(try open(builder).data(of: "a.xml") == Self.content)
    }

    @Test func readsAPartWithoutContent() throws {
        for method in [0, 8] {
            let package = try open(
                one {
                    $0.content = []
                    $0.method = method
                })
            #expect(try package.data(of: "a.xml").isEmpty)
        }
    }

    @Test func readsSeveralPartsAtOnce() throws {
        let package = try open(
            ZipBuilder((0..<4).map { .init("\($0).xml", [UInt8](repeating: UInt8($0), count: 300_000)) }))
        let streams = try (0..<4).map { try package.open("\($0).xml") }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1000, alignment: 16)
        defer { buffer.deallocate() }
        for _ in 0..<300 {
            for (index, stream) in streams.enumerated() {
                #expect(try stream.read(into: buffer) == 1000)
                #expect(buffer.allSatisfy { $0 == UInt8(index) })
            }
        }
        for stream in streams { #expect(try stream.read(into: buffer) == 0) }
    }

    // MARK: Unsound containers

    @Test func refusesAnEncryptedEntry() throws {
        #expect(failure(try open(one { $0.isEncrypted = true })).code == "package.part-unreadable")
    }

    @Test(arguments: [9, 12, 14, 93])
    func refusesAnotherMethod(method: Int) throws {
        #expect(failure(try open(one { $0.method = method })).code == "package.part-unreadable")
    }

    @Test(arguments: [0, 8])
    func findsAWrongChecksum(method: Int) throws {
        let package = try open(
            one {
                $0.method = method
                $0.declaredCRC = 0x1234_5678
            })
        #expect(failure(package).code == "package.part-damaged")
    }

    @Test func findsADamagedStream() throws {
        // The first block says it is of the reserved type 3 (RFC 1951, 3.2.3).
        #expect(failure(try open(one { $0.damage = { $0[0] |= 6 } })).code == "package.part-damaged")
        // Any other bit may also only change the content, which the checksum tells.
        for place in stride(from: 1, to: ZipBuilder.deflated(Self.content).count - 2, by: 3) {
            #expect(
                failure(try open(one { $0.damage = { $0[place] ^= 0x10 } })).code == "package.part-damaged")
        }
    }

    @Test func findsAStreamThatBreaksOff() throws {
        let package = try open(one { $0.damage = { $0.removeLast(20) } })
        #expect(failure(package).code == "package.part-damaged")
    }

    @Test func handsOverWhatStandsBeforeADamage() throws {
        let content = (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
        let package = try open(
            one {
                $0.content = content
                $0.declaredCRC = 1
            })
        let result = failure(package)
        #expect(result.code == "package.part-damaged")
        #expect(result.bytes > 1_500_000)
    }

    @Test(arguments: [0, 1, 7_000_000_000])
    func doesNotBelieveTheDeclaredSize(declared: Int) throws {
        let package = try open(
            one {
                $0.declaredBytes = declared
                $0.sizes = .zip64
            })
        #expect(try package.data(of: "a.xml") == Self.content)
    }

    @Test func readsEntriesThatShareTheirBytes() throws {
        var second = ZipBuilder.Entry("b.xml", Self.content)
        second.overlaps = 0
        let package = try open(ZipBuilder([.init("a.xml", Self.content), second]))
        #expect(try package.data(of: "a.xml") == Self.content)
        // libzip compares the name in the local header with that of the directory.
        let result = failure(package, "b.xml")
        #expect(
            result.code == nil ? result.bytes == Self.content.count : result.code == "package.part-unreadable"
        )
    }

    @Test func tellsWhatIsWrongWithTheContainer() {
        func code(_ bytes: [UInt8]) -> String? {
            do throws(SpreadsheetError) {
                _ = try PackageReader(MemoryBytes(bytes), file: "f.zip")
                return nil
            } catch {
                return error.finding.code.rawValue
            }
        }
        let whole = one { _ in }.bytes
        #expect(code(whole) == nil)
        for length in stride(from: 0, to: whole.count - 1, by: 7) {
            #expect(code(Array(whole[..<length])) == "package.truncated")
        }
        var damaged = whole
        damaged[whole.count - 6] ^= 0xFF
        #expect(code(damaged) == "package.damaged")
    }

    @Test func missesAPart() throws {
        #expect(failure(try open(one { _ in }), "b.xml").code == "package.part-missing")
    }

    @Test func keepsFailingAfterAFailure() throws {
        let stream = try open(one { $0.declaredCRC = 1 }).open("a.xml")
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 100_000, alignment: 16)
        defer { buffer.deallocate() }
        #expect(try stream.read(into: buffer) == Self.content.count)
        for _ in 0..<3 { #expect(throws: SpreadsheetError.self) { try stream.read(into: buffer) } }
    }
}
