import Spreadsheet

/// Does what is to be done with files; what was done before is passed over.
struct FileMover {
    let store: FileStore
    let paths: WorkspacePaths
    let limits: ReadLimits
    let reasons: ReasonText

    /// Does everything in order.
    /// - Throws: ``PipelineError`` when the disk refuses; done again, it goes on from there.
    func perform(_ moves: [PendingMove]) throws(PipelineError) {
        for move in moves {
            let (source, target) = (paths.absolute(move.source), paths.absolute(move.target))
            if let inner = move.inner {
                try takeOut(inner, of: source, to: target)
            } else if hasContent(target, move.hash) {
                // The same file is there: this is the second try, or it was handed in again.
                if hasContent(source, move.hash) { try store.remove(source) }
            } else if hasContent(source, move.hash) {
                try store.move(source, to: target)
            }
            // Otherwise somebody put another file in its place, which is for the next run.
            if let reason = move.reason { try write(reason, reasons.path(beside: target)) }
        }
    }

    private func write(_ text: String, _ path: String) throws(PipelineError) {
        try store.makeFolder(FileStore.parent(of: path))
        let fresh = FileStore.parent(of: path) + "/.building-" + FileStore.name(of: path)
        try store.write(Array(text.utf8), to: fresh)
        try store.rename(fresh, to: path)
    }

    private func takeOut(_ inner: String, of path: String, to target: String) throws(PipelineError) {
        var options = CSVReadOptions()
        options.limits = limits
        guard let document = try? Document(path: path, options: options),
            case .archive(let archive) = document.content, let bytes = try? archive.bytes(named: inner)
        else { return }
        try store.makeFolder(FileStore.parent(of: target))
        let fresh = FileStore.parent(of: target) + "/.building-" + FileStore.name(of: target)
        try store.write(bytes, to: fresh)
        try store.rename(fresh, to: target)
    }

    private func hasContent(_ path: String, _ hash: String) -> Bool {
        guard FileSignature(path: path) != nil else { return false }
        var generous = limits
        generous.fileBytes = .max
        do throws(SpreadsheetError) {
            return try ContentHash(of: FileBytes(path: path, limits: generous)).description == hash
        } catch {
            return error.finding.code.rawValue == "file.empty" && ContentHash(of: []).description == hash
        }
    }
}
