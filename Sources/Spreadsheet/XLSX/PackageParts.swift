/// Finds the parts of a workbook package through its relationships, and where these are missing by their usual names.
struct PackageParts {
    private let package: PackageReader

    init(_ package: PackageReader) {
        self.package = package
    }

    private var origin: Origin { Origin(file: package.file) }

    /// The relationships of a part, none when it has no relationships part.
    func relationships(of part: String) -> Relationships {
        let name = PartName.relationships(of: part)
        guard package.contains(name), let bytes = try? package.data(of: name) else { return Relationships() }
        return Relationships(bytes, of: part, limits: package.limits, origin: origin)
    }

    /// The workbook part; nil when the package has none.
    var workbook: String? {
        if let target = relationships(of: "").first(.officeDocument)?.target, package.contains(target) {
            return target
        }
        if let bytes = try? package.data(of: ContentTypes.part) {
            let types = ContentTypes(bytes, limits: package.limits, origin: origin)
            let declared = Self.workbookTypes.flatMap { types.parts(ofType: $0) }
            if let part = declared.first(where: package.contains) { return part }
        }
        return package.contains("xl/workbook.xml") ? "xl/workbook.xml" : nil
    }

    /// The content types of a workbook part: XLSX, XLSM, and the two kinds of template.
    private static let workbookTypes = [
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
        "application/vnd.ms-excel.template.macroEnabled.main+xml",
    ]

    /// The part of a type that belongs to the workbook part; nil when there is none.
    func part(
        _ type: RelationshipType, of relationships: Relationships, _ workbook: String, usually name: String
    ) -> String? {
        if let target = relationships.first(type)?.target { return target }
        let usual = PartName.resolve(name, from: workbook)
        return package.contains(usual) ? usual : nil
    }

    /// The names of the people who wrote threaded comments, by id.
    func authors(of relationships: Relationships, _ findings: inout [Finding]) -> [String: String] {
        guard let part = relationships.first(.person)?.target, package.contains(part) else { return [:] }
        do throws(SpreadsheetError) {
            return CommentsPart.persons(try package.data(of: part), limits: package.limits)
        } catch {
            findings.append(error.finding)
            return [:]
        }
    }

    /// Adds to the details of a sheet what lies in other parts: addresses of hyperlinks, comments, tables.
    func complete(
        _ details: inout SheetDetails, _ links: WorksheetLinks, of part: String, origin: Origin,
        authors: [String: String], _ findings: inout [Finding]
    ) {
        let relationships = relationships(of: part)
        findings += relationships.findings
        for link in links.hyperlinks {
            details.hyperlinks[link.index].address = relationships[link.id]?.target
        }
        var notes: [Comment] = []
        var threads: [Comment] = []
        for relationship in relationships.all where !relationship.isExternal {
            do throws(SpreadsheetError) {
                let part = relationship.target
                switch relationship.type {
                case .comments:
                    let read = CommentsPart.notes(
                        try package.data(of: part), part: part, limits: package.limits, origin: origin)
                    notes += read.comments
                    findings += read.findings
                case .threadedComment:
                    let read = CommentsPart.threads(
                        try package.data(of: part), part: part, persons: authors, limits: package.limits,
                        origin: origin)
                    threads += read.comments
                    findings += read.findings
                case .table:
                    let read = TablePart.read(
                        try package.data(of: part), part: part, limits: package.limits, origin: origin)
                    if let table = read.table { details.tables.append(table) }
                    findings += read.findings
                default: continue
                }
            } catch {
                findings.append(error.finding)
            }
        }
        details.comments = CommentsPart.merge(notes: notes, threads: threads)
    }
}
