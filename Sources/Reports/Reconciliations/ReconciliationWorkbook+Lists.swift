import Formulas
import Reconciliation
import Registers
import Rules
import Spreadsheet

extension ReconciliationWorkbook {
    func writeLists(_ items: ReconciliationItems, _ book: ReportBook) throws -> ReconciliationPlaces {
        ReconciliationPlaces(
            differences: try writeDifferences(items, book),
            onlyOurs: try writeOpenItems(items, isOurs: true, book),
            onlyTheirs: try writeOpenItems(items, isOurs: false, book),
            matched: try writeMatched(items, book), duplicates: try writeDuplicates(items, book),
            ambiguous: try writeAmbiguous(items, book))
    }

    private var isMoney: Bool { result.bridge.isMoney }
    private var hasMeasure: Bool { result.comparison.measure != nil }
    /// How amounts look that are summed up.
    private var amountKind: ListKind { isMoney ? .money : .quantity }

    // MARK: Cells

    /// Keys of the lines of a side.
    private func keys(_ lines: [LineReference], _ shown: ShownKeys) -> ReportCell {
        keys(lines.map(\.key), shown)
    }

    private func keys(_ keys: [String], _ shown: ShownKeys) -> ReportCell {
        guard let first = keys.first else { return .blank }
        if keys.count == 1 { return .text(shown(first)) }
        let text = keys.prefix(6).map { shown($0) }.joined(separator: " + ")
        return .text(
            keys.count > 6 ? text + words(" 等 \(keys.count) 行", " and more, \(keys.count) lines") : text)
    }

    /// How keys of both sides are shown: the group and the month, which all lines of the workbook share, go without
    /// saying.
    private func shownKeys(_ book: ReportBook) -> (ours: ShownKeys, theirs: ShownKeys) {
        func shown(_ side: ComparisonSide) -> ShownKeys {
            ShownKeys(book.masking.form(ofKeys: side.register), without: [result.group, input.month])
        }
        return (shown(result.comparison.ours), shown(result.comparison.theirs))
    }

    /// A compared value; text of a sensitive column is masked.
    private func cell(_ value: LineValue?, _ sensitivity: Sensitivity?) -> ReportCell {
        switch value {
        case nil: return .blank
        case .money(let amount): return .money(amount)
        case .number(let number): return .amount(number)
        case .day(let day): return .day(day)
        case .boolean(let flag): return .text(flag ? words("是", "Yes") : words("否", "No"))
        case .text(let text): return .text(sensitivity.map { Masking.mask(text, as: $0) } ?? text)
        case .month: return .text(value?.text ?? "")
        }
    }

    private func sensitivity(_ term: PolicyTerm?, _ side: ComparisonSide, _ book: ReportBook) -> Sensitivity?
    {
        guard case .column(let column)? = term else { return nil }
        return book.masking.sensitivity(of: column, in: side.register)
    }

    private func sensitivities(_ book: ReportBook) -> [String: (ours: Sensitivity?, theirs: Sensitivity?)] {
        Dictionary(
            result.comparison.values.map { rule in
                (
                    rule.name,
                    (
                        ours: sensitivity(rule.ours, result.comparison.ours, book),
                        theirs: sensitivity(rule.theirs, result.comparison.theirs, book)
                    )
                )
            }, uniquingKeysWith: { first, _ in first })
    }

    private func kind(of rule: ValueRule) -> ListKind {
        switch rule.kind {
        case .money: .money
        case .number: .quantity
        case .date: .date
        case .month: .centered
        case .text, .party: .text
        }
    }

    /// Whether a value is what is summed up, and has columns of its own.
    private func isMeasured(_ rule: ValueRule) -> Bool { hasMeasure && title(of: rule) == measureTitle }

    private func title(of rule: ValueRule) -> String {
        let title = rule.title[input.language]
        return rule.kind == .money ? title + words("（元）", " (yuan)") : title
    }

    private func place(
        _ id: String, _ title: String, _ book: ReportBook, _ lines: @escaping (MatchItem) -> [LineReference]
    ) -> ListColumn<MatchItem> {
        ListColumn(id, title, 22, .link) { link(lines($0), book) }
    }

    /// The first of some lines as a link.
    private func link(_ lines: [LineReference], _ book: ReportBook) -> ReportCell {
        lines.first.map { book.link($0.origin, row: $0.row) } ?? .blank
    }

    /// What decisions are taken back by.
    private func id(_ item: MatchItem) -> String {
        [
            result.comparison.key, item.ours.map(\.key).joined(separator: "+"),
            item.theirs.map(\.key).joined(separator: "+"),
        ].joined(separator: ";")
    }

    // MARK: Differences

    private func writeDifferences(_ items: ReconciliationItems, _ book: ReportBook) throws -> ListPlace {
        let forms = shownKeys(book)
        let sensitive = sensitivities(book)
        let vocabulary = book.vocabulary
        func side(_ row: DifferenceRow, isOurs: Bool) -> ReportCell {
            guard case .value(let value) = row.what else { return .blank }
            let marks = sensitive[value.name]
            return isOurs ? cell(value.ours, marks?.ours) : cell(value.theirs, marks?.theirs)
        }
        // What the rows of a pair share is made for the first of them.
        func shared(_ cell: @escaping (MatchItem) -> ReportCell) -> (DifferenceRow) -> ReportCell {
            var known = ReportCell.blank
            return { row in
                if row.isFirst { known = cell(row.item) }
                return known
            }
        }
        // The words of rows that are told in the same ones.
        var told: [DifferenceSums.Key: (what: String, cause: String)] = [:]
        for key in items.differences.effects.keys { told[key] = (what(key), cause(key, vocabulary)) }
        var columns: [ListColumn<DifferenceRow>] = [
            ListColumn(
                "ours_key", words("我方单号", "Our key"), 17, .wrapped, shared { keys($0.ours, forms.ours) }),
            ListColumn(
                "theirs_key", words("对方单号", "Their key"), 20, .wrapped,
                shared { keys($0.theirs, forms.theirs) }),
            ListColumn("value", words("比较项", "What"), 13, .wrapped) { .text(told[$0.key]?.what ?? "") },
            ListColumn("ours", words("我方", "Ours"), 13, .quantity) { side($0, isOurs: true) },
            ListColumn("theirs", words("对方", "Theirs"), 13, .quantity) { side($0, isOurs: false) },
            ListColumn("difference", words("差（对方−我方）", "Theirs − ours"), 15, .quantity) { row in
                guard case .value(let value) = row.what else { return .blank }
                return cell(value.difference, nil)
            },
            ListColumn("cause", words("原因", "Cause"), 16, .wrapped) { .text(told[$0.key]?.cause ?? "") },
        ]
        if hasMeasure {
            columns += [
                ListColumn(
                    "effect", isMoney ? words("影响金额（元）", "Effect (yuan)") : words("影响数量", "Effect"), 13,
                    amountKind, isSummed: true
                ) { row in row.effect.map { .amount($0) } ?? .blank },
                ListColumn("ours_amount", words("本单我方合计", "Ours, whole line"), 13, amountKind, isSummed: true)
                {
                    $0.isFirst ? .amount($0.item.oursAmount) : .blank
                },
                ListColumn(
                    "theirs_amount", words("本单对方合计", "Theirs, whole line"), 13, amountKind, isSummed: true
                ) { $0.isFirst ? .amount($0.item.theirsAmount) : .blank },
            ]
        }
        columns += [
            ListColumn("ours_place", words("我方出处", "Our source"), 22, .link, shared { link($0.ours, book) }),
            ListColumn(
                "theirs_place", words("对方出处", "Their source"), 22, .link, shared { link($0.theirs, book) }),
        ]
        columns += book.decisionColumns([
            words("按我方", "Ours is right"), words("按对方", "Theirs is right"), words("协商处理", "To be agreed"),
            words("待查", "To be looked into"),
        ])
        columns.append(
            ListColumn("id", words("编号", "Id"), 12, .text, isHidden: true, shared { .text(id($0)) }))
        return try ListSheet(
            name: words("差异", "Differences"), title: words("差异", "Differences"),
            note: words("一个单据有几处不同就占几行", "a pair takes as many rows as it has values that differ"),
            columns: columns,
            frozenColumns: 2, emptyText: words("没有差异。", "There are no differences."),
            knownSums: [
                "effect": items.differences.effect, "ours_amount": items.differences.ours,
                "theirs_amount": items.differences.theirs,
            ]
        ).write(items.differenceRows, count: items.differences.rows, to: book)
    }

    func what(_ key: DifferenceSums.Key) -> String {
        switch key {
        case .value(let name, _): title(ofValue: name)
        case .tolerance: words("容差以内", "Within tolerance")
        case .rowTotal: words("合计", "Total")
        }
    }

    func cause(_ key: DifferenceSums.Key, _ vocabulary: Vocabulary) -> String {
        switch key {
        case .value(_, let cause): cause.map { vocabulary.cause($0, result.definition) } ?? ""
        case .tolerance: words("容差以内", "Within tolerance")
        case .rowTotal: vocabulary.cause(.rowTotal, result.definition)
        }
    }

    // MARK: Open items

    private func writeOpenItems(
        _ items: ReconciliationItems, isOurs: Bool, _ book: ReportBook
    ) throws -> ListPlace {
        let status: MatchStatus = isOurs ? .onlyOurs : .onlyTheirs
        let forms = shownKeys(book)
        let own = isOurs ? forms.ours : forms.theirs
        let other = isOurs ? forms.theirs : forms.ours
        let sensitive = sensitivities(book)
        func lines(_ item: MatchItem) -> [LineReference] { isOurs ? item.ours : item.theirs }
        var columns: [ListColumn<MatchItem>] = [
            ListColumn("key", words("单号", "Key"), 22, .wrapped) { keys(lines($0), own) }
        ]
        let rules = result.comparison.values
        for (index, rule) in rules.enumerated()
        where (isOurs ? rule.ours : rule.theirs) != nil && !isMeasured(rule) {
            let marks = sensitive[rule.name]
            let width: Double = rule.kind == .text || rule.kind == .party ? 14 : 12
            columns.append(
                ListColumn("value_" + rule.name, title(of: rule), width, kind(of: rule)) { item in
                    guard item.compared.indices.contains(index) else { return .blank }
                    let value = item.compared[index]
                    return isOurs ? cell(value.ours, marks?.ours) : cell(value.theirs, marks?.theirs)
                })
        }
        if hasMeasure {
            columns.append(
                ListColumn("amount", measureTitle, 14, amountKind, isSummed: true) {
                    .amount(isOurs ? $0.oursAmount : $0.theirsAmount)
                })
        }
        // A date that is worked out, such as a deadline, is not the day from which a line is open.
        let dated = rules.firstIndex { rule in
            guard rule.kind == .date, case .column? = isOurs ? rule.ours : rule.theirs else { return false }
            return true
        }
        if let dated {
            let today = input.asOf.daysSince1970
            columns.append(
                ListColumn("age", words("账龄（天）", "Age (days)"), 9, .integer) { item in
                    guard item.compared.indices.contains(dated) else { return .blank }
                    let value = item.compared[dated]
                    guard case .day(let day)? = isOurs ? value.ours : value.theirs else { return .blank }
                    return .integer(today - day.daysSince1970)
                })
        }
        columns += [
            ListColumn("near", words("可能对应", "May belong to"), 36, .wrapped) { item in
                .text(
                    item.nearMisses.prefix(3).map { nearMiss($0, other, sensitive) }.joined(separator: "\n"))
            },
            place("place", words("出处（点击打开）", "Source (click to open)"), book) { lines($0) },
        ]
        columns += book.decisionColumns([
            words("结转下期", "Carry forward"), words("对方补记", "Theirs to add"), words("我方补记", "Ours to add"),
            words("核销", "Write off"), words("待查", "To be looked into"),
        ])
        columns.append(ListColumn("id", words("编号", "Id"), 12, .text, isHidden: true) { .text(id($0)) })
        let name = book.vocabulary.matchStatus(status)
        return try ListSheet(
            name: name, title: name,
            note: isOurs
                ? words("我方有、对方没有", "ours has it, theirs has not")
                : words("对方有、我方没有", "theirs has it, ours has not"),
            columns: columns, emptyText: words("没有未达项。", "There are no open items."),
            knownSums: ["amount": isOurs ? items.sum(status).ours : items.sum(status).theirs]
        ).write(items(status), to: book)
    }

    private func nearMiss(
        _ miss: NearMiss, _ keys: ShownKeys,
        _ sensitive: [String: (ours: Sensitivity?, theirs: Sensitivity?)]
    ) -> String {
        var parts: [String] = []
        if !miss.agreeing.isEmpty {
            parts.append(words.list(miss.agreeing.map(title(ofValue:))) + words("一致", " agree"))
        }
        for value in miss.differing.prefix(3) {
            let marks = sensitive[value.name]
            let (ours, theirs) = (shown(value.ours, marks?.ours), shown(value.theirs, marks?.theirs))
            parts.append(title(ofValue: value.name) + " \(ours) → \(theirs)")
        }
        let place = words("（第 \(miss.line.row) 行）", " (row \(miss.line.row))")
        return words.labelled(keys(miss.line.key) + place, words.clauses(parts))
    }

    private func shown(_ value: LineValue?, _ sensitivity: Sensitivity?) -> String {
        guard let value else { return words("无", "none") }
        if case .text(let text) = value { return sensitivity.map { Masking.mask(text, as: $0) } ?? text }
        return value.text
    }

    // MARK: Matched

    private func writeMatched(_ items: ReconciliationItems, _ book: ReportBook) throws -> ListPlace {
        let sum = items.sum(.matched)
        let indexes = items.indexes(.matched)
        return try ListSheet(
            name: words("已核对", "Matched"), title: words("已核对", "Matched"),
            note: words("行号见“说明”所列文件", "rows are those of the files listed under Notes"),
            columns: matchedColumns(MatchedColumns(columns: items.columns), shownKeys(book), book),
            frozenColumns: 2, fitsRows: false, emptyText: words("没有一致的行。", "Nothing matched."),
            knownSums: [
                "ours_amount": sum.ours, "theirs_amount": sum.theirs, "effect": sum.difference,
                "ours_lines": ExactDecimal(units: Int64(sum.oursLines)),
                "theirs_lines": ExactDecimal(units: Int64(sum.theirsLines)),
            ], willWrite: { items.columns.fetch(indexes, next: $0) }
        ).write(indexes, to: book)
    }

    private func matchedColumns(
        _ matched: MatchedColumns, _ keys: (ours: ShownKeys, theirs: ShownKeys), _ book: ReportBook
    ) -> [ListColumn<Int>] {
        let (ours, theirs) = (matched.columns.ours, matched.columns.theirs)
        let sensitive = sensitivities(book)
        let passes = Dictionary(
            result.comparison.passes.map { ($0.name, book.vocabulary.pass($0)) },
            uniquingKeysWith: { first, _ in first })
        var columns = [
            matched.keys("ours_key", words("我方单号", "Our key"), 22, ours, keys.ours) {
                self.keys($0, keys.ours)
            },
            matched.keys("theirs_key", words("对方单号", "Their key"), 28, theirs, keys.theirs) {
                self.keys($0, keys.theirs)
            },
            matched.pass("pass", words("配对方式", "Matched by"), 17) { passes[$0] ?? $0 },
        ]
        for (index, rule) in result.comparison.values.enumerated() where !isMeasured(rule) {
            let marks = sensitive[rule.name]
            columns.append(
                matched.value(
                    index, "value_" + rule.name, title(of: rule), 12, kind(of: rule),
                    isMasked: marks?.ours != nil || marks?.theirs != nil
                ) { value, isOurs in cell(value, isOurs ? marks?.ours : marks?.theirs) })
        }
        if hasMeasure {
            columns += [
                matched.amount("ours_amount", words("我方", "Ours") + unit, 14, amountKind, isOurs: true),
                matched.amount("theirs_amount", words("对方", "Theirs") + unit, 14, amountKind, isOurs: false),
                matched.difference("effect", words("容差内差额", "Within tolerance"), 11, amountKind),
            ]
        }
        return columns + [
            matched.count("ours_lines", words("我方行数", "Our lines"), 9, ours),
            matched.count("theirs_lines", words("对方行数", "Their lines"), 9, theirs),
            matched.rowNumber("ours_row", words("我方行号", "Our row"), 9, ours),
            matched.rowNumber("theirs_row", words("对方行号", "Their row"), 9, theirs),
        ]
    }

    /// What the items of both sides come to; none without a measure.
    private func amountColumns() -> [ListColumn<MatchItem>] {
        guard hasMeasure else { return [] }
        return [
            ListColumn("ours_amount", words("我方", "Ours") + unit, 14, amountKind, isSummed: true) {
                .amount($0.oursAmount)
            },
            ListColumn("theirs_amount", words("对方", "Theirs") + unit, 14, amountKind, isSummed: true) {
                .amount($0.theirsAmount)
            },
        ]
    }

    private var unit: String { isMoney ? words("（元）", " (yuan)") : "" }

    // MARK: Duplicates and what is ambiguous

    private func writeDuplicates(_ items: ReconciliationItems, _ book: ReportBook) throws -> ListPlace {
        let forms = shownKeys(book)
        let vocabulary = book.vocabulary
        let rows = Array(items(.duplicateOurs)) + Array(items(.duplicateTheirs))
        func isOurs(_ item: MatchItem) -> Bool { item.status == .duplicateOurs }
        var columns: [ListColumn<MatchItem>] = [
            ListColumn("status", words("类别", "Kind"), 16) { .text(vocabulary.matchStatus($0.status)) },
            ListColumn("key", words("单号", "Key"), 28, .wrapped) {
                isOurs($0) ? keys($0.ours, forms.ours) : keys($0.theirs, forms.theirs)
            },
        ]
        columns += amountColumns()
        columns += [
            place("place", words("重复的行", "The repeated line"), book) { isOurs($0) ? $0.ours : $0.theirs },
            place("original", words("原来的行", "What it repeats"), book) { $0.original.map { [$0] } ?? [] },
        ]
        columns += book.decisionColumns([
            words("确认重复", "Duplicate"), words("不是重复", "No duplicate"), words("待查", "To be looked into"),
        ])
        columns.append(ListColumn("id", words("编号", "Id"), 12, .text, isHidden: true) { .text(id($0)) })
        return try ListSheet(
            name: words("重复", "Duplicates"), title: words("重复", "Duplicates"), columns: columns,
            frozenColumns: 2, emptyText: words("没有重复的行。", "There are no duplicates.")
        ).write(rows, to: book)
    }

    private func writeAmbiguous(_ items: ReconciliationItems, _ book: ReportBook) throws -> ListPlace? {
        let rows = items(.ambiguous)
        guard !rows.isEmpty else { return nil }
        let forms = shownKeys(book)
        var columns: [ListColumn<MatchItem>] = [
            ListColumn("ours_key", words("我方单号", "Our keys"), 36, .wrapped) { keys($0.ours, forms.ours) },
            ListColumn("theirs_key", words("对方单号", "Their keys"), 36, .wrapped) {
                keys($0.theirs, forms.theirs)
            },
        ]
        columns += amountColumns()
        columns += [
            place("ours_place", words("我方出处", "Our source"), book) { $0.ours },
            place("theirs_place", words("对方出处", "Their source"), book) { $0.theirs },
        ]
        columns += book.decisionColumns([
            words("可以配对", "They belong together"), words("待查", "To be looked into"),
        ])
        columns.append(ListColumn("id", words("编号", "Id"), 12, .text, isHidden: true) { .text(id($0)) })
        let name = book.vocabulary.matchStatus(.ambiguous)
        return try ListSheet(
            name: name, title: name,
            note: words("有几种配法同样合适，不替人挑选", "several pairings are equally good, so none was picked"),
            columns: columns,
            frozenColumns: 2, emptyText: ""
        ).write(rows, to: book)
    }
}
