/// A package that is being changed: the parts as they are in the file, those to be replaced, added and left out.
///
/// There are two layers. The lower one is the package without marks; the upper one holds the marks, as changes
/// that can be taken back, and is what ``MarkJournal`` remembers.
final class PackageDraft {
    let package: PackageReader
    private var replaced: [String: [UInt8]] = [:]
    private var removed: Set<String> = []
    private var edits: [String: PartEdits] = [:]
    private var outlines: [String: MarkupOutline] = [:]
    /// The parts that the marks add, in order.
    private(set) var added: [(name: String, bytes: [UInt8])] = []
    private var addedNames: Set<String> = []

    init(_ package: PackageReader) {
        self.package = package
    }

    // MARK: - Without marks

    /// Whether the package has a part, leaving added ones aside.
    func contains(_ part: String) -> Bool {
        let key = Self.key(part)
        return !removed.contains(key) && (replaced[key] != nil || package.contains(part))
    }

    /// A part without marks.
    func bytes(of part: String) throws(SpreadsheetError) -> [UInt8] {
        let key = Self.key(part)
        if let bytes = replaced[key] { return bytes }
        guard !removed.contains(key) else {
            throw SpreadsheetError(
                Finding(.partMissing, .error, at: Origin(file: package.file), values: ["part": part]))
        }
        return try package.data(of: part)
    }

    /// The content that a part was given for good; nil for that of the file.
    func replacedBytes(of part: String) -> [UInt8]? { replaced[Self.key(part)] }

    /// Gives a part other content for good.
    func replace(_ part: String, with bytes: [UInt8]) {
        replaced[Self.key(part)] = bytes
        outlines[Self.key(part)] = nil
        edits[Self.key(part)] = nil
    }

    /// Leaves a part out for good.
    func remove(_ part: String) {
        removed.insert(Self.key(part))
        replaced[Self.key(part)] = nil
        outlines[Self.key(part)] = nil
        edits[Self.key(part)] = nil
    }

    /// The elements of a part without marks.
    func outline(of part: String, opaque: StaticString? = nil) throws(SpreadsheetError) -> MarkupOutline {
        if let known = outlines[Self.key(part)] { return known }
        let bytes = try checkedBytes(of: part)
        do {
            let outline = try MarkupOutline(bytes, opaque: opaque)
            outlines[Self.key(part)] = outline
            return outline
        } catch {
            throw unusable(part, at: error.offset)
        }
    }

    /// A part without marks, in an encoding that can be patched.
    func checkedBytes(of part: String) throws(SpreadsheetError) -> [UInt8] {
        let bytes = try bytes(of: part)
        guard Self.isPlainUTF8(bytes) else { throw unusable(part, at: 0) }
        return bytes
    }

    /// The relationships of a part without marks; none when it has no relationships part.
    func relationships(of part: String) throws(SpreadsheetError) -> Relationships {
        let name = PartName.relationships(of: part)
        guard contains(name) else { return Relationships() }
        return Relationships(
            try bytes(of: name), of: part, limits: package.limits, origin: Origin(file: package.file))
    }

    // MARK: - Marks

    /// Changes a part.
    ///
    /// What is changed already counts as it was before.
    func edit(
        _ part: String, _ body: (inout PartEdits) throws(SpreadsheetError) -> Void
    ) throws(SpreadsheetError) {
        let key = Self.key(part)
        var changes: PartEdits
        if let known = edits[key] { changes = known } else { changes = PartEdits(try checkedBytes(of: part)) }
        try body(&changes)
        edits[key] = changes
    }

    /// Adds a part.
    func add(_ part: String, _ bytes: [UInt8]) {
        added.append((part, bytes))
        addedNames.insert(Self.key(part))
    }

    /// Whether a part was added.
    func hasAdded(_ part: String) -> Bool { addedNames.contains(Self.key(part)) }

    /// A name for a part that is not taken: `xl/comments3.xml` for `xl/comments` and `.xml`.
    func freeName(_ stem: String, _ suffix: String) -> String {
        var number = 1
        while contains(stem + String(number) + suffix) || hasAdded(stem + String(number) + suffix) {
            number += 1
        }
        return stem + String(number) + suffix
    }

    /// The changes to parts that were there before, by the name they have in the package.
    var changes: [(part: String, base: [UInt8], splices: [Splice])] {
        edits.keys.sorted().compactMap { key in
            guard let edits = edits[key] else { return nil }
            let splices = edits.splices
            guard !splices.isEmpty else { return nil }
            return (package.entry(named: key)?.name ?? key, edits.base, splices)
        }
    }

    /// The content that a part of the file gets; nil when it stays as it is.
    func replacement(for part: String) -> [UInt8]? {
        let key = Self.key(part)
        if let edits = edits[key] {
            let splices = edits.splices
            if !splices.isEmpty { return Splice.apply(splices, to: edits.base) }
        }
        return replaced[key]
    }

    /// Whether a part of the file is left out.
    func isRemoved(_ part: String) -> Bool { removed.contains(Self.key(part)) }

    func unusable(_ part: String, at offset: Int) -> SpreadsheetError {
        SpreadsheetError(
            Finding(
                .patchPartUnusable, .error, at: Origin(file: package.file),
                values: ["part": part, "offset": String(offset)]))
    }

    private static func key(_ part: String) -> String { PartName.normalized(part).lowercased() }

    /// Whether the bytes are XML in UTF-8; a declaration of UTF-16 over single bytes is known to be in vain.
    private static func isPlainUTF8(_ bytes: [UInt8]) -> Bool {
        var head = bytes.prefix(256)
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
        head = head.drop(while: XMLBytes.isBlank)
        guard head.first == UInt8(ascii: "<"), !head.contains(0) else { return false }
        guard head.starts(with: Array("<?xml".utf8)) else { return true }
        let declaration = String(decoding: head.prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self)
            .lowercased()
        guard declaration.contains("encoding") else { return true }
        return ["utf-8", "utf8", "us-ascii", "utf-16"].contains { declaration.contains($0) }
    }
}
