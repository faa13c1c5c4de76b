/// The elements that matter for finding tables in a page.
enum HTMLElement {
    case table, row, cell, headerCell, lineBreak, block, caption, column, columnGroup
    /// Its content is no part of the page's text.
    case skipped
    case style
    /// A sheet name in Excel's own markup.
    case excelName
    case other

    private static let names: [String: HTMLElement] = {
        var names: [String: HTMLElement] = [
            "table": .table, "tr": .row, "td": .cell, "th": .headerCell, "br": .lineBreak,
            "caption": .caption,
            "col": .column, "colgroup": .columnGroup, "style": .style, "x:name": .excelName,
        ]
        for name in [
            "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "center",
            "form", "hr",
            "pre", "address", "blockquote", "section", "article", "header", "footer", "main", "nav",
            "fieldset", "body",
        ] {
            names[name] = .block
        }
        for name in [
            "script", "title", "select", "textarea", "xml", "noscript", "object", "iframe", "svg", "math",
        ] {
            names[name] = .skipped
        }
        return names
    }()

    /// Finds the element of a lower-case name.
    init(name: UnsafePointer<UInt8>) {
        // Names beyond any known one are not worth a string.
        var length = 0
        while name[length] != 0, length < 12 { length += 1 }
        guard length < 12 else {
            self = .other
            return
        }
        self =
            Self.names[String(decoding: UnsafeBufferPointer(start: name, count: length), as: UTF8.self)]
            ?? .other
    }
}
