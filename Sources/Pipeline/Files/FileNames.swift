/// What is done to file names.
enum FileNames {
    /// The most bytes that a name may have.
    private static let limit = 255

    /// The name with a text in front of its extension.
    static func adding(_ text: String, to path: String) -> String {
        let name = FileStore.name(of: path)
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex, path.hasSuffix(name) else {
            return path + text
        }
        let folder = path.dropLast(name.count)
        return folder + name[..<dot] + text + name[dot...]
    }

    /// A path with names that are short enough and mean nothing but themselves: names that come out of an archive of files
    /// may hold anything.
    static func safe(_ path: String) -> String {
        let parts = path.split { $0 == "/" || $0 == "\\" }.map { part in
            String(
                String.UnicodeScalarView(
                    part.unicodeScalars.map { $0.value < 0x20 || $0 == "\u{7F}" ? "_" : $0 }))
        }.filter { $0 != "." && $0 != ".." }.map(shortened)
        return parts.isEmpty ? "_" : parts.suffix(8).joined(separator: "/")
    }

    /// A name that leaves room for what is written behind it.
    static func shortened(_ name: String) -> String {
        let room = limit - 40
        guard name.utf8.count > room else { return name }
        let end = name.split(separator: ".").last.map { "." + $0 } ?? ""
        let tail = end.utf8.count <= 12 && name.contains(".") ? end : ""
        var stem = name.dropLast(tail.count)
        while stem.utf8.count + tail.utf8.count > room { stem = stem.dropLast() }
        return stem + tail
    }
}
