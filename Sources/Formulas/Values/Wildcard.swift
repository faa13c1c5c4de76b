/// A pattern with `*` and `?`, as lookups and criteria have them; `~` takes a sign literally.
///
/// Matching takes time proportional to text length times pattern length at worst.
struct Wildcard: Sendable {
    private enum Piece: Equatable {
        case scalar(Unicode.Scalar)
        case any
        case run
    }

    private let pieces: [Piece]
    /// Whether the pattern has a `*` or `?` that counts.
    let hasWildcard: Bool

    /// Whether a text has a sign that means something in a pattern.
    static func hasSign(_ text: String) -> Bool {
        text.utf8.contains {
            $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "~")
        }
    }

    /// Makes a pattern; case does not count.
    init(_ pattern: String) {
        var pieces: [Piece] = []
        var scalars = Array(CaseFolding.fold(pattern).unicodeScalars)[...]
        var wild = false
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "~":
                if let next = scalars.first, next == "*" || next == "?" || next == "~" {
                    pieces.append(.scalar(next))
                    scalars.removeFirst()
                } else {
                    pieces.append(.scalar(scalar))
                }
            case "*":
                wild = true
                if pieces.last != .run { pieces.append(.run) }
            case "?":
                wild = true
                pieces.append(.any)
            default: pieces.append(.scalar(scalar))
            }
        }
        self.pieces = pieces
        hasWildcard = wild
    }

    /// The text the pattern stands for when it has no wildcard, folded.
    var literal: String {
        var text = String.UnicodeScalarView()
        for case .scalar(let scalar) in pieces { text.append(scalar) }
        return String(text)
    }

    /// Whether the whole text, already folded, matches.
    func matches(folded text: String) -> Bool {
        matchEnd(Array(text.unicodeScalars), from: 0, toEnd: true) != nil
    }

    /// The offset of the first match that starts at `start` or later, in a folded text.
    func search(_ text: [Unicode.Scalar], from start: Int) -> Int? {
        var place = start
        while place <= text.count {
            if matchEnd(text, from: place, toEnd: false) != nil { return place }
            place += 1
        }
        return nil
    }

    private func matchEnd(_ text: [Unicode.Scalar], from start: Int, toEnd: Bool) -> Int? {
        var (t, p) = (start, 0)
        var (retryText, retryPiece) = (-1, -1)
        while true {
            if p == pieces.count {
                if !toEnd || t == text.count { return t }
            } else if pieces[p] == .run {
                (retryText, retryPiece) = (t, p)
                p += 1
                continue
            } else if t < text.count {
                let piece = pieces[p]
                if piece == .any || piece == .scalar(text[t]) {
                    t += 1
                    p += 1
                    continue
                }
            }
            guard retryPiece >= 0, retryText < text.count else { return nil }
            retryText += 1
            (t, p) = (retryText, retryPiece + 1)
        }
    }
}
