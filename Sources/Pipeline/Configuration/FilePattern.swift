/// A pattern for paths: `*` stands for any characters of one name, `?` for one, `**` also for folders.
public struct FilePattern: Hashable, Sendable {
    /// The pattern as written.
    public let text: String
    private let parts: [Part]

    private enum Part: Hashable {
        case one
        case name
        case path
        case scalar(Unicode.Scalar)
    }

    /// Makes a pattern.
    public init(_ text: String) {
        self.text = text
        var parts: [Part] = []
        var rest = Array(text.unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "?": parts.append(.one)
            case "*":
                var isPath = false
                while rest.first == "*" {
                    rest.removeFirst()
                    isPath = true
                }
                // `**/x` also means x itself.
                if isPath, rest.first == "/" { rest.removeFirst() }
                parts.append(isPath ? .path : .name)
            default: parts.append(.scalar(scalar))
            }
        }
        self.parts = parts
    }

    /// Whether a path matches; a pattern without a folder is held against the name alone.
    public func matches(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return matches(Array((text.contains("/") ? path : name).unicodeScalars))
    }

    /// Keeps every place of the pattern that may have been reached, so that no pattern takes long.
    private func matches(_ scalars: [Unicode.Scalar]) -> Bool {
        var reached: Set<Int> = [0]
        reached = spread(reached)
        for scalar in scalars {
            var next: Set<Int> = []
            for place in reached where place < parts.count {
                switch parts[place] {
                case .one: if scalar != "/" { next.insert(place + 1) }
                case .name: if scalar != "/" { next.insert(place) }
                case .path: next.insert(place)
                case .scalar(let wanted): if scalar == wanted { next.insert(place + 1) }
                }
            }
            reached = spread(next)
            if reached.isEmpty { return false }
        }
        return reached.contains(parts.count)
    }

    /// A star may also stand for nothing.
    private func spread(_ places: Set<Int>) -> Set<Int> {
        var result = places
        var open = Array(places)
        while let place = open.popLast() {
            guard place < parts.count, parts[place] == .name || parts[place] == .path else { continue }
            if result.insert(place + 1).inserted { open.append(place + 1) }
        }
        return result
    }
}
