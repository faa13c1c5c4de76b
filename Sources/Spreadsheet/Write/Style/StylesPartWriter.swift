/// The styles part (ECMA-376 part 1, 18.8.39).
struct StylesPartWriter {
    let styles: StyleTable
    let options: WorkbookOptions

    /// The first id of a format that is not built in (ECMA-376 part 1, 18.8.30).
    private static let firstNumberFormat = 164

    func bytes() -> [UInt8] {
        var xml = XMLBuffer.document()
        xml.element("styleSheet", ["xmlns": Namespace.main]) { xml in
            let formats = styles.numberFormats.values
            if !formats.isEmpty {
                xml.element("numFmts", ["count": formats.count]) { xml in
                    for (index, format) in formats.enumerated() {
                        xml.element(
                            "numFmt",
                            ["numFmtId": Self.firstNumberFormat + index, "formatCode": format.code])
                    }
                }
            }
            xml.element("fonts", ["count": styles.fonts.values.count]) { xml in
                for font in styles.fonts.values { write(font, into: &xml) }
            }
            xml.element("fills", ["count": styles.fills.values.count]) { xml in
                for fill in styles.fills.values { write(fill, into: &xml) }
            }
            xml.element("borders", ["count": styles.borders.values.count]) { xml in
                for border in styles.borders.values { write(border, into: &xml) }
            }
            xml.element("cellStyleXfs", ["count": 1]) { xml in
                xml.element("xf", ["numFmtId": 0, "fontId": 0, "fillId": 0, "borderId": 0])
            }
            xml.element("cellXfs", ["count": styles.styles.count]) { xml in
                for style in styles.styles { write(style, into: &xml) }
            }
            xml.element("cellStyles", ["count": 1]) { xml in
                xml.element("cellStyle", ["name": "Normal", "xfId": 0, "builtinId": 0])
            }
            xml.element("dxfs", ["count": styles.differentials.values.count]) { xml in
                for style in styles.differentials.values { write(style, into: &xml) }
            }
            xml.element(
                "tableStyles",
                [
                    "count": 0, "defaultTableStyle": "TableStyleMedium2",
                    "defaultPivotStyle": "PivotStyleLight16",
                ])
        }
        return xml.take()
    }

    private func id(of format: NumberFormatCode) -> Int {
        format.builtInID ?? Self.firstNumberFormat + styles.numberFormats.known(format)
    }

    private func write(_ font: CellFont, into xml: inout XMLBuffer) {
        xml.element("font") { xml in
            if font.isBold { xml.element("b") }
            if font.isItalic { xml.element("i") }
            if font.isStruck { xml.element("strike") }
            switch font.underline {
            case .none: break
            case .single: xml.element("u")
            default: xml.element("u", ["val": font.underline.rawValue])
            }
            xml.element("sz", ["val": font.size ?? options.fontSize])
            if let color = font.color {
                xml.element("color", ["rgb": color.argb])
            } else {
                xml.element("color", ["theme": 1])
            }
            xml.element("name", ["val": font.face ?? options.face.name])
            xml.element("family", ["val": 2])
            if font.face == nil, let set = options.face.characterSet { xml.element("charset", ["val": set]) }
        }
    }

    private func write(_ fill: CellFill?, into xml: inout XMLBuffer) {
        xml.element("fill") { xml in
            guard let fill else {
                xml.element("patternFill", ["patternType": "none"])
                return
            }
            if fill == CellFill(.gray125, color: .black) {
                xml.element("patternFill", ["patternType": "gray125"])
                return
            }
            xml.element("patternFill", ["patternType": fill.pattern.rawValue]) { xml in
                xml.element("fgColor", ["rgb": fill.color.argb])
                if fill.pattern == .solid {
                    xml.element("bgColor", ["indexed": 64])
                } else {
                    xml.element("bgColor", ["rgb": fill.background.argb])
                }
            }
        }
    }

    private func write(_ border: CellBorder, isDifferential: Bool = false, into xml: inout XMLBuffer) {
        xml.element("border") { xml in
            let sides = [
                ("left", border.left), ("right", border.right), ("top", border.top),
                ("bottom", border.bottom),
            ]
            for (name, line) in sides {
                guard let line else {
                    xml.element(name)
                    continue
                }
                xml.element(name, ["style": line.style.rawValue]) {
                    $0.element("color", ["rgb": line.color.argb])
                }
            }
            if !isDifferential { xml.element("diagonal") }
        }
    }

    private func write(_ style: CellStyle, into xml: inout XMLBuffer) {
        let format = id(of: style.numberFormat)
        let font = styles.fonts.known(style.font)
        let fill = styles.fills.known(style.fill)
        let border = styles.borders.known(style.border)
        let alignment = style.alignment == CellAlignment() ? nil : style.alignment
        let isProtected = style.isLocked && !style.hidesFormula
        let attributes: XMLBuffer.Attributes = [
            "numFmtId": format, "fontId": font, "fillId": fill, "borderId": border, "xfId": 0,
            "applyNumberFormat": format == 0 ? nil : true, "applyFont": font == 0 ? nil : true,
            "applyFill": fill == 0 ? nil : true, "applyBorder": border == 0 ? nil : true,
            "applyAlignment": alignment == nil ? nil : true, "applyProtection": isProtected ? nil : true,
        ]
        guard alignment != nil || !isProtected else {
            xml.element("xf", attributes)
            return
        }
        xml.element("xf", attributes) { xml in
            if let alignment { write(alignment, into: &xml) }
            if !isProtected {
                xml.element(
                    "protection",
                    ["locked": style.isLocked ? nil : false, "hidden": style.hidesFormula ? true : nil])
            }
        }
    }

    private func write(_ alignment: CellAlignment, into xml: inout XMLBuffer) {
        // Degrees below the horizontal are counted from 91 on (ECMA-376 part 1, 18.8.1).
        let rotation = alignment.rotation < 0 ? 90 - alignment.rotation : alignment.rotation
        xml.element(
            "alignment",
            [
                "horizontal": alignment.horizontal == .general ? nil : alignment.horizontal.rawValue,
                "vertical": alignment.vertical == .bottom ? nil : alignment.vertical.rawValue,
                "textRotation": rotation == 0 ? nil : rotation,
                "wrapText": alignment.wraps ? true : nil,
                "indent": alignment.indent == 0 ? nil : alignment.indent,
                "shrinkToFit": alignment.shrinks ? true : nil,
            ])
    }

    /// A differential format (ECMA-376 part 1, 18.8.14).
    ///
    /// Its solid fill takes the background colour.
    private func write(_ style: DifferentialStyle, into xml: inout XMLBuffer) {
        xml.element("dxf") { xml in
            let hasFont =
                style.textColor != nil || style.isBold != nil || style.isItalic != nil
                || style.isStruck != nil
            if hasFont {
                xml.element("font") { xml in
                    if let isBold = style.isBold { xml.element("b", ["val": isBold]) }
                    if let isItalic = style.isItalic { xml.element("i", ["val": isItalic]) }
                    if let isStruck = style.isStruck { xml.element("strike", ["val": isStruck]) }
                    if let color = style.textColor { xml.element("color", ["rgb": color.argb]) }
                }
            }
            if let format = style.numberFormat {
                xml.element("numFmt", ["numFmtId": id(of: format), "formatCode": format.code])
            }
            if let color = style.fillColor {
                xml.element("fill") { xml in
                    xml.element("patternFill") { $0.element("bgColor", ["rgb": color.argb]) }
                }
            }
            if let border = style.border { write(border, isDifferential: true, into: &xml) }
        }
    }
}
