import Spreadsheet
import Yams

/// Turns the text of a policy file into nodes.
package enum PolicyReader {
    /// Longer files are no policy. (Bytes.)
    static let byteLimit = 4 << 20
    /// Deeper nesting is no policy; the YAML reader calls itself for each level.
    static let depthLimit = 40

    /// The root of a file; nil, with the reason in the log, when it is no YAML.
    package static func root(of text: PolicyText, _ log: PolicyLog) -> PolicyNode? {
        guard text.text.utf8.count <= byteLimit else {
            log.note(.policyTooLarge, at: (1, 1), ["limit": String(byteLimit)])
            return nil
        }
        if let place = firstPlaceTooDeep(in: text.text) {
            log.note(.policyTooDeep, at: place, ["limit": String(depthLimit)])
            return nil
        }
        do {
            // Without the resolver of types, which holds every scalar against some dozen regular expressions: nodes are
            // asked for what they are expected to be.
            guard let node = try Yams.compose(yaml: text.text, .basic) else {
                log.note(.policyEmpty, at: (1, 1))
                return nil
            }
            return PolicyNode(node, log)
        } catch let error as YamlError {
            note(error, log)
        } catch {
            log.note(.policySyntax, at: (1, 1), ["problem": "\(error)"])
        }
        return nil
    }

    private static func note(_ error: YamlError, _ log: PolicyLog) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            log.note(.policySyntax, at: (mark.line, mark.column), ["problem": problem])
        case .duplicatedKeysInMapping(let duplicates, let context):
            let key = duplicates.map { "\($0)" }.sorted().joined(separator: ", ")
            log.note(.policyDuplicateKey, at: (context.mark.line, context.mark.column), ["key": key])
        case .reader(let problem, _, _, _):
            log.note(.policySyntax, at: (1, 1), ["problem": problem])
        default:
            log.note(.policySyntax, at: (1, 1), ["problem": "\(error)"])
        }
    }

    /// Where brackets, dashes or blanks in front of a line nest deeper than any policy file does.
    ///
    /// Brackets inside quotes count too, which does no harm.
    private static func firstPlaceTooDeep(in text: String) -> (line: Int, column: Int)? {
        var (line, column, brackets, leading) = (1, 0, 0, 0)
        var isLeading = true
        var text = text
        return text.withUTF8 { bytes in
            for byte in bytes {
                column += 1
                switch byte {
                case 0x0A:
                    (line, column, leading, isLeading) = (line + 1, 0, 0, true)
                case UInt8(ascii: "["), UInt8(ascii: "{"):
                    brackets += 1
                    isLeading = false
                case UInt8(ascii: "]"), UInt8(ascii: "}"):
                    brackets = max(0, brackets - 1)
                    isLeading = false
                case 0x20, UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
                    if isLeading { leading += 1 }
                default: isLeading = false
                }
                if brackets > depthLimit || leading > 2 * depthLimit { return (line, column) }
            }
            return nil
        }
    }
}
