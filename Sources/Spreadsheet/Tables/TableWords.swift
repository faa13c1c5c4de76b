/// Words by which rows that are no data are known.
struct TableWords: Sendable {
    static let totals =
        spacedTotals + [
            "合计", "小计", "总计", "共计", "累计", "本页合计", "本页小计", "本月合计", "总合计", "總計", "合計", "小計", "Total", "TOTAL",
            "Subtotal", "Grand total", "Grand Total", "Sub-total", "Sum",
        ]
    /// Totals with blanks between the two characters, as people write them to fill the cell.
    private static let spacedTotals: [String] = ["合计", "小计", "总计", "共计", "累计", "合計", "小計", "總計"].flatMap {
        word in
        [" ", "\u{3000}", "\u{A0}"].flatMap { blank in
            (1...6).map { count in
                word.prefix(1) + String(repeating: blank, count: count) + word.suffix(1)
            }
        }
    }
    static let signatures = [
        "制表人", "制表", "制单人", "制单", "审核人", "审核", "复核人", "复核", "批准人", "批准", "审批人", "审批", "经办人", "填表人",
        "填报人", "负责人签字", "财务主管", "部门负责人", "主管签字", "签字", "盖章", "打印日期", "打印时间", "导出时间", "导出日期",
        "制表日期", "Prepared by", "Checked by", "Approved by", "Printed",
    ]
    static let notes = ["备注", "注：", "注:", "说明", "附注", "Note", "NOTE", "Source", "FOOTNOTE", "*", "※"]

    /// A word in the encoding of the grid.
    private struct Entry {
        var bytes: [UInt8]
        var kind: IgnoredRow.Kind
    }

    /// The words, those with the same first byte together.
    private let entries: [Entry]
    /// Where the words with a first byte begin among ``entries``; those of the next end them.
    private let starts: [Int]
    /// The first four bytes of each word as far as it has them, for a quick look.
    private let heads: [Head]

    /// The first bytes of a word, and which of four count.
    private struct Head {
        var bytes: UInt32
        var mask: UInt32

        init(_ word: [UInt8]) {
            (bytes, mask) = (0, 0)
            for (place, byte) in word.prefix(4).enumerated() {
                bytes |= UInt32(byte) << UInt32(place * 8)
                mask |= 0xFF << UInt32(place * 8)
            }
        }
    }

    init(_ encoding: TextEncoding) {
        var byFirst = Array(repeating: [Entry](), count: 256)
        for (words, kind) in [
            (Self.totals, IgnoredRow.Kind.total), (Self.signatures, .signature), (Self.notes, .note),
        ] {
            for word in words {
                guard let bytes = encoding.encode(word), let first = bytes.first else { continue }
                byFirst[Int(first)].append(Entry(bytes: bytes, kind: kind))
            }
        }
        // Longer words first, so that 制表日期 is not taken for 制表.
        byFirst = byFirst.map { $0.sorted { $0.bytes.count > $1.bytes.count } }
        entries = Array(byFirst.joined())
        starts = byFirst.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
        heads = entries.map { Head($0.bytes) }
    }

    /// The kind of word that a cell begins with; nil for none.
    ///
    /// A total must be the whole cell but for a colon or a bracket, or 合计 and so on at its end.
    @inline(__always)
    func kind(of text: UnsafeRawBufferPointer) -> IgnoredRow.Kind? {
        guard let first = text.first(where: { !ValueParser.isSpace($0) }),
            starts[Int(first)] < starts[Int(first) + 1]
        else { return nil }
        return slowKind(of: ValueParser.trimmed(text))
    }

    private func slowKind(of text: UnsafeRawBufferPointer) -> IgnoredRow.Kind? {
        var head: UInt32 = 0
        for place in 0..<min(4, text.count) { head |= UInt32(text[place]) << UInt32(place * 8) }
        for place in starts[Int(text[0])]..<starts[Int(text[0]) + 1]
        where head & heads[place].mask == heads[place].bytes && text.starts(with: entries[place].bytes) {
            let (length, kind) = (entries[place].bytes.count, entries[place].kind)
            let rest = text.count - length
            // What may follow 合计: a colon, a unit in brackets.
            if kind == .total, rest > 0 {
                let next = text[length]
                let isLetter = next | 0x20 >= 0x61 && next | 0x20 <= 0x7A
                if rest > 12 || isLetter { continue }
            }
            return kind
        }
        return nil
    }
}
