/// The comments part (ECMA-376 part 1, 18.7.6).
struct CommentsPartWriter {
    let notes: [(cell: CellPosition, note: CellNote)]
    let face: WorkbookOptions.Face

    func bytes() -> [UInt8] {
        var authors: [String] = []
        var places: [String: Int] = [:]
        for item in notes where places[item.note.author] == nil {
            places[item.note.author] = authors.count
            authors.append(item.note.author)
        }
        var xml = XMLBuffer.document()
        xml.element("comments", ["xmlns": Namespace.main]) { xml in
            xml.element("authors") { xml in
                for author in authors { xml.element("author", text: author) }
            }
            xml.element("commentList") { xml in
                for item in notes {
                    xml.element(
                        "comment",
                        ["ref": item.cell.reference, "authorId": places[item.note.author] ?? 0]
                    ) { xml in
                        xml.element("text") { write(item.note.text, into: &$0) }
                    }
                }
            }
        }
        return xml.take()
    }

    private func write(_ text: String, into xml: inout XMLBuffer) {
        xml.element("r") { xml in
            xml.element("rPr") { xml in
                xml.element("sz", ["val": 9])
                xml.element("color", ["indexed": 81])
                xml.element("rFont", ["val": face.name])
                xml.element("family", ["val": 2])
                if let set = face.characterSet { xml.element("charset", ["val": set]) }
            }
            var copy = text
            let isPadded = copy.withUTF8 { utf8 in
                utf8.baseAddress.map { ByteFormat.isPadded($0, utf8.count) } ?? false
            }
            xml.element("t", ["xml:space": isPadded ? "preserve" : nil], text: text)
        }
    }
}
