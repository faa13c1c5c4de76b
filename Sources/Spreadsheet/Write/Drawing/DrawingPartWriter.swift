/// A drawing part (ECMA-376 part 1, 20.5.2.35): where charts and pictures lie on a sheet.
struct DrawingPartWriter {
    let drawings: [SheetDrawing]
    /// The relationship id of each.
    let ids: [String]

    /// English Metric Units in a pixel.
    private static let unit = 9525

    func bytes() -> [UInt8] {
        var xml = XMLBuffer.document()
        xml.element(
            "xdr:wsDr", ["xmlns:xdr": Namespace.spreadsheetDrawing, "xmlns:a": Namespace.drawing]
        ) { xml in
            for (index, drawing) in drawings.enumerated() { write(drawing, index, into: &xml) }
        }
        return xml.take()
    }

    private func write(_ drawing: SheetDrawing, _ index: Int, into xml: inout XMLBuffer) {
        xml.element("xdr:oneCellAnchor") { xml in
            xml.element("xdr:from") { xml in
                xml.element("xdr:col", text: String(drawing.cell.column - 1))
                xml.element("xdr:colOff", text: String(drawing.offset.width * Self.unit))
                xml.element("xdr:row", text: String(drawing.cell.row - 1))
                xml.element("xdr:rowOff", text: String(drawing.offset.height * Self.unit))
            }
            xml.element(
                "xdr:ext", ["cx": drawing.size.width * Self.unit, "cy": drawing.size.height * Self.unit])
            switch drawing.content {
            case .chart: writeChart(drawing, index, into: &xml)
            case .picture: writePicture(drawing, index, into: &xml)
            }
            xml.element("xdr:clientData")
        }
    }

    private func writeChart(_ drawing: SheetDrawing, _ index: Int, into xml: inout XMLBuffer) {
        xml.element("xdr:graphicFrame", ["macro": ""]) { xml in
            xml.element("xdr:nvGraphicFramePr") { xml in
                xml.element(
                    "xdr:cNvPr",
                    ["id": index + 2, "name": "Chart \(index + 1)", "descr": drawing.description])
                xml.element("xdr:cNvGraphicFramePr")
            }
            xml.element("xdr:xfrm") { xml in
                xml.element("a:off", ["x": 0, "y": 0])
                xml.element("a:ext", ["cx": 0, "cy": 0])
            }
            xml.element("a:graphic") { xml in
                xml.element("a:graphicData", ["uri": Namespace.chart]) { xml in
                    xml.element(
                        "c:chart",
                        ["xmlns:c": Namespace.chart, "xmlns:r": Namespace.relationships, "r:id": ids[index]])
                }
            }
        }
    }

    private func writePicture(_ drawing: SheetDrawing, _ index: Int, into xml: inout XMLBuffer) {
        xml.element("xdr:pic") { xml in
            xml.element("xdr:nvPicPr") { xml in
                xml.element(
                    "xdr:cNvPr",
                    ["id": index + 2, "name": "Picture \(index + 1)", "descr": drawing.description])
                xml.element("xdr:cNvPicPr") { $0.element("a:picLocks", ["noChangeAspect": true]) }
            }
            xml.element("xdr:blipFill") { xml in
                xml.element("a:blip", ["xmlns:r": Namespace.relationships, "r:embed": ids[index]])
                xml.element("a:stretch") { $0.element("a:fillRect") }
            }
            xml.element("xdr:spPr") { xml in
                xml.element("a:xfrm") { xml in
                    xml.element("a:off", ["x": 0, "y": 0])
                    xml.element(
                        "a:ext",
                        ["cx": drawing.size.width * Self.unit, "cy": drawing.size.height * Self.unit])
                }
                xml.element("a:prstGeom", ["prst": "rect"]) { $0.element("a:avLst") }
            }
        }
    }
}

extension WorksheetPartWriter {
    /// Adds the drawing of the sheet with its charts and pictures.
    mutating func writeDrawing(into xml: inout XMLBuffer) throws(SpreadsheetError) {
        guard !features.drawings.isEmpty else { return }
        let core = sheet.workbook
        core.contents.drawingCount += 1
        let number = core.contents.drawingCount
        var list = RelationshipList()
        var pictureIDs: [String: String] = [:]
        var ids: [String] = []
        for drawing in features.drawings {
            switch drawing.content {
            case .chart(let chart):
                core.contents.chartCount += 1
                let name = "chart\(core.contents.chartCount).xml"
                let part = ChartPartWriter(chart: chart, face: core.options.face)
                try core.package.add("xl/charts/" + name, bytes: part.bytes())
                ids.append(list.add(.chart, "../charts/" + name))
            case .picture(let picture):
                let name = try core.pictureName(for: picture)
                let id = pictureIDs[name] ?? list.add(.image, "../media/" + name)
                pictureIDs[name] = id
                ids.append(id)
            }
        }
        let part = DrawingPartWriter(drawings: features.drawings, ids: ids)
        try core.package.add("xl/drawings/drawing\(number).xml", bytes: part.bytes())
        try core.package.add("xl/drawings/_rels/drawing\(number).xml.rels", bytes: list.bytes())
        xml.element("drawing", ["r:id": relationships.add(.drawing, "../drawings/drawing\(number).xml")])
    }
}

extension WorkbookCore {
    /// The name of the part of a picture, which is added the first time.
    fileprivate func pictureName(for picture: Picture) throws(SpreadsheetError) -> String {
        if let name = contents.pictures[picture.bytes] { return name }
        let name = "image\(contents.pictures.count + 1).\(picture.kind.rawValue)"
        contents.pictures[picture.bytes] = name
        try package.add("xl/media/" + name, bytes: picture.bytes)
        return name
    }
}
