import Spreadsheet

/// The styles of a report, registered once.
struct ReportStyles {
    let title, subtitle, rule, story, banner: StyleID
    let section, fieldLabel, fieldText: StyleID
    let tileLabel, tileNote: StyleID
    let tileNumbers: NumberStyles
    let tileAlertNumbers: NumberStyles
    let header, headerRight, headerCentered, headerInput: StyleID
    let text, wrapped, centered, muted, link: StyleID
    let numbers: NumberStyles
    let totalText: StyleID
    let totals: NumberStyles
    let input, inputDate, inputWrapped: StyleID
    let severities: [Severity: StyleID]
    let good, bad: StyleID

    /// A style for each kind of number.
    struct NumberStyles {
        let integer, money, points, points2, quantity, fine, share, date, text: StyleID

        init(_ book: WorkbookWriter, _ base: CellStyle) throws {
            func style(_ format: NumberFormatCode) throws -> StyleID {
                var style = base
                style.numberFormat = format
                return try book.style(style)
            }
            integer = try style(ReportTheme.integer)
            money = try style(ReportTheme.money)
            points = try style(ReportTheme.points)
            points2 = try style(ReportTheme.money)
            quantity = try style(ReportTheme.money)
            fine = try style(ReportTheme.fine)
            share = try style(ReportTheme.share)
            var centered = base
            centered.numberFormat = .date
            centered.alignment = CellAlignment(.center, .center)
            date = try book.style(centered)
            text = try style(.general)
        }
    }

    init(_ book: WorkbookWriter) throws {
        func make(
            _ font: CellFont, fill: RGBColor? = nil, border: CellBorder = .none,
            _ alignment: CellAlignment = CellAlignment(.left, .center), format: NumberFormatCode = .general,
            isLocked: Bool = true
        ) throws -> StyleID {
            try book.style(
                CellStyle(
                    numberFormat: format, font: font, fill: fill.map { .solid($0) }, border: border,
                    alignment: alignment, isLocked: isLocked))
        }
        let accent = ReportTheme.accent
        let small = CellFont(size: 9)
        title = try make(CellFont(size: 18, bold: true, color: accent))
        subtitle = try make(CellFont(size: 9, color: ReportTheme.muted))
        rule = try make(CellFont(size: 4), fill: accent)
        story = try make(CellFont(size: 11), CellAlignment(.left, .center, wraps: true))
        banner = try make(
            CellFont(size: 10, bold: true, color: RGBColor(0x7A4F00)), fill: ReportTheme.input,
            border: CellBorder(left: CellBorder.Line(.thick, color: .warning)),
            CellAlignment(.left, .center, wraps: true, indent: 1))
        section = try make(
            CellFont(size: 11, bold: true, color: accent),
            border: CellBorder(bottom: CellBorder.Line(.medium, color: accent)))
        fieldLabel = try make(CellFont(size: 9, color: ReportTheme.muted), CellAlignment(.left, .top))
        fieldText = try make(small, CellAlignment(.left, .top, wraps: true))

        let tileLine = CellBorder(top: CellBorder.Line(.medium, color: accent))
        let white = CellBorder.Line(.thick, color: .white)
        tileLabel = try make(
            CellFont(size: 9, color: ReportTheme.muted), fill: ReportTheme.ground,
            border: CellBorder(right: white, top: tileLine.top), CellAlignment(.left, .center, indent: 1))
        tileNote = try make(
            CellFont(size: 8, color: ReportTheme.muted), fill: ReportTheme.ground,
            border: CellBorder(right: white), CellAlignment(.left, .center, indent: 1))
        func tile(_ color: RGBColor) -> CellStyle {
            CellStyle(
                font: CellFont(size: 18, bold: true, color: color), fill: .solid(ReportTheme.ground),
                border: CellBorder(right: white), alignment: CellAlignment(.left, .center, indent: 1))
        }
        tileNumbers = try NumberStyles(book, tile(accent))
        tileAlertNumbers = try NumberStyles(book, tile(.bad))

        let heading = CellFont(size: 9, bold: true, color: .white)
        let side = CellBorder(right: CellBorder.Line(.thin, color: RGBColor(0x5F7F9F)))
        header = try make(heading, fill: accent, border: side, CellAlignment(.left, .center, wraps: true))
        headerRight = try make(
            heading, fill: accent, border: side, CellAlignment(.right, .center, wraps: true, indent: 1))
        headerCentered = try make(
            heading, fill: accent, border: side, CellAlignment(.center, .center, wraps: true))
        headerInput = try make(
            CellFont(size: 9, bold: true, color: RGBColor(0x4A3000)), fill: RGBColor(0xF2C66D),
            border: CellBorder(right: CellBorder.Line(.thin, color: .white)),
            CellAlignment(.left, .center, wraps: true))

        let line = ReportTheme.bottomLine
        text = try make(small, border: line, CellAlignment(.left, .center))
        wrapped = try make(small, border: line, CellAlignment(.left, .center, wraps: true))
        centered = try make(small, border: line, CellAlignment(.center, .center))
        muted = try make(
            CellFont(size: 9, color: ReportTheme.muted), border: line,
            CellAlignment(.left, .center, wraps: true))
        link = try make(
            CellFont(size: 9, underline: .single, color: RGBColor(0x0B5394)), border: line,
            CellAlignment(.left, .center, wraps: true))
        let right = CellAlignment(.right, .center)
        numbers = try NumberStyles(book, CellStyle(font: small, border: line, alignment: right))

        let bold = CellFont(size: 9, bold: true)
        let sumLine = CellBorder(
            top: CellBorder.Line(.thin, color: accent), bottom: CellBorder.Line(.thin, color: accent))
        totalText = try make(bold, fill: ReportTheme.accentLight, border: sumLine)
        totals = try NumberStyles(
            book,
            CellStyle(
                font: bold, fill: .solid(ReportTheme.accentLight), border: sumLine, alignment: right))

        let box = CellBorder.box(CellBorder.Line(.thin, color: RGBColor(0xE3C98F)))
        input = try make(small, fill: ReportTheme.input, border: box, isLocked: false)
        inputDate = try make(
            small, fill: ReportTheme.input, border: box, CellAlignment(.center, .center), format: .date,
            isLocked: false)
        inputWrapped = try make(
            small, fill: ReportTheme.input, border: box, CellAlignment(.left, .center, wraps: true),
            isLocked: false)

        let center = CellAlignment(.center, .center)
        severities = [
            .critical: try make(
                CellFont(size: 9, bold: true, color: .white), fill: .bad, border: line, center),
            .error: try make(
                CellFont(size: 9, bold: true, color: RGBColor(0x96281B)), fill: .badLight, border: line,
                center),
            .warning: try make(
                CellFont(size: 9, color: RGBColor(0x7A4F00)), fill: .warningLight, border: line, center),
            .info: try make(CellFont(size: 9, color: ReportTheme.muted), border: line, center),
        ]
        good = try make(CellFont(size: 9, bold: true, color: .good), border: line)
        bad = try make(CellFont(size: 9, bold: true, color: .bad), border: line)
    }
}
