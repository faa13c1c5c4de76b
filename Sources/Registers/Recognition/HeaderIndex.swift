import Spreadsheet

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Every header of every register in its folded form.
struct HeaderIndex: Sendable {
    /// One column that a header may be.
    struct Entry: Sendable {
        var register: Int
        var column: Int
        /// 0 for the header itself, then the synonyms in order; 100 more without the remarks in brackets.
        var rank: Int
        var word: String
    }

    private var entries: [String: [Entry]] = [:]
    /// How telling each folded header is, 0...1: 1 when only one register has it.
    private(set) var weights: [String: Double] = [:]

    /// Words that say nothing by themselves.
    static let bareWords: Set<String> = Set(
        [
            "编号", "序号", "日期", "时间", "姓名", "金额", "状态", "单号", "备注", "说明", "附注", "摘要", "数量", "类型", "内容", "原因",
            "名称",
            "部门", "客户", "单位", "类别", "月份", "期间", "结果", "人员", "标题", "行号", "代码", "号码", "电话", "地址", "来源", "意见",
            "总金额",
            "项目", "价格", "单价", "合计", "方式", "等级", "问题", "周期", "年度", "行次", "创建时间", "创建人", "更新时间", "名字", "职员",
            "邮箱",
        ].map { HeaderFolding.fold($0) })

    init(_ registers: [RegisterSchema]) {
        var holders: [String: Set<Int>] = [:]
        for (index, register) in registers.enumerated() {
            for (place, column) in register.columns.enumerated() {
                for (rank, word) in column.headers.enumerated() {
                    let full = HeaderFolding.fold(word)
                    add(full, Entry(register: index, column: place, rank: rank, word: word), &holders)
                    let short = HeaderFolding.foldWithoutRemarks(word)
                    if short != full {
                        add(
                            short, Entry(register: index, column: place, rank: rank + 100, word: word),
                            &holders)
                    }
                }
            }
        }
        let all = log(Double(max(2, registers.count)) + 1)
        for (word, registers) in holders {
            weights[word] =
                Self.bareWords.contains(word) ? 0.1 : max(0.15, 1 - log(Double(registers.count)) / all)
        }
    }

    private mutating func add(_ folded: String, _ entry: Entry, _ holders: inout [String: Set<Int>]) {
        guard !folded.isEmpty else { return }
        holders[folded, default: []].insert(entry.register)
        if entries[folded]?.contains(where: { $0.register == entry.register && $0.column == entry.column })
            == true
        {
            return
        }
        entries[folded, default: []].append(entry)
    }

    func entries(_ folded: String, of register: Int) -> [Entry] {
        entries[folded]?.filter { $0.register == register } ?? []
    }

    func isKnown(_ folded: String) -> Bool { entries[folded] != nil }
}

/// The forms in which a header of a table is looked up, the most telling first.
///
/// A header of several rows is all of them, then its lower rows, then its upper ones: of `费用（元） 合计` the register
/// may know `合计`.
struct HeaderForms {
    let header: String
    let forms: [String]

    init(_ header: String) {
        self.header = header
        var forms: [String] = []
        func add(_ text: String) {
            for form in [HeaderFolding.fold(text), HeaderFolding.foldWithoutRemarks(text)]
            where !form.isEmpty && !forms.contains(form) {
                forms.append(form)
            }
        }
        add(header)
        let parts = header.split(whereSeparator: \.isWhitespace)
        if parts.count > 1, parts.count <= 8 {
            for start in 1..<parts.count { add(parts[start...].joined(separator: " ")) }
            add(String(parts[0]))
        }
        self.forms = forms
    }
}

/// Which columns of a table are which columns of one register.
struct HeaderMatch {
    /// The matched column of the register with the word that was met, by place in the table.
    private(set) var hits: [Int: Hit] = [:]
    /// How much of the table the register explains, 0...1.
    private(set) var precision = 0.0
    /// How much of what the register requires is there, 0...1.
    private(set) var recall = 0.0
    /// How many headers are no bare words.
    private(set) var telling = 0
    /// Those headers, the most telling first.
    private(set) var tellingWords: [String] = []
    /// Whether one of the headers is of this register alone.
    private(set) var hasUnique = false
    private(set) var requiredFound = 0
    private(set) var requiredCount = 0
    let total: Int

    var count: Int { hits.count }

    struct Hit {
        var column: Int
        var word: String
        var header: String
    }

    init(_ headers: [HeaderForms], _ register: RegisterSchema, _ index: Int, _ headerIndex: HeaderIndex) {
        total = headers.filter { !$0.header.isEmpty }.count
        assign(headers, index, headerIndex)
        guard !hits.isEmpty else { return }
        weigh(headers, register, headerIndex)
    }

    /// Gives each column of the register to the header that names it best, and each header to one column.
    private mutating func assign(_ headers: [HeaderForms], _ index: Int, _ headerIndex: HeaderIndex) {
        var pairs: [(cost: Int, place: Int, entry: HeaderIndex.Entry)] = []
        for (place, header) in headers.enumerated() {
            for (form, folded) in header.forms.enumerated() {
                for entry in headerIndex.entries(folded, of: index) {
                    pairs.append((entry.rank + form * 20, place, entry))
                }
            }
        }
        pairs.sort { ($0.cost, $0.place, $0.entry.column) < ($1.cost, $1.place, $1.entry.column) }
        var taken: Set<Int> = []
        for pair in pairs where hits[pair.place] == nil && !taken.contains(pair.entry.column) {
            hits[pair.place] = Hit(
                column: pair.entry.column, word: pair.entry.word, header: headers[pair.place].header)
            taken.insert(pair.entry.column)
        }
    }

    private mutating func weigh(_ headers: [HeaderForms], _ register: RegisterSchema, _ index: HeaderIndex) {
        var (matched, all) = (0.0, 0.0)
        var words: [(weight: Double, word: String)] = []
        for (place, header) in headers.enumerated() where !header.header.isEmpty {
            let known = header.forms.compactMap { index.weights[$0] }.max()
            if let hit = hits[place] {
                let weight = index.weights[HeaderFolding.fold(hit.word)] ?? 0.5
                matched += weight
                all += weight
                if !HeaderIndex.bareWords.contains(HeaderFolding.fold(hit.word)) {
                    telling += 1
                    if weight >= 1 { hasUnique = true }
                    words.append((weight, hit.header))
                }
            } else {
                // A header that no register knows says little; one that others know speaks against this one.
                all += min(known ?? 0.25, 0.8)
            }
        }
        precision = all == 0 ? 0 : matched / all
        tellingWords = words.sorted { ($0.weight, $1.word) > ($1.weight, $0.word) }.map(\.word)
        let found = Set(hits.values.map(\.column))
        var (got, wanted) = (0.0, 0.0)
        for (place, column) in register.columns.enumerated() where column.need == .required {
            requiredCount += 1
            let isFound = found.contains(place)
            if isFound { requiredFound += 1 }
            // What may stand above the table is not missed much.
            let isContext = register.context.contains { $0.column == column.name }
            let weight =
                (index.weights[HeaderFolding.fold(column.header)] ?? 0.5) * (isContext && !isFound ? 0.2 : 1)
            wanted += weight
            if isFound { got += weight }
        }
        recall = wanted == 0 ? precision : got / wanted
    }
}
