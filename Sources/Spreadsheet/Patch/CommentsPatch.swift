/// Adds comments to a comments part (ECMA-376 part 1, 18.7) and takes them out again.
struct CommentsPatch {
    /// The author by whom our comments are known, in every language the same.
    static let author = "核对 Hedui"
    /// What stands above our words in a comment that somebody else began.
    static let marker = "【核对 Hedui】"

    let outline: MarkupOutline
    private let prefix: String
    private let authors: [String]
    private let comments: [(cell: CellPosition, author: Int, element: MarkupOutline.Element)]

    init(_ outline: MarkupOutline) {
        self.outline = outline
        prefix = outline.prefix(of: outline.root)
        authors =
            outline.child(of: outline.root, named: "authors").map { list in
                outline.children(of: list, named: "author").map { outline.decoded($0.content) }
            } ?? []
        comments =
            outline.child(of: outline.root, named: "commentList").map { list in
                outline.children(of: list, named: "comment").compactMap { element in
                    outline.attribute("ref", of: element).flatMap { CellPosition($0) }
                        .map { ($0, outline.integer("authorId", of: element) ?? -1, element) }
                }
            } ?? []
    }

    /// A comments part without comments.
    static func emptyPart(isStrict: Bool) -> [UInt8] {
        var xml = XMLBuffer.document()
        xml.element("comments", ["xmlns": isStrict ? MarkupNamespace.strictMain : Namespace.main]) { xml in
            xml.element("authors")
            xml.element("commentList")
        }
        return xml.take()
    }

    /// What became of a comment that was to be added.
    enum Outcome {
        /// It is new, and needs a shape.
        case added
        /// It stands below what somebody else wrote.
        case appended
        /// The cell has a conversation, to which nothing can be added.
        case refused
    }

    /// Adds comments.
    ///
    /// - Returns: What became of each.
    func add(
        _ texts: [(cell: CellPosition, text: String)], to edits: inout PartEdits
    ) -> [CellPosition: Outcome] {
        var outcomes: [CellPosition: Outcome] = [:]
        let known = Dictionary(comments.map { ($0.cell, $0) }, uniquingKeysWith: { first, _ in first })
        var list = XMLBuffer()
        let author = authors.firstIndex(of: Self.author) ?? authors.count
        for (cell, text) in texts {
            guard let comment = known[cell] else {
                outcomes[cell] = .added
                list.element(prefix + "comment", ["ref": cell.reference, "authorId": author]) { xml in
                    xml.element(prefix + "text") { run(text, into: &$0) }
                }
                continue
            }
            let name = authors.indices.contains(comment.author) ? authors[comment.author] : ""
            if name.hasPrefix("tc=") {
                outcomes[cell] = .refused
            } else {
                append(text, to: comment.element, &edits)
                outcomes[cell] = .appended
            }
        }
        let items = list.take()
        guard !items.isEmpty else { return outcomes }
        var names = XMLBuffer()
        if author == authors.count { names.element(prefix + "author", text: Self.author) }
        if let element = outline.child(of: outline.root, named: "authors") {
            edits.append(names.take(), to: element)
        } else {
            let bytes = Array("<\(prefix)authors>".utf8) + names.take() + Array("</\(prefix)authors>".utf8)
            edits.insert(bytes, at: outline.root.tag.range.upperBound)
        }
        if let element = outline.child(of: outline.root, named: "commentList") {
            edits.append(items, to: element)
        } else {
            let bytes = Array("<\(prefix)commentList>".utf8) + items + Array("</\(prefix)commentList>".utf8)
            edits.append(bytes, to: outline.root)
        }
        return outcomes
    }

    private func run(_ text: String, into xml: inout XMLBuffer) {
        let face = WorkbookOptions.Face.chinese
        xml.element(prefix + "r") { xml in
            xml.element(prefix + "rPr") { xml in
                xml.element(prefix + "sz", ["val": 9])
                xml.element(prefix + "color", ["indexed": 81])
                xml.element(prefix + "rFont", ["val": face.name])
                xml.element(prefix + "family", ["val": 2])
                if let set = face.characterSet { xml.element(prefix + "charset", ["val": set]) }
            }
            let isPadded = text.first?.isWhitespace ?? false || text.last?.isWhitespace ?? false
            xml.element(prefix + "t", ["xml:space": isPadded ? "preserve" : nil], text: text)
        }
    }

    private func append(_ text: String, to comment: MarkupOutline.Element, _ edits: inout PartEdits) {
        var xml = XMLBuffer()
        run("\n" + Self.marker + "\n" + text, into: &xml)
        guard let body = outline.child(of: comment, named: "text") else {
            let bytes = Array("<\(prefix)text>".utf8) + xml.take() + Array("</\(prefix)text>".utf8)
            return edits.append(bytes, to: comment)
        }
        // Excel wants either plain text or runs, and both of them before phonetic ones.
        for plain in outline.children(of: body, named: "t") {
            edits.insert(Array("<\(prefix)r>".utf8), at: plain.tag.range.lowerBound)
            edits.insert(Array("</\(prefix)r>".utf8), at: plain.end)
        }
        let phonetic = outline.children(of: body).first {
            ["rPh", "phoneticPr"].contains(outline.name(of: $0))
        }
        if let phonetic {
            edits.insert(xml.take(), at: phonetic.tag.range.lowerBound)
        } else {
            edits.append(xml.take(), to: body)
        }
    }

    // MARK: - Taking out

    /// The cells on which our own comments stand, and those where our words stand below somebody else's.
    var own: (whole: [CellPosition], appended: [CellPosition]) {
        var result: (whole: [CellPosition], appended: [CellPosition]) = ([], [])
        for comment in comments {
            if isOwn(comment.author) {
                result.whole.append(comment.cell)
            } else if !ownRuns(of: comment.element).isEmpty {
                result.appended.append(comment.cell)
            }
        }
        return result
    }

    /// Takes our comments out, and our words out of those of others.
    func removeOwn(_ edits: inout PartEdits) {
        for comment in comments {
            if isOwn(comment.author) {
                edits.replace(comment.element.range, with: [])
            } else {
                for run in ownRuns(of: comment.element) { edits.replace(run.range, with: []) }
            }
        }
    }

    private func isOwn(_ author: Int) -> Bool {
        authors.indices.contains(author) && authors[author] == Self.author
    }

    /// The runs from the one that begins with our marker on.
    private func ownRuns(of comment: MarkupOutline.Element) -> [MarkupOutline.Element] {
        guard let body = outline.child(of: comment, named: "text") else { return [] }
        let runs = outline.children(of: body, named: "r")
        let first = runs.firstIndex { run in
            let text = outline.children(of: run, named: "t").map { outline.decoded($0.content) }.joined()
            return text.drop { $0.isWhitespace }.hasPrefix(Self.marker)
        }
        return first.map { Array(runs[$0...]) } ?? []
    }
}
