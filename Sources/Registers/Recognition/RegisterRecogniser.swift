import Spreadsheet

/// Finds out which register a table is.
///
/// Every register is scored by the headers that it shares with the table, weighed by how telling they are; by titles,
/// sheet, file and folder names; and by whether the values are of the right type. The best one wins when it is
/// clearly the best.
public struct RegisterRecogniser: Sendable {
    /// The registers.
    public let catalogue: RegisterCatalogue
    /// Every header with the columns it may be.
    let headers: HeaderIndex
    let titles: TitleIndex

    /// A score below this is no recognition.
    static let leastScore = 0.42
    /// The best must be ahead of the next by this much.
    static let leastLead = 0.06
    /// A register is known by its headers alone when it shares this many telling ones.
    static let leastTelling = 3

    /// Makes a recogniser for the registers of a catalogue.
    public init(_ catalogue: RegisterCatalogue) {
        self.catalogue = catalogue
        headers = HeaderIndex(catalogue.registers)
        titles = TitleIndex(catalogue.registers)
    }

    /// Recognises one table of a sheet.
    public func recognise(
        _ table: RecognisedTable, in tables: SheetTables, hints: RecognitionHints
    ) -> Recognition {
        let evidence = TitleEvidence(titles, table, tables, hints)
        let folded = table.headers.map { HeaderForms($0) }
        var scored: [ScoredRegister] = []
        for index in catalogue.registers.indices {
            let register = catalogue.registers[index]
            let match = HeaderMatch(folded, register, index, headers)
            guard match.count > 0 || evidence.strength(of: index) > 0 || register.key == hints.pinned else {
                continue
            }
            scored.append(ScoredRegister(index: index, match: match, evidence: evidence, headers))
        }
        // The few best are held against the values, which takes longer.
        scored.sort { ($0.score, $1.index) > ($1.score, $0.index) }
        scored = Array(scored.prefix(8))
        let samples = ColumnSamples(table, tables)
        for place in scored.indices { scored[place].weigh(samples, catalogue.registers) }
        scored.sort { ($0.score, $1.index) > ($1.score, $0.index) }
        return decide(scored, table, tables, hints)
    }

    private func decide(
        _ scored: [ScoredRegister], _ table: RecognisedTable, _ tables: SheetTables, _ hints: RecognitionHints
    ) -> Recognition {
        var scored = scored
        let origin = Origin(file: hints.file, sheet: hints.sheet, cell: table.range?.first)
        var findings: [Finding] = []
        var winner: ScoredRegister?
        if let pinned = hints.pinned {
            if let place = scored.firstIndex(where: { catalogue.registers[$0.index].key == pinned }) {
                scored.insert(scored.remove(at: place), at: 0)
                scored[0].reasons.insert(Reason(.recognitionPinned, ["register": pinned]), at: 0)
                winner = scored[0]
            } else {
                findings.append(
                    Finding(
                        .recognitionPinUnknown, .error, at: origin,
                        values: [
                            "register": pinned,
                            "nearest": Suggestion.nearest(to: pinned, in: catalogue.registers.map(\.key)),
                        ]))
            }
        } else if let best = scored.first, best.score >= Self.leastScore, best.isIdentified {
            let next = scored.dropFirst().first { $0.isIdentified }
            if best.score - (next?.score ?? 0) >= Self.leastLead { winner = best }
        }
        let candidates = scored.prefix(5).filter { $0.score >= 0.1 || winner?.index == $0.index }.map {
            Recognition.Candidate(
                register: catalogue.registers[$0.index], score: $0.score, reasons: $0.reasons)
        }
        let shown = winner ?? scored.first
        var recognition = Recognition(
            register: winner.map { catalogue.registers[$0.index] }, candidates: candidates,
            columns: columns(of: table, winner), missing: [], findings: findings)
        if let winner {
            recognition.missing = missing(winner, table)
            recognition.findings += missingFindings(recognition, origin)
        } else if hints.pinned == nil, !table.headers.isEmpty, !table.dataRows.isEmpty {
            recognition.findings.append(unrecognised(candidates, shown, origin))
        }
        return recognition
    }

    private func columns(of table: RecognisedTable, _ winner: ScoredRegister?) -> [Recognition.ColumnMatch] {
        table.headers.enumerated().map { place, header in
            let hit = winner?.match.hits[place]
            let column = hit.flatMap { hit in winner.map { catalogue.registers[$0.index].columns[hit.column] }
            }
            return Recognition.ColumnMatch(
                header: header, column: table.columns.lowerBound + place + 1, name: column?.name,
                matched: hit?.word)
        }
    }

    private func missing(_ winner: ScoredRegister, _ table: RecognisedTable) -> [Recognition.MissingColumn] {
        let register = catalogue.registers[winner.index]
        let found = Set(winner.match.hits.values.map(\.column))
        let free = table.headers.enumerated().filter { winner.match.hits[$0.offset] == nil }.map(\.element)
        return register.columns.enumerated().compactMap { index, column in
            guard column.need == .required, !column.isDerived, !found.contains(index) else { return nil }
            var best: (header: String, similarity: Double)?
            for header in free where !header.isEmpty {
                let folded = HeaderFolding.fold(header)
                for word in column.headers {
                    let similarity = Suggestion.similarity(folded, HeaderFolding.fold(word))
                    if similarity >= 0.5, similarity > best?.similarity ?? 0 { best = (header, similarity) }
                }
            }
            return Recognition.MissingColumn(
                name: column.name, header: column.header, nearest: best?.header,
                comesFromContext: register.context.contains { $0.column == column.name })
        }
    }

    private func missingFindings(_ recognition: Recognition, _ origin: Origin) -> [Finding] {
        guard let register = recognition.register else { return [] }
        return recognition.missing.filter { !$0.comesFromContext }.map { missing in
            var values = ["header": missing.header, "column": missing.name, "register": register.chineseName]
            if let nearest = missing.nearest { values["nearest"] = nearest }
            return Finding(
                missing.nearest == nil ? .registerColumnMissing : .registerColumnMissingNear, .warning,
                at: origin,
                values: values)
        }
    }

    private func unrecognised(
        _ candidates: [Recognition.Candidate], _ best: ScoredRegister?, _ origin: Origin
    ) -> Finding {
        let named = candidates.prefix(3).map { candidate in
            "\(candidate.register.chineseName)(\(candidate.register.key)) \(Int((candidate.score * 100).rounded()))%"
        }
        let isClose = (best?.score ?? 0) >= Self.leastScore
        return Finding(
            isClose ? .recognitionUnclear : .recognitionNone, .error, at: origin,
            values: [
                "candidates": named.joined(separator: ", "), "key": candidates.first?.register.key ?? "order",
            ])
    }
}

/// A register with how well it fits, in the making.
struct ScoredRegister {
    let index: Int
    let match: HeaderMatch
    let strength: Double
    var score: Double
    var reasons: [Reason] = []
    /// Whether something names this register: its title, several headers that are no bare words, or, of a short form,
    /// every required header and among them one that no other register has.
    let isIdentified: Bool

    init(index: Int, match: HeaderMatch, evidence: TitleEvidence, _ headers: HeaderIndex) {
        self.index = index
        self.match = match
        strength = evidence.strength(of: index)
        isIdentified =
            match.telling >= RegisterRecogniser.leastTelling || (strength > 0 && match.count > 0)
            || (match.hasUnique && match.requiredFound == match.requiredCount)
        let harmony =
            match.recall + match.precision == 0
            ? 0 : 2 * match.recall * match.precision / (match.recall + match.precision)
        score = 0.75 * harmony + 0.25 * strength
        if match.count > 0 {
            reasons.append(
                Reason(
                    .recognitionHeaders,
                    [
                        "count": String(match.count), "total": String(match.total),
                        "words": match.tellingWords.prefix(5).joined(separator: "、"),
                    ]))
        }
        if match.requiredCount > 0 {
            reasons.append(
                Reason(
                    .recognitionRequired,
                    ["count": String(match.requiredFound), "total": String(match.requiredCount)]))
        }
        reasons += evidence.reasons(for: index)
    }

    /// Takes the types of the values into account.
    mutating func weigh(_ samples: ColumnSamples, _ registers: [RegisterSchema]) {
        var (fitting, tested) = (0, 0)
        var misfits: [String] = []
        for (place, hit) in match.hits.sorted(by: { $0.key < $1.key }) {
            let column = registers[index].columns[hit.column]
            guard let fits = samples.fits(place, column) else { continue }
            tested += 1
            if fits { fitting += 1 } else { misfits.append(hit.header) }
        }
        guard tested > 0 else { return }
        score -= 0.3 * Double(tested - fitting) / Double(tested)
        reasons.append(
            misfits.isEmpty
                ? Reason(.recognitionTypes, ["count": String(tested)])
                : Reason(.recognitionMisfits, ["headers": misfits.joined(separator: "、")]))
    }
}
