import Spreadsheet
import Testing

@testable import Pipeline

@Suite("The hash of content")
struct ContentHashTests {
    // Examples of FIPS 180-4, and of no bytes at all.
    @Test(arguments: [
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func isSHA256(text: String, digits: String) throws {
        #expect(ContentHash(of: Array(text.utf8)).description == digits)
        #expect(try ContentHash(of: MemoryBytes(Array(text.utf8))).description == digits)
    }

    @Test func isTheSameInPieces() throws {
        let bytes = (0..<3_000_001).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        #expect(try ContentHash(of: MemoryBytes(bytes)) == ContentHash(of: bytes))
    }
}
