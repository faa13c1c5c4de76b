extension SheetDetails {
    /// Adds what lies in other parts than the worksheet: addresses of hyperlinks, comments and tables.
    ///
    /// - Parameters:
    ///   - links: The relationships that the worksheet mentions.
    ///   - relationships: The worksheet's relationships.
    ///   - persons: Names of people in threaded comments, by id.
    ///   - package: Where the parts are.
    ///   - origin: File and sheet, for findings.
    /// - Returns: What is wrong with these parts.
    mutating func complete(
        _ links: WorksheetLinks, relationships: Relationships, persons: [String: String],
        package: PackageReader, origin: Origin
    ) -> [Finding] {
        var findings = relationships.findings
        for link in links.hyperlinks where hyperlinks.indices.contains(link.index) {
            // A relationship to another part of the package is no address that anyone could open.
            guard let target = relationships[link.id], target.isExternal else {
                findings.append(
                    Finding(
                        .xlsxHyperlinkWithoutTarget, .info, at: origin,
                        values: ["range": hyperlinks[link.index].range.reference]))
                continue
            }
            hyperlinks[link.index].address = target.target
        }
        let limits = package.limits
        var notes: [Comment] = []
        var threads: [Comment] = []
        for relationship in relationships.all where !relationship.isExternal {
            let part = relationship.target
            switch relationship.type {
            case .comments:
                guard let bytes = package.optionalData(of: part, at: origin, &findings) else { continue }
                let read = CommentsPart.notes(bytes, part: part, limits: limits, origin: origin)
                notes += read.comments
                findings += read.findings
            case .threadedComment:
                guard let bytes = package.optionalData(of: part, at: origin, &findings) else { continue }
                let read = CommentsPart.threads(
                    bytes, part: part, persons: persons, limits: limits, origin: origin)
                threads += read.comments
                findings += read.findings
            default: break
            }
        }
        comments = CommentsPart.merge(notes: notes, threads: threads)
        for id in links.tables {
            guard let target = relationships[id], !target.isExternal,
                let bytes = package.optionalData(of: target.target, at: origin, &findings)
            else { continue }
            let read = TablePart.read(bytes, part: target.target, limits: limits, origin: origin)
            if let table = read.table { tables.append(table) }
            findings += read.findings
        }
        return findings
    }
}
