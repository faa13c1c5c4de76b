import Spreadsheet

/// Places in source files as links: what all links into one sheet of a file have in common is made once.
///
/// Not to be used from more than one thread at a time.
final class SourceLinks {
    /// A sheet of a file, or a file as a whole.
    private struct Source: Hashable {
        var file: String
        var sheet: String?
    }

    /// What links into a source have in common.
    private struct Known {
        /// What is shown behind the cells: the sheet and the name of the file.
        var text: String
        /// Nil for a file that is nowhere, or an address longer than Excel takes.
        var destination: LinkDestination?
        /// Whether there are cells to go to: a character-separated file has none.
        var hasCells: Bool
    }

    private let words: Words
    /// The addresses of files, by their path in origins.
    private let addresses: [String: String]
    private var known: [Source: Known] = [:]
    /// The source asked for last, which most often is the next one, too.
    private var last: (source: Source, known: Known)?
    /// The text of the link.
    private let text = TextScratch()

    init(_ files: [ReportFile], _ words: Words) {
        self.words = words
        addresses = Dictionary(
            files.compactMap { file in file.address.map { (file.file, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// Hands over the text of a link, which is empty where there is nothing to tell, and where it leads.
    ///
    /// The bytes stay where they are until the next call.
    func withLink(
        file: String?, sheet: String?, row: Int?, cells: [CellPosition],
        _ body: (UnsafeBufferPointer<UInt8>, ReportLink?) -> Void
    ) {
        text.clear()
        guard let file, !file.isEmpty else { return body(text.utf8, nil) }
        let source = known(Source(file: file, sheet: sheet))
        // The cell first: where a program cuts a link, it is the name of the file that is lost.
        if let first = cells.first {
            text.append(first)
            for cell in cells.prefix(4).dropFirst() {
                text.append(",")
                text.append(cell)
            }
            if cells.count > 4 { text.append("…") }
            text.append(" · ")
        } else if let row {
            text.append(words("第 \(row) 行", "row \(row)"))
            text.append(" · ")
        }
        text.append(source.text)
        if let clipped = ReportText.clipped(text.utf8, to: 200) {
            text.clear()
            text.append(clipped)
        }
        let link = source.destination.map { destination in
            let cell = cells.first ?? row.map { CellPosition(row: $0, column: 1) }
            let isInside =
                cell.map { $0.row <= CellPosition.lastRow && $0.column <= CellPosition.lastColumn } ?? false
            return ReportLink(destination: destination, cell: source.hasCells && isInside ? cell : nil)
        }
        body(text.utf8, link)
    }

    private func known(_ source: Source) -> Known {
        if let last, last.source == source { return last.known }
        let found = known[source] ?? make(source)
        known[source] = found
        last = (source, found)
        return found
    }

    private func make(_ source: Source) -> Known {
        let file = source.file
        let name = file.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? file
        let sheet = source.sheet.flatMap { $0.isEmpty ? nil : $0 }
        let text = [sheet, name].compactMap(\.self).joined(separator: " · ")
        guard let address = addresses[file], !address.isEmpty, address.utf8.count <= 600 else {
            return Known(text: text, destination: nil, hasCells: false)
        }
        guard let sheet, sheet.utf8.count <= 200 else {
            return Known(text: text, destination: LinkDestination(file: address), hasCells: false)
        }
        return Known(text: text, destination: LinkDestination(file: address, sheet: sheet), hasCells: true)
    }
}
