import COpenSSL
import Foundation

/// SHA-256 (FIPS 180-4) of style and script, by which the page's content policy knows its own.
enum ContentDigest {
    /// The source expression of a content policy, such as `sha256-47DEQp...`.
    static func source(of text: String) -> String {
        let bytes = Array(text.utf8)
        var digest = [UInt8](repeating: 0, count: 32)
        EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil)
        return "sha256-" + Data(digest).base64EncodedString()
    }
}
