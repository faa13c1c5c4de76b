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
        try write(files, in: building)
        for folder in folders.sorted().reversed() { try store.sync(folder: folder) }
        if store.isFolder(target) {
            try store.exchange(building, with: target)
        } else {
            try store.rename(building, to: target)
        }
    }

    /// Writes all files and waits until they are on the disk.
    ///
    /// Whole files come first, the largest of them first of all, and pieces of long lists last: they keep every thread busy
    /// until the end, whatever is left of the whole files by then.
    private func write(_ files: [OutputFile], in folder: String) throws(PipelineError) {
        let whole = files.filter { !$0.isInPieces }.enumerated().sorted {
            ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset)
        }
        var jobs = whole.map { Job.whole($0.element) }
        for file in files {
            guard case .pieces(let count, let make) = file.content else { continue }
            let list = try PiecewiseFile(folder + "/" + file.path, store)
            jobs += (0..<count).map { .piece($0, of: list, make) }
        }
        let buffers = PieceBuffers()
        let results = Parallel.map(count: jobs.count, threads: threads) { [jobs] place in
            Result { () throws(PipelineError) in
                switch jobs[place] {
                case .whole(let file): try write(file, in: folder)
                case .piece(let piece, let list, let make):
                    let buffer = buffers.take()
                    defer { buffers.put(back: buffer) }
                    make(piece, &buffer.json)
                    try list.write(buffer.json, asPiece: piece)
                }
            }
        }
        for result in results { try result.get() }
        // The disk has long begun, and has less to do for all files together than for one after the other.
        let synced = Parallel.map(count: files.count, threads: threads) { place in
            Result { () throws(PipelineError) in try store.sync(file: folder + "/" + files[place].path) }
        }
        for result in synced { try result.get() }
    }

    /// What a thread does at a time.
    private enum Job {
        case whole(OutputFile)
        case piece(Int, of: PiecewiseFile, @Sendable (Int, inout JSONBytes) -> Void)
    }

    private func write(_ file: OutputFile, in folder: String) throws(PipelineError) {
        let path = folder + "/" + file.path
        switch file.content {
        case .bytes(let bytes): try store.begin(bytes, at: path)
        case .made(let make): try store.begin(try make(), at: path)
        case .pieces: preconditionFailure("written piece by piece")
        case .writing(let writing): try store.begin(at: path, writing)
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
