import COpenSSL
import Spreadsheet

/// The SHA-256 of some content (FIPS 180-4): what makes two files the same.
public struct ContentHash: Hashable, Sendable, CustomStringConvertible {
    /// The hash in lower-case hexadecimal digits.
    public let description: String

    /// Hashes bytes piece by piece.
    final class Builder {
        private let context: OpaquePointer?

        init() {
            context = EVP_MD_CTX_new()
            EVP_DigestInit_ex(context, EVP_sha256(), nil)
        }

        deinit { EVP_MD_CTX_free(context) }

        func update(_ bytes: UnsafeRawBufferPointer) {
            EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
        }

        func finish() -> ContentHash {
            var digest = [UInt8](repeating: 0, count: 32)
            EVP_DigestFinal_ex(context, &digest, nil)
            return ContentHash(digest)
        }
    }

    private init(_ digest: [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        description = String(
            decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The hash of bytes in memory.
    public init(of bytes: some Sequence<UInt8>) {
        let builder = Builder()
        Array(bytes).withUnsafeBytes { builder.update($0) }
        self = builder.finish()
    }

    /// The hash of everything that a source holds.
    /// - Throws: ``SpreadsheetError`` when it cannot be read.
    public init(of source: any ByteSource) throws(SpreadsheetError) {
        let builder = Builder()
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
        defer { buffer.deallocate() }
        var offset = 0
        while true {
            let count = try source.read(at: offset, into: buffer)
            if count == 0 { break }
            builder.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            offset += count
        }
        self = builder.finish()
    }
}
