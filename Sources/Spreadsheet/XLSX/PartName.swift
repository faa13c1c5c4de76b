/// The names of package parts: `/` between folders, none at the beginning (ECMA-376 part 2, 6.2).
enum PartName {
    /// The name with forward slashes and without leading ones.
    static func normalized(_ name: String) -> String {
        String(name.map { $0 == "\\" ? "/" : $0 }.drop { $0 == "/" })
    }

    /// The part that a relationship's target names, seen from its source part.
    ///
    /// Understands absolute and relative targets, `.` and `..`, backslashes and percent-encoding. A target cannot
    /// leave the package: `..` beyond the root stays at the root.
    static func resolve(_ target: String, from source: String) -> String {
        let path = target.prefix { $0 != "#" && $0 != "?" }.map { $0 == "\\" ? "/" : $0 }
        let decoded = percentDecoded(String(path))
        var folders =
            decoded.hasPrefix("/")
            ? [] : normalized(source).split(separator: "/").dropLast().map(String.init)
        for step in decoded.split(separator: "/") {
            switch step {
            case ".": break
            case "..": _ = folders.popLast()
            default: folders.append(String(step))
            }
        }
        return folders.joined(separator: "/")
    }

    /// The part that holds the relationships of a part; of the package itself for an empty name.
    static func relationships(of part: String) -> String {
        let name = normalized(part)
        guard let slash = name.lastIndex(of: "/") else { return "_rels/" + name + ".rels" }
        return name[...slash] + "_rels/" + name[name.index(after: slash)...] + ".rels"
    }

    private static func percentDecoded(_ text: String) -> String {
        guard text.contains("%") else { return text }
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let byte = UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
            {
                output.append(byte)
                index += 3
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
