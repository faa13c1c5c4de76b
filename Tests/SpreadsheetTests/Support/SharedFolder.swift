import Foundation

/// Where test data lies that is not part of the package: `../shared` beside it, or what `HEDUI_SHARED` names.
enum SharedFolder {
    static let url: URL = {
        if let folder = ProcessInfo.processInfo.environment["HEDUI_SHARED"] { return URL(filePath: folder) }
        let package = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        return package.deletingLastPathComponent().appending(path: "shared")
    }()

    static let corpus = url.appending(path: "corpus")
    static let hasCorpus = FileManager.default.fileExists(atPath: corpus.path)

    /// The paths of all files below the corpus with these extensions, relative to it and in a fixed order.
    static func files(_ extensions: Set<String>) -> [String] {
        let names = FileManager.default.enumerator(atPath: corpus.path)?.compactMap { $0 as? String } ?? []
        return names.filter { name in
            extensions.contains(name.split(separator: ".").last.map(String.init) ?? "")
        }.sorted()
    }
}
