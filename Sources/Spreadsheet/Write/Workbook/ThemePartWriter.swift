/// The theme (ECMA-376 part 1, 20.1.6.9): the colours and faces that Excel offers for what users add.
enum ThemePartWriter {
    static func bytes(for face: WorkbookOptions.Face) -> [UInt8] {
        var xml = XMLBuffer.document()
        xml.element("a:theme", ["xmlns:a": Namespace.drawing, "name": "Hedui"]) { xml in
            xml.element("a:themeElements") { xml in
                writeColors(into: &xml)
                xml.element("a:fontScheme", ["name": "Hedui"]) { xml in
                    for name in ["a:majorFont", "a:minorFont"] {
                        xml.element(name) { xml in
                            xml.element("a:latin", ["typeface": face.latin])
                            xml.element("a:ea", ["typeface": face.eastAsian])
                            xml.element("a:cs", ["typeface": ""])
                        }
                    }
                }
                writeFormats(into: &xml)
            }
        }
        return xml.take()
    }

    private static func writeColors(into xml: inout XMLBuffer) {
        let accents = RGBColor.series
        let colors: [(String, RGBColor)] = [
            ("dk1", .black), ("lt1", .white), ("dk2", .accent), ("lt2", RGBColor(0xF2F2F2)),
            ("accent1", accents[0]), ("accent2", accents[1]), ("accent3", accents[2]),
            ("accent4", accents[3]), ("accent5", accents[4]), ("accent6", accents[5]),
            ("hlink", RGBColor(0x0563C1)), ("folHlink", RGBColor(0x954F72)),
        ]
        xml.element("a:clrScheme", ["name": "Hedui"]) { xml in
            for (name, color) in colors {
                xml.element("a:" + name) { $0.element("a:srgbClr", ["val": color.hex]) }
            }
        }
    }

    /// Three plain fills, lines, effects and backgrounds, the fewest that the standard allows.
    private static func writeFormats(into xml: inout XMLBuffer) {
        func fills(_ name: String, _ xml: inout XMLBuffer) {
            xml.element(name) { xml in
                for _ in 0..<3 {
                    xml.element("a:solidFill") { $0.element("a:schemeClr", ["val": "phClr"]) }
                }
            }
        }
        xml.element("a:fmtScheme", ["name": "Hedui"]) { xml in
            fills("a:fillStyleLst", &xml)
            xml.element("a:lnStyleLst") { xml in
                for width in [6350, 12700, 19050] {
                    xml.element("a:ln", ["w": width]) { xml in
                        xml.element("a:solidFill") { $0.element("a:schemeClr", ["val": "phClr"]) }
                    }
                }
            }
            xml.element("a:effectStyleLst") { xml in
                for _ in 0..<3 { xml.element("a:effectStyle") { $0.element("a:effectLst") } }
            }
            fills("a:bgFillStyleLst", &xml)
        }
    }
}
