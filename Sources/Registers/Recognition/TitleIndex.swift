import Spreadsheet

/// The words by which registers are named in titles, sheet names, file names and folders.
struct TitleIndex: Sendable {
    struct Word: Sendable {
        var folded: String
        var shown: String
        var registers: [Int]
    }

    let titles: [Word]
    let folders: [Word]

    init(_ registers: [RegisterSchema]) {
        titles = Self.words(registers) { $0.titles + [$0.chineseName, $0.key, $0.englishName] }
        folders = Self.words(registers) { $0.titles + $0.folders + [$0.chineseName, $0.key] }
    }

    private static func words(_ registers: [RegisterSchema], _ list: (RegisterSchema) -> [String]) -> [Word] {
        var words: [String: Word] = [:]
        for (index, register) in registers.enumerated() {
            for text in list(register) {
                let folded = HeaderFolding.fold(text)
                guard folded.count > 1 else { continue }
                if words[folded]?.registers.contains(index) != true {
                    words[folded, default: Word(folded: folded, shown: text, registers: [])].registers.append(
                        index)
                }
            }
        }
        return words.values.sorted { ($0.folded.count, $1.folded) > ($1.folded.count, $0.folded) }
    }

    /// The words in a text; a word inside a longer one that was found does not count.
    static func found(_ words: [Word], in text: String) -> [Word] {
        let folded = HeaderFolding.fold(text)
        guard !folded.isEmpty else { return [] }
        var result: [Word] = []
        for word in words where folded.contains(word.folded) {
            if result.contains(where: { $0.folded.contains(word.folded) }) { continue }
            // Latin keys must be whole words: `order` is not in `border`.
            result.append(word)
        }
        return result
    }
}

/// What titles and names say about a table.
struct TitleEvidence {
    private var strengths: [Int: Double] = [:]
    private var found: [Int: [Reason]] = [:]

    init(_ index: TitleIndex, _ table: RecognisedTable, _ tables: SheetTables, _ hints: RecognitionHints) {
        let titles = table.preambleRows.prefix(6).flatMap { row in
            tables.texts(ofRow: row, columns: 0..<max(1, table.columns.upperBound)).filter { $0.count <= 60 }
        }
        for title in titles.prefix(12) { add(index.titles, in: title, .recognitionTitle, 0.8) }
        if let sheet = hints.sheet { add(index.titles, in: sheet, .recognitionSheet, 0.7) }
        var folders = hints.file.split(separator: "/").map(String.init)
        if var name = folders.popLast() {
            if let dot = name.lastIndex(of: "."), dot > name.startIndex { name = String(name[..<dot]) }
            add(index.titles, in: name, .recognitionFile, 0.7)
        }
        for folder in folders.suffix(3) { add(index.folders, in: folder, .recognitionFolder, 0.5) }
    }

    private mutating func add(
        _ words: [TitleIndex.Word], in text: String, _ code: FindingCode, _ strength: Double
    ) {
        for word in TitleIndex.found(words, in: text) {
            // A word that several registers use names none of them.
            let share = strength / Double(word.registers.count)
            for register in word.registers {
                let before = strengths[register] ?? 0
                strengths[register] = 1 - (1 - before) * (1 - share)
                let reason = Reason(code, ["text": String(text.prefix(40)), "word": word.shown])
                if found[register]?.contains(where: { $0.code == code }) != true {
                    found[register, default: []].append(reason)
                }
            }
        }
    }

    func strength(of register: Int) -> Double { strengths[register] ?? 0 }

    func reasons(for register: Int) -> [Reason] { found[register] ?? [] }
}
