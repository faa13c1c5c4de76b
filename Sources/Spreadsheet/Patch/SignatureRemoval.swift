/// Takes digital signatures (ECMA-376 part 2, 13) out of a package that is about to change.
///
/// A signature over changed parts is broken; Excel would warn of a forgery.
struct SignatureRemoval {
    let draft: PackageDraft

    func run(_ findings: inout [Finding]) throws(SpreadsheetError) {
        let list = PartName.relationships(of: "")
        guard draft.contains(list) else { return }
        let outline = try draft.outline(of: list)
        let origins = outline.children(of: outline.root).filter {
            outline.attribute("Type", of: $0)?.lowercased().hasSuffix("/digital-signature/origin") ?? false
        }
        guard !origins.isEmpty else { return }
        var removed: Set<String> = []
        var edits = PartEdits(outline.bytes)
        for origin in origins {
            edits.replace(origin.range, with: [])
            guard let target = outline.attribute("Target", of: origin) else { continue }
            let part = PartName.resolve(target, from: "")
            removed.formUnion([part, PartName.relationships(of: part)])
            for signature in try draft.relationships(of: part).all where !signature.isExternal {
                removed.formUnion([signature.target, PartName.relationships(of: signature.target)])
            }
        }
        draft.replace(list, with: Splice.apply(edits.splices, to: outline.bytes))
        for part in removed where draft.contains(part) { draft.remove(part) }
        try draft.undeclare(removed)
        findings.append(Finding(.patchSignatureDropped, .warning, at: Origin(file: draft.package.file)))
    }
}

extension PackageDraft {
    /// Takes the content types of parts that are gone out for good.
    func undeclare(_ parts: Set<String>) throws(SpreadsheetError) {
        guard contains(ContentTypes.part) else { return }
        let names = Set(parts.map { PartName.normalized($0).lowercased() })
        let outline = try outline(of: ContentTypes.part)
        var edits = PartEdits(outline.bytes)
        for element in outline.children(of: outline.root) {
            if let name = outline.attribute("PartName", of: element),
                names.contains(PartName.normalized(name).lowercased())
            {
                edits.replace(element.range, with: [])
            }
        }
        guard !edits.splices.isEmpty else { return }
        replace(ContentTypes.part, with: Splice.apply(edits.splices, to: outline.bytes))
    }

    /// The first 64 KiB of a part as text.
    func head(of part: String) throws(SpreadsheetError) -> String {
        if let bytes = replacedBytes(of: part) {
            return String(decoding: bytes.prefix(64 << 10), as: UTF8.self)
        }
        let stream = try package.open(part)
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 64)
        defer { block.deallocate() }
        let count = try stream.read(into: block)
        return String(decoding: block[..<count], as: UTF8.self)
    }
}
