/// A chart part (ECMA-376 part 1, 21.2.2.29).
struct ChartPartWriter {
    let chart: Chart
    let face: WorkbookOptions.Face

    /// The numbers by which plots and axes know each other.
    private struct AxisIDs {
        let category: Int
        let value: Int

        static let primary = AxisIDs(category: 500_001, value: 500_002)
        static let secondary = AxisIDs(category: 500_003, value: 500_004)

        static func of(isSecondary: Bool) -> AxisIDs { isSecondary ? secondary : primary }
    }

    private var isRound: Bool { chart.groups.contains { $0.kind.isRound } }
    private var isHorizontal: Bool { chart.groups.contains { $0.kind.isHorizontal } }
    private var hasSecondary: Bool { chart.groups.contains(where: \.usesSecondaryAxis) }

    func bytes() -> [UInt8] {
        var xml = XMLBuffer.document()
        xml.element(
            "c:chartSpace",
            [
                "xmlns:c": Namespace.chart, "xmlns:a": Namespace.drawing, "xmlns:r": Namespace.relationships,
            ]
        ) { xml in
            xml.element("c:roundedCorners", ["val": false])
            xml.element("c:chart") { xml in
                if let title = chart.title { writeTitle(title, size: 1200, isBold: true, into: &xml) }
                xml.element("c:autoTitleDeleted", ["val": chart.title == nil])
                writePlotArea(into: &xml)
                writeLegend(into: &xml)
                xml.element("c:plotVisOnly", ["val": true])
                xml.element("c:dispBlanksAs", ["val": "gap"])
            }
            xml.element("c:spPr") { xml in
                writeFill(.white, into: &xml)
                xml.element("a:ln") { $0.element("a:noFill") }
            }
            writeTextProperties(size: 900, into: &xml)
        }
        return xml.take()
    }

    // MARK: Plots

    private func writePlotArea(into xml: inout XMLBuffer) {
        xml.element("c:plotArea") { xml in
            xml.element("c:layout")
            var index = 0
            for group in chart.groups {
                writePlot(group, firstIndex: index, into: &xml)
                index += group.series.count
            }
            if !isRound {
                writeCategoryAxis(isSecondary: false, into: &xml)
                writeValueAxis(chart.valueAxis, isSecondary: false, into: &xml)
                if hasSecondary {
                    writeValueAxis(chart.secondaryAxis, isSecondary: true, into: &xml)
                    writeCategoryAxis(isSecondary: true, into: &xml)
                }
            }
            writeNoLook(into: &xml)
        }
    }

    private func writePlot(_ group: ChartGroup, firstIndex: Int, into xml: inout XMLBuffer) {
        let kind = group.kind
        xml.element(kind.element) { xml in
            if kind.isBar { xml.element("c:barDir", ["val": kind.isHorizontal ? "bar" : "col"]) }
            if !kind.isRound { xml.element("c:grouping", ["val": kind.grouping]) }
            xml.element("c:varyColors", ["val": kind.isRound])
            for (place, series) in group.series.enumerated() {
                write(series, kind, firstIndex + place, into: &xml)
            }
            if kind.isBar {
                xml.element("c:gapWidth", ["val": min(max(group.gap, 0), 500)])
                xml.element("c:overlap", ["val": kind.isStacked ? 100 : -10])
            }
            if kind.isLine { xml.element("c:marker", ["val": true]) }
            if kind.isRound {
                xml.element("c:firstSliceAng", ["val": 0])
                if kind == .doughnut { xml.element("c:holeSize", ["val": 60]) }
            } else {
                let ids = AxisIDs.of(isSecondary: group.usesSecondaryAxis)
                xml.element("c:axId", ["val": ids.category])
                xml.element("c:axId", ["val": ids.value])
            }
        }
    }

    private func write(
        _ series: ChartSeries, _ kind: ChartGroup.Kind, _ index: Int, into xml: inout XMLBuffer
    ) {
        let color = series.color ?? RGBColor.series[index % RGBColor.series.count]
        xml.element("c:ser") { xml in
            xml.element("c:idx", ["val": index])
            xml.element("c:order", ["val": index])
            write(series.name, into: &xml)
            writeLook(series, kind, color, into: &xml)
            if kind.isBar { xml.element("c:invertIfNegative", ["val": false]) }
            if kind.isLine { writeMarker(kind, color, into: &xml) }
            writePoints(series, kind, into: &xml)
            writeLabels(series, kind, color, into: &xml)
            if let categories = series.categories {
                xml.element("c:cat") { write(categories, isCategory: true, into: &$0) }
            }
            xml.element("c:val") { write(series.values, isCategory: false, into: &$0) }
            if kind.isLine { xml.element("c:smooth", ["val": false]) }
        }
    }

    private func writeLook(
        _ series: ChartSeries, _ kind: ChartGroup.Kind, _ color: RGBColor, into xml: inout XMLBuffer
    ) {
        guard !kind.isRound else { return }
        xml.element("c:spPr") { xml in
            if series.isInvisible {
                writeNoFillNorLine(into: &xml)
            } else if kind.isLine {
                xml.element("a:ln", ["w": 28575, "cap": "rnd"]) { xml in
                    writeFill(color, into: &xml)
                    xml.element("a:round")
                }
            } else {
                writeFill(color, into: &xml)
            }
        }
    }

    private func writeMarker(_ kind: ChartGroup.Kind, _ color: RGBColor, into xml: inout XMLBuffer) {
        xml.element("c:marker") { xml in
            guard kind == .markedLine else {
                xml.element("c:symbol", ["val": "none"])
                return
            }
            xml.element("c:symbol", ["val": "circle"])
            xml.element("c:size", ["val": 6])
            xml.element("c:spPr") { xml in
                writeFill(color, into: &xml)
                xml.element("a:ln", ["w": 9525]) { writeFill(.white, into: &$0) }
            }
        }
    }

    /// The colours of single points; every piece of a pie or ring has one.
    private func pointColors(of series: ChartSeries, _ kind: ChartGroup.Kind) -> [(
        place: Int, color: RGBColor
    )] {
        var colors = series.pointColors
        if kind.isRound {
            let range = series.values.range
            let rows = range.last.row - range.first.row + 1
            let columns = range.last.column - range.first.column + 1
            for place in 0..<min(rows * columns, 50) where colors[place] == nil {
                colors[place] = RGBColor.series[place % RGBColor.series.count]
            }
        }
        return colors.filter { $0.key >= 0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Points with colours of their own, with a white line between the pieces of a pie.
    private func writePoints(_ series: ChartSeries, _ kind: ChartGroup.Kind, into xml: inout XMLBuffer) {
        for (place, color) in pointColors(of: series, kind) {
            xml.element("c:dPt") { xml in
                xml.element("c:idx", ["val": place])
                if kind.isBar { xml.element("c:invertIfNegative", ["val": false]) }
                xml.element("c:bubble3D", ["val": false])
                xml.element("c:spPr") { xml in
                    writeFill(color, into: &xml)
                    if kind.isRound { xml.element("a:ln", ["w": 12700]) { writeFill(.white, into: &$0) } }
                }
            }
        }
    }

    private func writeLabels(
        _ series: ChartSeries, _ kind: ChartGroup.Kind, _ color: RGBColor, into xml: inout XMLBuffer
    ) {
        guard series.showsValues || (series.showsShares && kind.isRound), !series.isInvisible else { return }
        let isInside = kind == .doughnut || kind.isStacked
        xml.element("c:dLbls") { xml in
            if isInside {
                // Labels that lie on points of several colours: dark ones on those that are light.
                for (place, color) in pointColors(of: series, kind) where color.isLight {
                    xml.element("c:dLbl") { xml in
                        xml.element("c:idx", ["val": place])
                        writeLabel(series, kind, RGBColor.dark, into: &xml)
                    }
                }
            }
            let isDark = isInside && !kind.isRound && color.isLight
            writeLabel(series, kind, isDark ? .dark : isInside ? .white : .mutedText, into: &xml)
        }
    }

    private func writeLabel(
        _ series: ChartSeries, _ kind: ChartGroup.Kind, _ color: RGBColor, into xml: inout XMLBuffer
    ) {
        let showsShares = series.showsShares && kind.isRound
        if let format = series.numberFormat ?? (showsShares ? .percent : nil) {
            xml.element("c:numFmt", ["formatCode": format.code, "sourceLinked": false])
        }
        writeNoLook(into: &xml)
        writeTextProperties(size: 900, color: color, into: &xml)
        switch kind {
        case .column, .bar, .pie: xml.element("c:dLblPos", ["val": "outEnd"])
        case .line, .markedLine: xml.element("c:dLblPos", ["val": "t"])
        default: break
        }
        xml.element("c:showLegendKey", ["val": false])
        xml.element("c:showVal", ["val": series.showsValues])
        xml.element("c:showCatName", ["val": false])
        xml.element("c:showSerName", ["val": false])
        xml.element("c:showPercent", ["val": showsShares])
        xml.element("c:showBubbleSize", ["val": false])
    }

    // MARK: Data

    private func write(_ name: ChartSeries.Name, into xml: inout XMLBuffer) {
        xml.element("c:tx") { xml in
            switch name {
            case .text(let text): xml.element("c:v", text: text)
            case .cell(let sheet, let cell, let text):
                xml.element("c:strRef") { xml in
                    let reference = SheetName.quoted(sheet) + "!" + cell.absoluteReference
                    xml.element("c:f", text: reference)
                    xml.element("c:strCache") { writePoints([text], into: &$0) }
                }
            }
        }
    }

    private func write(_ source: ChartSource, isCategory: Bool, into xml: inout XMLBuffer) {
        var texts: [String]?
        var numbers: [Double?]?
        switch source.content {
        case .texts(let content): texts = content
        case .numbers(let content): numbers = content
        case nil: break
        }
        // Without content, categories are taken for text, which Excel and LibreOffice correct when they look.
        let isText = texts != nil || (isCategory && numbers == nil)
        xml.element(isText ? "c:strRef" : "c:numRef") { xml in
            xml.element("c:f", text: source.formula)
            if let texts { xml.element("c:strCache") { writePoints(texts, into: &$0) } }
            if let numbers {
                xml.element("c:numCache") { xml in
                    xml.element("c:formatCode", text: "General")
                    writePoints(numbers.map { $0.flatMap { $0.isFinite ? $0.xmlText : nil } }, into: &xml)
                }
            }
        }
    }

    /// What the cells of a source hold; nil for an empty one.
    private func writePoints(_ texts: [String?], into xml: inout XMLBuffer) {
        xml.element("c:ptCount", ["val": texts.count])
        for (index, text) in texts.enumerated() {
            guard let text else { continue }
            xml.element("c:pt", ["idx": index]) { $0.element("c:v", text: text) }
        }
    }

    // MARK: Axes

    private func writeCategoryAxis(isSecondary: Bool, into xml: inout XMLBuffer) {
        let axis = chart.categoryAxis
        let ids = AxisIDs.of(isSecondary: isSecondary)
        xml.element("c:catAx") { xml in
            xml.element("c:axId", ["val": ids.category])
            xml.element("c:scaling") {
                $0.element("c:orientation", ["val": axis.isReversed ? "maxMin" : "minMax"])
            }
            xml.element("c:delete", ["val": isSecondary || axis.isHidden])
            xml.element("c:axPos", ["val": isHorizontal ? "l" : "b"])
            if let title = axis.title, !isSecondary {
                writeTitle(title, size: 900, isBold: false, into: &xml)
            }
            writeTicks(axis, labels: "low", into: &xml)
            xml.element("c:spPr") { xml in
                xml.element("a:ln", ["w": 9525]) { writeFill(RGBColor(0xBFBFBF), into: &$0) }
            }
            writeTextProperties(size: 900, into: &xml)
            xml.element("c:crossAx", ["val": ids.value])
            xml.element("c:crosses", ["val": "autoZero"])
            xml.element("c:auto", ["val": true])
            xml.element("c:lblAlgn", ["val": "ctr"])
            xml.element("c:lblOffset", ["val": 100])
            xml.element("c:noMultiLvlLbl", ["val": false])
        }
    }

    private func writeValueAxis(_ axis: ChartAxis, isSecondary: Bool, into xml: inout XMLBuffer) {
        let ids = AxisIDs.of(isSecondary: isSecondary)
        xml.element("c:valAx") { xml in
            xml.element("c:axId", ["val": ids.value])
            xml.element("c:scaling") { xml in
                xml.element("c:orientation", ["val": axis.isReversed ? "maxMin" : "minMax"])
                if let maximum = axis.maximum { xml.element("c:max", ["val": maximum]) }
                if let minimum = axis.minimum { xml.element("c:min", ["val": minimum]) }
            }
            xml.element("c:delete", ["val": axis.isHidden])
            // Bars in turned order would have their values at the top.
            let isTop = isHorizontal && chart.categoryAxis.isReversed
            xml.element("c:axPos", ["val": isHorizontal ? (isTop ? "t" : "b") : isSecondary ? "r" : "l"])
            if axis.hasGridlines, !isSecondary {
                xml.element("c:majorGridlines") { xml in
                    xml.element("c:spPr") { xml in
                        xml.element("a:ln", ["w": 6350]) { writeFill(.hairline, into: &$0) }
                    }
                }
            }
            if let title = axis.title {
                writeTitle(title, size: 900, isBold: false, isUpright: !isHorizontal, into: &xml)
            }
            writeTicks(axis, labels: "nextTo", into: &xml)
            xml.element("c:spPr") { $0.element("a:ln") { $0.element("a:noFill") } }
            writeTextProperties(size: 900, into: &xml)
            xml.element("c:crossAx", ["val": ids.category])
            xml.element("c:crosses", ["val": isSecondary || isTop ? "max" : "autoZero"])
            xml.element("c:crossBetween", ["val": "between"])
            if let step = axis.step, step > 0 { xml.element("c:majorUnit", ["val": step]) }
        }
    }

    private func writeTicks(_ axis: ChartAxis, labels: String, into xml: inout XMLBuffer) {
        xml.element(
            "c:numFmt",
            [
                "formatCode": axis.numberFormat?.code ?? "General",
                "sourceLinked": axis.numberFormat == nil,
            ])
        xml.element("c:majorTickMark", ["val": "none"])
        xml.element("c:minorTickMark", ["val": "none"])
        xml.element("c:tickLblPos", ["val": labels])
    }

    // MARK: Text

    private func writeLegend(into xml: inout XMLBuffer) {
        guard let legend = chart.legend else { return }
        xml.element("c:legend") { xml in
            xml.element("c:legendPos", ["val": legend.rawValue])
            for (index, series) in chart.groups.flatMap(\.series).enumerated() where series.isInvisible {
                xml.element("c:legendEntry") { xml in
                    xml.element("c:idx", ["val": index])
                    xml.element("c:delete", ["val": true])
                }
            }
            xml.element("c:overlay", ["val": false])
            writeTextProperties(size: 900, into: &xml)
        }
    }

    private func writeTitle(
        _ text: String, size: Int, isBold: Bool, isUpright: Bool = false, into xml: inout XMLBuffer
    ) {
        xml.element("c:title") { xml in
            xml.element("c:tx") { xml in
                xml.element("c:rich") { xml in
                    // A quarter turn to the left, in 60,000ths of a degree.
                    xml.element(
                        "a:bodyPr", ["rot": isUpright ? -5_400_000 : nil, "vert": isUpright ? "horz" : nil])
                    xml.element("a:lstStyle")
                    xml.element("a:p") { xml in
                        xml.element("a:pPr") { xml in
                            writeRun("a:defRPr", size, isBold, titleColor(size), into: &xml)
                        }
                        xml.element("a:r") { xml in
                            writeRun("a:rPr", size, isBold, titleColor(size), into: &xml)
                            xml.element("a:t", text: text)
                        }
                    }
                }
            }
            xml.element("c:overlay", ["val": false])
        }
    }

    private func titleColor(_ size: Int) -> RGBColor { size > 900 ? .dark : .mutedText }

    private func writeTextProperties(size: Int, color: RGBColor = .mutedText, into xml: inout XMLBuffer) {
        xml.element("c:txPr") { xml in
            xml.element("a:bodyPr")
            xml.element("a:lstStyle")
            xml.element("a:p") { xml in
                xml.element("a:pPr") { writeRun("a:defRPr", size, false, color, into: &$0) }
                xml.element("a:endParaRPr", ["lang": "zh-CN"])
            }
        }
    }

    /// The size is in hundredths of a point.
    private func writeRun(
        _ name: String, _ size: Int, _ isBold: Bool, _ color: RGBColor, into xml: inout XMLBuffer
    ) {
        xml.element(name, ["sz": size, "b": isBold]) { xml in
            writeFill(color, into: &xml)
            xml.element("a:latin", ["typeface": face.latin])
            xml.element("a:ea", ["typeface": face.eastAsian])
        }
    }

    private func writeNoLook(into xml: inout XMLBuffer) {
        xml.element("c:spPr") { writeNoFillNorLine(into: &$0) }
    }

    private func writeNoFillNorLine(into xml: inout XMLBuffer) {
        xml.element("a:noFill")
        xml.element("a:ln") { $0.element("a:noFill") }
    }

    private func writeFill(_ color: RGBColor, into xml: inout XMLBuffer) {
        xml.element("a:solidFill") { $0.element("a:srgbClr", ["val": color.hex]) }
    }
}
