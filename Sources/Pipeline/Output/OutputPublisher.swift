import Foundation
import Spreadsheet

/// Puts the results of a run in place: all together or not at all.
struct OutputPublisher {
    let store: FileStore
    /// The folder of all results.
    let output: String
    let threads: Int

    private static let prefix = ".building-"

    /// Removes what a run that died left half done, and results that others took the place of.
    func clean() throws(PipelineError) {
        for name in Self.names(in: output) where name.hasPrefix(Self.prefix) {
            try store.remove(output + "/" + name)
        }
    }

    /// Builds the folder of a day out of sight, waits until it is on the disk, and puts it in place.
    func publish(_ files: [OutputFile], as name: String) throws(PipelineError) {
        try store.makeFolder(output)
        let (building, target) = (output + "/" + Self.prefix + name, output + "/" + name)
        try store.makeFolder(building)
        var folders: Set<String> = [building]
        for file in files {
            let folder = FileStore.parent(of: building + "/" + file.path)
            if folders.insert(folder).inserted { try store.makeFolder(folder) }
        }
        // The largest first, so that no thread is left with one at the end.
        let order = files.indices.sorted { (files[$1].weight, $0) < (files[$0].weight, $1) }
        let results = Parallel.map(count: files.count, threads: threads) { place in
            Result { () throws(PipelineError) in
                try write(files[order[place]], in: building)
            }
        }
        for result in results { try result.get() }
        for folder in folders.sorted().reversed() { try store.sync(folder: folder) }
        if store.isFolder(target) {
            try store.exchange(building, with: target)
        } else {
            try store.rename(building, to: target)
        }
    }

    private func write(_ file: OutputFile, in folder: String) throws(PipelineError) {
        let path = folder + "/" + file.path
        switch file.content {
        case .bytes(let bytes): try store.write(bytes, to: path)
        case .made(let make): try store.write(try make(), to: path)
        case .pieces(let count, let piece): try store.write(pieces: count, to: path, piece)
        case .writing(let writing): try store.write(to: path, writing)
        }
    }

    /// Lets `latest` point to the newest day.
    func pointToLatest() throws(PipelineError) {
        let days = Self.names(in: output).filter { CivilDay(iso: $0) != nil }
        if let newest = days.max() { try store.point(output + "/latest", to: newest) }
    }

    private static func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
    }
}
