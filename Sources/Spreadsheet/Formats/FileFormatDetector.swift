/// Tells from a file's content what it is.
///
/// The extension is never believed; when it says something else, that is a finding.
public struct FileFormatDetector {
    let window: ByteWindow
    let file: String
    let limits: ReadLimits

    /// Finds the format of a file.
    ///
    /// Looks at the first 64 KiB, at the directory of a ZIP or OLE container and, for a package without familiar
    /// part names, at its content types. Never fails: what is not known is ``FileFormat/binary``.
    ///
    /// - Parameters:
    ///   - bytes: The whole file, mapped or read.
    ///   - file: The file's path, for origins and for comparing the extension.
    ///   - limits: Bounds the number of container entries that are looked at.
    /// - Returns: The format, what decided, and the findings.
    public static func detect(
        _ bytes: UnsafeRawBufferPointer, file: String, limits: ReadLimits = ReadLimits()
    ) -> DetectedFormat {
        FileFormatDetector(window: ByteWindow(bytes), file: file, limits: limits).detect()
    }

    /// Finds the format of a file that is read where it lies.
    ///
    /// - Throws: ``SpreadsheetError`` with `file.unreadable` when the bytes cannot be read.
    public static func detect(
        _ source: any ByteSource, file: String, limits: ReadLimits = ReadLimits()
    ) throws(SpreadsheetError) -> DetectedFormat {
        let window = ByteWindow(source)
        let result = FileFormatDetector(window: window, file: file, limits: limits).detect()
        if let failure = window.failure { throw failure }
        return result
    }

    private func detect() -> DetectedFormat {
        var result = bySignature() ?? byText()
        if result.format.isReadable, let mismatch = mismatch(result.format) {
            result.findings.append(mismatch)
        }
        return result
    }

    // MARK: Results

    func found(_ format: FileFormat, because reason: FindingCode, _ values: [String: String] = [:])
        -> DetectedFormat
    {
        DetectedFormat(format: format, reason: Finding(reason, .info, at: Origin(file: file), values: values))
    }

    func refused(
        _ format: FileFormat, _ code: FindingCode, _ particulars: [String: String] = [:],
        because reason: FindingCode, _ values: [String: String] = [:]
    ) -> DetectedFormat {
        var result = found(format, because: reason, values)
        result.findings = [Finding(code, .critical, at: Origin(file: file), values: particulars)]
        return result
    }

    private func mismatch(_ format: FileFormat) -> Finding? {
        let name = file.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        let suffix = name[name.index(after: dot)...].lowercased()
        guard !suffix.isEmpty, suffix.utf8.count <= 8, !format.extensions.contains(suffix),
            let code = FindingCode.extensionMismatch[format]
        else { return nil }
        return Finding(code, .info, at: Origin(file: file), values: ["extension": suffix])
    }

    // MARK: Binary signatures

    private func bySignature() -> DetectedFormat? {
        if window.count == 0 { return refused(.empty, .fileEmpty, because: .becauseEmpty) }
        if window.has("PK\u{3}\u{4}") || window.has("PK\u{5}\u{6}") || window.has("PK\u{7}\u{8}PK\u{3}\u{4}")
        {
            return byZIP()
        }
        if let compound = CompoundFile(window) { return byOLE(compound) }
        if let seal = seal() {
            return refused(.sealed, .formatSealed, because: .becauseSignature, ["signature": seal])
        }
        if isOwnerFile { return refused(.ownerFile, .formatOwnerFile, because: .becauseOwnerFile) }
        if let stream = BIFFStream(window) {
            return refused(
                stream.isEncrypted ? .encryptedXLS : .xls,
                stream.isEncrypted ? .formatEncryptedXLS : .formatXLS,
                ["version": String(stream.version)], because: .becauseBIFF,
                ["version": String(stream.version)])
        }
        for signature in Self.signatures where signature.matches(window) {
            var particulars: [String: String] = [:]
            if let kind = signature.kind { particulars["kind"] = kind }
            return refused(
                signature.format, signature.finding, particulars, because: .becauseSignature,
                ["signature": signature.shown])
        }
        return nil
    }

    /// The mark of an encryption system that seals every file on office machines.
    ///
    /// The file is readable there, and a sealed copy arrives everywhere else.
    private func seal() -> String? {
        if window.first(Array("%TSD-Header-###%".utf8), to: 64) != nil { return "TSD-Header" }
        if window.first(Array("E-SafeNet".utf8), to: 64) != nil { return "E-SafeNet" }
        return nil
    }

    /// A file of 165 bytes (Excel) or 162 (Word) that begins with the user's name, padded with blanks or zeros.
    private var isOwnerFile: Bool {
        guard window.count == 165 || window.count == 162, let length = window.byte(at: 0), length <= 54,
            let wideLength = window.little16(at: window.count == 165 ? 55 : 54)
        else { return false }
        return wideLength == length
    }

    // MARK: ZIP containers

    private func byZIP() -> DetectedFormat {
        let outline = ZIPOutline(window, limit: limits.entries)
        switch outline.condition {
        case .truncated(let offset, let entry):
            let values = ["bytes": String(offset), "entry": entry ?? ""]
            return refused(
                .truncatedZIP, entry == nil ? .formatTruncatedZIP : .formatTruncatedInEntry, values,
                because: .becauseNoEndRecord)
        case .damaged:
            return refused(.damagedZIP, .formatDamagedZIP, because: .becauseNoDirectory)
        case .whole: break
        }
        let names = Set(outline.entries.map(\.foldedName))
        let parts: [(String, FileFormat)] = [
            ("xl/workbook.bin", .xlsb), ("xl/workbook.xml", .xlsx), ("word/document.xml", .document),
            ("ppt/presentation.xml", .presentation), ("index/document.iwa", .numbers),
            ("index.zip", .numbers),
        ]
        for (part, format) in parts where names.contains(part) {
            if format == .xlsx, names.contains("xl/vbaproject.bin") {
                return package(.xlsm, because: .becauseEntry, ["entry": "xl/vbaProject.bin"])
            }
            // An archive may well hold a folder called Index; Numbers documents also have this list.
            if format == .numbers, !names.contains("metadata/properties.plist") { continue }
            return package(format, because: .becauseEntry, ["entry": part])
        }
        if let type = openDocumentType(outline) {
            let format: FileFormat =
                type.contains("spreadsheet")
                ? .openDocument : type.contains("text") ? .document : .otherPackage
            return package(format, because: .becauseEntry, ["entry": "mimetype: " + type])
        }
        if names.contains("[content_types].xml") || names.contains("_rels/.rels") {
            return byContentTypes(outline, names)
        }
        let files = outline.entries.filter { !$0.name.hasSuffix("/") && !$0.name.hasPrefix("__MACOSX/") }
        guard let first = files.first else {
            return refused(.emptyZIP, .formatEmptyZIP, because: .becauseNoEntries)
        }
        return found(.zip, because: .becauseFiles, ["count": String(files.count), "entry": first.name])
    }

    private func package(
        _ format: FileFormat, because reason: FindingCode, _ values: [String: String]
    ) -> DetectedFormat {
        let refusals: [FileFormat: FindingCode] = [
            .xlsb: .formatXLSB, .document: .formatDocument, .presentation: .formatPresentation,
            .numbers: .formatNumbers, .openDocument: .formatOpenDocument, .otherPackage: .formatOtherPackage,
        ]
        guard let refusal = refusals[format] else { return found(format, because: reason, values) }
        return refused(format, refusal, because: reason, values)
    }

    /// The media type of an OpenDocument package, which is stored first and uncompressed (ODF 1.3 part 2, 3.3).
    private func openDocumentType(_ outline: ZIPOutline) -> String? {
        guard let entry = outline.entries.first(where: { $0.name == "mimetype" }), entry.method == 0,
            entry.compressedSize <= 256, let nameLength = window.little16(at: entry.offset + 26),
            let extraLength = window.little16(at: entry.offset + 28),
            let data = window.slice(
                at: entry.offset + 30 + nameLength + extraLength, count: entry.compressedSize)
        else { return nil }
        let type = String(decoding: data, as: UTF8.self)
        return type.hasPrefix("application/vnd.oasis.opendocument.") ? type : nil
    }

    /// A package whose parts have unusual names says in its list of content types what it is.
    private func byContentTypes(_ outline: ZIPOutline, _ names: Set<String>) -> DetectedFormat {
        guard let entry = outline.entries.first(where: { $0.foldedName == "[content_types].xml" }),
            let types = StoredPart.contents(of: entry, in: window, limit: 1 << 20)
        else {
            // Without the list the reader may still follow the relationships.
            return found(.xlsx, because: .becauseEntry, ["entry": "_rels/.rels"])
        }
        let kinds: [(String, FileFormat)] = [
            ("ms-excel.sheet.binary.macroEnabled.main", .xlsb), ("ms-excel.sheet.macroEnabled.main", .xlsm),
            ("ms-excel.template.macroEnabled.main", .xlsm), ("spreadsheetml.sheet.main", .xlsx),
            ("spreadsheetml.template.main", .xlsx), ("wordprocessingml.", .document),
            ("presentationml.", .presentation),
        ]
        let text = types.withUnsafeBytes { bytes in
            kinds.first { ByteWindow(bytes).first(Array($0.0.utf8)) != nil }
        }
        guard let (type, format) = text else {
            return package(.otherPackage, because: .becauseEntry, ["entry": "[Content_Types].xml"])
        }
        return package(format, because: .becauseContentType, ["type": type])
    }

    // MARK: OLE containers

    private func byOLE(_ compound: CompoundFile) -> DetectedFormat {
        let streams: [([String], FileFormat, FindingCode)] = [
            (["EncryptedPackage"], .encryptedPackage, .formatEncryptedPackage),
            (["WordDocument"], .document, .formatDocument),
            (["PowerPoint Document"], .presentation, .formatPresentation),
            (["__properties_version1.0"], .message, .formatMessage),
        ]
        for name in ["Workbook", "Book"] {
            guard let entry = compound.entry(named: name) else { continue }
            let stream = compound.firstSector(of: entry).flatMap(BIFFStream.init)
            let encrypted = stream?.isEncrypted ?? false
            return refused(
                encrypted ? .encryptedXLS : .xls, encrypted ? .formatEncryptedXLS : .formatXLS,
                ["version": String(stream?.version ?? (name == "Book" ? 5 : 8))], because: .becauseStream,
                ["stream": name])
        }
        for (names, format, code) in streams {
            for name in names where compound.entry(named: name) != nil {
                return refused(format, code, because: .becauseStream, ["stream": name])
            }
        }
        if !compound.isWhole {
            return refused(
                .damagedOLE, .formatDamagedOLE, ["bytes": String(window.count)], because: .becauseSignature,
                ["signature": "D0 CF 11 E0"])
        }
        let names = compound.entries.dropFirst().prefix(3).map(\.name).joined(separator: ", ")
        return refused(
            .otherOLE, .formatOtherOLE, ["streams": names], because: .becauseSignature,
            ["signature": "D0 CF 11 E0"])
    }

    // MARK: Text and markup

    private func byText() -> DetectedFormat {
        let head = TextHead(window)
        guard head.isText else {
            if window.countWithoutTrailingZeros == 0 {
                return refused(
                    .binary, .formatAllZero, ["bytes": String(window.count)], because: .becauseZeros)
            }
            let start =
                (window.slice(at: 0, count: min(8, window.count))
                ?? UnsafeRawBufferPointer(start: nil, count: 0)).map { Self.hexadecimal($0) }.joined(
                    separator: " ")
            return refused(.binary, .formatBinary, ["start": start], because: .becauseControls)
        }
        if let prolog = MarkupProlog(head), let result = byMarkup(prolog, head) { return result }
        let start = head.skippingSpace()
        if start == head.characters.count {
            return refused(.empty, .formatBlank, ["bytes": String(window.count)], because: .becauseEmpty)
        }
        if head.has("{\\rtf", at: start) {
            return refused(.document, .formatDocument, because: .becauseSignature, ["signature": "\\rtf"])
        }
        if head.has("id;p", at: start) || head.has("table\r\n0,1", at: start)
            || head.has("table\n0,1", at: start)
        {
            return refused(
                .interchange, .formatInterchange, because: .becauseSignature,
                ["signature": head.string(start, start + 4)])
        }
        if isMail(head, from: start) { return refused(.mhtml, .formatMHTML, because: .becauseMailHeader) }
        if isJSON(head, from: start) { return refused(.json, .formatJSON, because: .becauseJSON) }
        if let tag = tableBehindText(head) { return found(.html, because: .becauseElement, ["element": tag]) }
        return found(.text, because: .becauseText)
    }

    private static let htmlElements: Set<String> = [
        "html", "head", "body", "meta", "title", "style", "link", "script", "base", "table", "thead", "tbody",
        "tr",
        "td", "th", "caption", "colgroup", "col", "div", "p", "span", "font", "center", "br", "b", "h1", "h2",
        "h3",
        "h4", "h5", "h6", "form", "section", "main", "article", "header",
    ]

    private func byMarkup(_ prolog: MarkupProlog, _ head: TextHead) -> DetectedFormat? {
        let name = prolog.localName ?? ""
        if name == "workbook",
            prolog.namesExcel || prolog.tag.contains("urn:schemas-microsoft-com:office:spreadsheet")
        {
            return found(.spreadsheetML, because: .becauseElement, ["element": prolog.element ?? name])
        }
        let isHTML =
            prolog.documentType == "html" || name == "html"
            || (Self.htmlElements.contains(name)
                && (!prolog.hasXMLDeclaration || head.first("<tr") != nil || head.first("<td") != nil))
        if isHTML {
            return found(.html, because: .becauseElement, ["element": prolog.element ?? "!DOCTYPE html"])
        }
        // A lone "<word>" at the start of a line of text is no reason to refuse a CSV file.
        let closes =
            prolog.hasXMLDeclaration || prolog.documentType != nil || prolog.tag.contains("xmlns")
            || head.first("</") != nil || prolog.tag.hasSuffix("/")
        guard closes else { return nil }
        return refused(
            .otherXML, .formatOtherXML, ["element": prolog.element ?? "?"], because: .becauseElement,
            ["element": prolog.element ?? "<?xml"])
    }

    /// A table in a page that begins with bare text: some programs write a title line before the first tag.
    private func tableBehindText(_ head: TextHead) -> String? {
        var from = 0
        while let place = head.first("<table", from: from, to: 8192) {
            let before = head.characters[..<place].last { $0 != 0x20 && $0 != 0x09 }
            let startsLine = before == nil || before == 0x0A || before == 0x0D || before == UInt8(ascii: ">")
            if startsLine, head.first("<tr", from: place) != nil { return "table" }
            from = place + 6
        }
        return nil
    }

    private func isMail(_ head: TextHead, from start: Int) -> Bool {
        if head.has("mime-version:", at: start) { return true }
        guard
            head.has("from:", at: start) || head.has("subject:", at: start)
                || head.has("content-type:", at: start)
        else { return false }
        return head.first("multipart/related", from: start, to: start + 4096) != nil
    }

    private func isJSON(_ head: TextHead, from start: Int) -> Bool {
        let next = head.skippingSpace(from: start + 1)
        if head.has("{", at: start) {
            guard head.has("\"", at: next), let close = head.first("\"", from: next + 1) else {
                return head.has("}", at: next)
            }
            return head.has(":", at: head.skippingSpace(from: close + 1))
        }
        guard head.has("[", at: start) else { return false }
        return head.has("[", at: next) || head.has("{", at: next)
            || (head.has("]", at: next) && head.skippingSpace(from: next + 1) == head.characters.count)
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 1 ? "0" + digits : digits
    }
}
