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
        guard package.contains(name) else { return Relationships() }
        do throws(SpreadsheetError) {
            return Relationships(try package.data(of: name), of: part, limits: package.limits, origin: origin)
        } catch {
            return Relationships(unreadable: error.finding)
        }
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
        return package.optionalData(of: part, at: origin, &findings)
            .map { CommentsPart.persons($0, limits: package.limits) } ?? [:]
    }
}
