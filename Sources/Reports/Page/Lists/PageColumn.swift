import Spreadsheet

/// A column of a list on the page: its values and how they are shown.
struct PageColumn {
    /// How values are shown.
    enum Kind: String {
        /// A short text.
        case text
        /// A text of some words.
        case title
        /// A sentence.
        case long
        /// A number.
        case number
        /// An amount of money.
        case money
        /// A share, written as a decimal fraction.
        case percent
        /// A day.
        case date
        /// One of a few values, with a tone.
        case tag = "tag-cell"
        /// A file, a sheet and a cell.
        case place
    }

    /// The canonical name.
    var key: String
    /// The header.
    var title: String
    /// How values are shown.
    var kind: Kind
    /// Whether the list can be cut down to one of its values.
    var isFilter = false
    /// Whether it is shown only when someone asks for the details of a row.
    var isDetail = false
    /// The names and tones of values, in their order; for ``Kind/tag``.
    var labels: [PageLabel] = []
    /// The values, of a place the files: codes, plain digits, ISO dates or text; nil for nothing.
    var values = PageValues()
    /// The sheets; for ``Kind/place``.
    var sheets = PageValues()
    /// The cells; for ``Kind/place``.
    var cells = PageValues()
    /// The addresses that values link to.
    var links: [String: String] = [:]

    init(
        _ key: String, _ title: String, _ kind: Kind, isFilter: Bool = false, isDetail: Bool = false,
        labels: [PageLabel] = []
    ) {
        self.key = key
        self.title = title
        self.kind = kind
        self.isFilter = isFilter
        self.isDetail = isDetail
        self.labels = labels
    }

    /// Adds a place.
    mutating func add(file: String?, sheet: String?, cell: String?) {
        values.append(file)
        sheets.append(sheet)
        cells.append(cell)
    }
}

extension PageColumn {
    /// The cell of a row for the template.
    func context(row: Int) -> [String: Any] {
        let value = values[row]
        var context: [String: Any] = ["kind": kind.rawValue, "title": title, "tag": false, "plain": false]
        guard let value else { return context }
        context["text"] = shown(value)
        if kind == .place {
            context["place"] = [sheets[row], cells[row]].compactMap { $0 }.joined(separator: "!")
        }
        if kind == .tag {
            context["tag"] = true
            context["tone"] = labels.first { $0.code == value }?.tone ?? ""
        } else if let link = links[value] {
            context["href"] = link
        } else {
            context["plain"] = true
        }
        return context
    }

    private func shown(_ value: String) -> String {
        switch kind {
        case .tag: labels.first { $0.code == value }?.name ?? value
        case .number, .money: ReportText.grouped(value)
        case .percent: Self.percent(value)
        case .text, .title, .long, .date, .place: value
        }
    }

    /// A fraction with three decimals, such as `0.964`, as a percentage.
    private static func percent(_ fraction: String) -> String {
        guard let value = Double(fraction) else { return fraction }
        return ReportText.percent(permille: Int(max(-1e6, min(1e6, (value * 1000).rounded()))))
    }

    /// Adds the column to the data of its list.
    func write(to json: inout JSONBytes) {
        json.raw("{\"key\":")
        json.string(key)
        json.raw(",\"title\":")
        json.string(title)
        json.raw(",\"kind\":")
        json.string(kind.rawValue)
        if isFilter { json.raw(",\"filter\":true") }
        if isDetail { json.raw(",\"detail\":true") }
        if !labels.isEmpty {
            json.raw(",\"labels\":{")
            for (index, label) in labels.enumerated() {
                if index > 0 { json.raw(",") }
                json.string(label.code)
                json.raw(":[")
                json.string(label.name)
                json.raw(",")
                json.string(label.tone)
                json.raw("]")
            }
            json.raw("}")
        }
        writeLinks(to: &json)
        if kind == .place {
            for (name, texts) in [("file", values), ("sheet", sheets), ("cell", cells)] {
                json.raw(",")
                json.string(name)
                json.raw(":{")
                texts.write(to: &json)
                json.raw("}")
            }
        } else {
            json.raw(",")
            values.write(to: &json)
        }
        json.raw("}")
    }

    private func writeLinks(to json: inout JSONBytes) {
        guard !links.isEmpty else { return }
        json.raw(",\"links\":{")
        for (index, link) in links.sorted(by: { $0.key < $1.key }).enumerated() {
            if index > 0 { json.raw(",") }
            json.string(ReportText.visible(link.key))
            json.raw(":")
            json.string(link.value)
        }
        json.raw("}")
    }
}
