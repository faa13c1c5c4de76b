/// Reads comments: the notes of ECMA-376 part 1, 18.7, and the threaded comments that Excel has written beside them
/// since 2018.
enum CommentsPart {
    /// The notes of a comments part, and what is wrong with it.
    static func notes(
        _ bytes: [UInt8], part: String, limits: ReadLimits, origin: Origin
    ) -> (comments: [Comment], findings: [Finding]) {
        read(bytes, part: part, limits: limits, origin: origin, persons: nil)
    }

    /// The entries of a threaded comments part; `persons` gives names by id.
    static func threads(
        _ bytes: [UInt8], part: String, persons: [String: String], limits: ReadLimits, origin: Origin
    ) -> (comments: [Comment], findings: [Finding]) {
        read(bytes, part: part, limits: limits, origin: origin, persons: persons)
    }

    /// The names of the people who take part in conversations, by id.
    static func persons(_ bytes: [UInt8], limits: ReadLimits) -> [String: String] {
        bytes.withUnsafeBytes {
            XMLPushParser.parse($0, maxDepth: limits.xmlDepth, into: PersonsHandler()).handler.names
        }
    }

    /// Notes and threads of one sheet together.
    ///
    /// Excel repeats each conversation as a note for older versions, with an author that begins with `tc=`;
    /// these are left out where the conversation itself is there.
    static func merge(notes: [Comment], threads: [Comment]) -> [Comment] {
        let threaded = Set(threads.map(\.position))
        return notes.filter { !($0.author.hasPrefix("tc=") && threaded.contains($0.position)) } + threads
    }

    private static func read(
        _ bytes: [UInt8], part: String, limits: ReadLimits, origin: Origin, persons: [String: String]?
    ) -> (comments: [Comment], findings: [Finding]) {
        let handler = CommentsHandler(persons: persons, findings: FindingCollector(origin: origin))
        var (read, failure) = bytes.withUnsafeBytes {
            XMLPushParser.parse($0, maxDepth: limits.xmlDepth, into: handler)
        }
        if let failure { read.findings.add(failure.finding(part: part, at: origin)) }
        read.findings.finish()
        return (read.comments, read.findings.findings)
    }
}

private struct CommentsHandler: XMLContentHandler {
    var comments: [Comment] = []
    var findings: FindingCollector

    /// Nil for notes.
    private let persons: [String: String]?
    private var authors: [String] = []
    private var author: [UInt8]?
    private var comment: Comment?
    private var note = RichTextReader()
    private var entry: [UInt8]?

    init(persons: [String: String]?, findings: FindingCollector) {
        self.persons = persons
        self.findings = findings
    }

    mutating func startElement(_ name: XMLName, _ attributes: XMLAttributes, depth: Int, preservesSpace: Bool)
    {
        if note.isInItem {
            note.startElement(name, depth: depth, preservesSpace: preservesSpace)
            return
        }
        switch depth {
        case 2: if persons != nil, "threadedComment" ~= name { begin(attributes) }
        case 3:
            if persons == nil {
                if "author" ~= name { author = [] }
                if "comment" ~= name { begin(attributes) }
            } else if comment != nil, "text" ~= name {
                entry = []
            }
        case 4: if persons == nil, comment != nil, "text" ~= name { note.beginItem(depth: 4) }
        default: break
        }
    }

    mutating func text(_ bytes: UnsafeRawBufferPointer) {
        if note.isInItem {
            note.append(bytes)
        } else if author != nil {
            author?.append(contentsOf: bytes)
        } else if entry != nil {
            entry?.append(contentsOf: bytes)
        }
    }

    mutating func endElement(_ name: XMLName, depth: Int) {
        if note.isInItem, depth > 4 {
            note.endElement(name, depth: depth)
            return
        }
        switch depth {
        case 2: if persons != nil { end() }
        case 3:
            if let bytes = author {
                authors.append(bytes.withUnsafeBytes(XString.decoded))
                author = nil
            } else if persons == nil {
                end()
            } else if let bytes = entry {
                comment?.text = String(decoding: bytes, as: UTF8.self)
                entry = nil
            }
        case 4:
            if note.isInItem {
                comment?.text = String(decoding: note.text, as: UTF8.self)
                note.endItem()
            }
        default: break
        }
    }

    private mutating func begin(_ attributes: XMLAttributes) {
        guard let position = attributes.value("ref").flatMap({ CellPosition(utf8: XMLValue.trimmed($0)) })
        else {
            findings.add(
                .xlsxAttributeIgnored, .info,
                values: ["element": "comment", "value": attributes.string("ref") ?? ""])
            return
        }
        if let persons {
            comment = Comment(
                position: position, author: attributes.string("personId").flatMap { persons[$0] } ?? "",
                text: "", isThreaded: true, written: attributes.string("dT"),
                isResolved: attributes.boolean("done") ?? false)
        } else {
            let index = attributes.integer("authorId") ?? -1
            comment = Comment(
                position: position, author: authors.indices.contains(index) ? authors[index] : "", text: "")
        }
    }

    private mutating func end() {
        if let comment { comments.append(comment) }
        comment = nil
    }
}

private struct PersonsHandler: XMLContentHandler {
    var names: [String: String] = [:]

    mutating func startElement(_ name: XMLName, _ attributes: XMLAttributes, depth: Int, preservesSpace: Bool)
    {
        if depth == 2, "person" ~= name, let id = attributes.string("id") {
            names[id] = attributes.string("displayName") ?? ""
        }
    }

    mutating func text(_ bytes: UnsafeRawBufferPointer) {}
    mutating func endElement(_ name: XMLName, depth: Int) {}
}
