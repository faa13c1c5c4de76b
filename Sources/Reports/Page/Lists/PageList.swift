import Spreadsheet

/// A list of the page that can be searched and sorted.
struct PageList {
    /// How many rows are on a page of the list, and in the markup for readers without script.
    static let pageSize = 25

    /// The name of the section, as links have it.
    var id: String
    /// The heading.
    var name: String
    /// A sentence under the heading; nil for none.
    var note: String?
    /// What is said when there are no rows.
    var empty: String
    /// Whether it is good that there are none.
    var isEmptyGood = true
    /// The columns.
    var columns: [PageColumn]
    /// How many rows there are; those in the columns may be fewer.
    var total: Int

    /// The columns but for details that no row has.
    private var told: [PageColumn] {
        columns.filter { column in !column.isDetail || column.values.isAnyText }
    }

    /// How many rows are in the columns.
    var count: Int { columns.first?.values.count ?? 0 }

    /// The list for the template.
    func context(_ words: Words) -> [String: Any] {
        let visible = columns.filter { !$0.isDetail }
        var context: [String: Any] = [
            "id": id, "name": name, "size": ReportText.grouped(total), "isEmpty": total == 0, "empty": empty,
            "emptyTone": isEmptyGood ? "good" : "", "emptySign": isEmptyGood ? "✓" : "–",
            "heads": visible.map { ["kind": $0.kind.rawValue, "title": $0.title] },
            "rows": (0..<min(count, Self.pageSize)).map { row in
                ["cells": visible.map { $0.context(row: row) }]
            },
        ]
        var notes = note.map { [$0] } ?? []
        if count < total {
            notes.append(
                words(
                    "本页只放前 \(ReportText.grouped(count)) 行，全部 \(ReportText.grouped(total)) 行见工作簿和 data 文件夹。",
                    "This page holds the first \(ReportText.grouped(count)) of \(ReportText.grouped(total)) rows; all are in the workbooks and the data folder."
                ))
        }
        if !notes.isEmpty { context["note"] = notes.joined(separator: " ") }
        if count > Self.pageSize {
            context["more"] = words(
                "此处为前 \(Self.pageSize) 行，共 \(ReportText.grouped(total)) 行。",
                "The first \(Self.pageSize) of \(ReportText.grouped(total)) rows.")
        }
        if total > 0 { context["data"] = PageEscape.script(json) }
        return context
    }

    private var json: JSONBytes {
        var json = JSONBytes(capacity: 1 << 16)
        json.raw("{\"rows\":")
        json.integer(count)
        json.raw(",\"total\":")
        json.integer(total)
        json.raw(",\"page\":")
        json.integer(Self.pageSize)
        json.raw(",\"columns\":[")
        for (index, column) in told.enumerated() {
            if index > 0 { json.raw(",") }
            column.write(to: &json)
        }
        json.raw("]}")
        return json
    }
}
