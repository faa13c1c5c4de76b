extension WorksheetPartWriter {
    /// The conditional formats (ECMA-376 part 1, 18.3.1.18); data bars also have a piece among the extensions.
    func writeConditionalFormats(into xml: inout XMLBuffer) {
        for (index, item) in features.conditionalFormats.enumerated() {
            let ranges = item.ranges.map(\.reference).joined(separator: " ")
            xml.element("conditionalFormatting", ["sqref": ranges]) { write(item, index, into: &$0) }
        }
    }

    private func write(_ item: SheetConditionalFormat, _ index: Int, into xml: inout XMLBuffer) {
        let priority = index + 1
        let stops: Bool? = item.stopsIfTrue ? true : nil
        func rule(_ type: String, operator name: String? = nil, text: String? = nil) {
            xml.element(
                "cfRule",
                [
                    "type": type, "dxfId": item.differential, "priority": priority, "stopIfTrue": stops,
                    "operator": name, "text": text,
                ]
            ) { xml in
                for formula in item.formulas { xml.element("formula") { $0.plain(formula) } }
            }
        }
        switch item.format {
        case .cell(let comparison, _): rule("cellIs", operator: comparison.parts.name)
        case .text(let comparison, let text, _):
            let name = comparison == .doesNotContain ? "notContains" : comparison.rawValue
            rule(comparison.rawValue, operator: name, text: text)
        case .formula: rule("expression")
        case .blanks: rule("containsBlanks")
        case .errors: rule("containsErrors")
        case .duplicates: rule("duplicateValues")
        case .unique: rule("uniqueValues")
        case .top(let rank, let isPercent, let isBottom, _):
            xml.element(
                "cfRule",
                [
                    "type": "top10", "dxfId": item.differential, "priority": priority, "stopIfTrue": stops,
                    "percent": isPercent ? true : nil, "bottom": isBottom ? true : nil, "rank": rank,
                ])
        case .average(let isAbove, _):
            xml.element(
                "cfRule",
                [
                    "type": "aboveAverage", "dxfId": item.differential, "priority": priority,
                    "stopIfTrue": stops, "aboveAverage": isAbove ? nil : false,
                ])
        case .dataBar(let bar): write(bar, index, into: &xml)
        case .colorScale(let scale): write(scale, priority, into: &xml)
        case .iconSet(let icons): write(icons, priority, into: &xml)
        }
    }

    private func write(_ bar: ConditionalFormat.DataBar, _ index: Int, into xml: inout XMLBuffer) {
        xml.element("cfRule", ["type": "dataBar", "priority": index + 1]) { xml in
            xml.element("dataBar", ["showValue": bar.showsValue ? nil : false]) { xml in
                if let bounds = bar.bounds {
                    xml.element("cfvo", ["type": "num", "val": bounds.lowerBound])
                    xml.element("cfvo", ["type": "num", "val": bounds.upperBound])
                } else {
                    xml.element("cfvo", ["type": "min"])
                    xml.element("cfvo", ["type": "max"])
                }
                xml.element("color", ["rgb": bar.color.argb])
            }
            xml.element("extLst") { xml in
                xml.element(
                    "ext",
                    ["xmlns:x14": Namespace.excel2010, "uri": "{B025F937-C7B1-47D3-B67F-A62EFF666E3E}"]
                ) { $0.element("x14:id", text: barID(index)) }
            }
        }
    }

    /// The name by which the two pieces of a data bar know each other: made of the sheet and the rule.
    private func barID(_ index: Int) -> String {
        func digits(_ value: Int, _ count: Int) -> String {
            let text = String(value, radix: 16, uppercase: true)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        return "{DA7ABA00-0000-4000-\(digits(entry.number & 0xFFFF, 4))-\(digits(index, 12))}"
    }

    private func write(_ scale: ConditionalFormat.ColorScale, _ priority: Int, into xml: inout XMLBuffer) {
        xml.element("cfRule", ["type": "colorScale", "priority": priority]) { xml in
            xml.element("colorScale") { xml in
                xml.element("cfvo", ["type": "min"])
                if scale.middle != nil { xml.element("cfvo", ["type": "percentile", "val": 50]) }
                xml.element("cfvo", ["type": "max"])
                for color in [scale.low, scale.middle, scale.high] {
                    if let color { xml.element("color", ["rgb": color.argb]) }
                }
            }
        }
    }

    private func write(_ icons: ConditionalFormat.IconSet, _ priority: Int, into xml: inout XMLBuffer) {
        xml.element("cfRule", ["type": "iconSet", "priority": priority]) { xml in
            let style = icons.style == .trafficLights3 ? nil : icons.style.rawValue
            xml.element(
                "iconSet",
                [
                    "iconSet": style, "showValue": icons.showsValue ? nil : false,
                    "reverse": icons.isReversed ? true : nil,
                ]
            ) { xml in
                xml.element("cfvo", ["type": "percent", "val": 0])
                for step in 1..<icons.style.count {
                    if icons.thresholds.isEmpty {
                        let share = (100 * step + icons.style.count / 2) / icons.style.count
                        xml.element("cfvo", ["type": "percent", "val": share])
                    } else {
                        xml.element("cfvo", ["type": "num", "val": icons.thresholds[step - 1]])
                    }
                }
            }
        }
    }

    // MARK: Extensions

    /// What Excel 2010 added; other programs pass over it.
    func writeExtensions(into xml: inout XMLBuffer) {
        let bars = features.conditionalFormats.enumerated().compactMap { index, item in
            if case .dataBar(let bar) = item.format { (index, bar, item.ranges) } else { nil }
        }
        guard !bars.isEmpty || !features.sparklines.isEmpty else { return }
        xml.element("extLst") { xml in
            if !bars.isEmpty {
                xml.element(
                    "ext",
                    ["xmlns:x14": Namespace.excel2010, "uri": "{78C0D931-6437-407d-A8EE-F0AAD7539E65}"]
                ) { xml in
                    xml.element("x14:conditionalFormattings") { xml in
                        for (index, bar, ranges) in bars { writeExtension(bar, index, ranges, into: &xml) }
                    }
                }
            }
            if !features.sparklines.isEmpty {
                xml.element(
                    "ext",
                    ["xmlns:x14": Namespace.excel2010, "uri": "{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"]
                ) { xml in
                    xml.element("x14:sparklineGroups", ["xmlns:xm": Namespace.excelFormula]) { xml in
                        // The group added last comes first, as Excel has it.
                        for group in features.sparklines.reversed() { write(group, into: &xml) }
                    }
                }
            }
        }
    }

    private func writeExtension(
        _ bar: ConditionalFormat.DataBar, _ index: Int, _ ranges: [CellRange], into xml: inout XMLBuffer
    ) {
        xml.element("x14:conditionalFormatting", ["xmlns:xm": Namespace.excelFormula]) { xml in
            xml.element("x14:cfRule", ["type": "dataBar", "id": barID(index)]) { xml in
                xml.element(
                    "x14:dataBar",
                    [
                        "minLength": 0, "maxLength": 100, "showValue": bar.showsValue ? nil : false,
                        "gradient": false,
                    ]
                ) { xml in
                    if let bounds = bar.bounds {
                        for bound in [bounds.lowerBound, bounds.upperBound] {
                            xml.element("x14:cfvo", ["type": "num"]) {
                                $0.element("xm:f", text: bound.xmlText)
                            }
                        }
                    } else {
                        xml.element("x14:cfvo", ["type": "autoMin"])
                        xml.element("x14:cfvo", ["type": "autoMax"])
                    }
                    xml.element("x14:negativeFillColor", ["rgb": bar.negativeColor.argb])
                    xml.element("x14:axisColor", ["rgb": RGBColor.mutedText.argb])
                }
            }
            xml.element("xm:sqref", text: ranges.map(\.reference).joined(separator: " "))
        }
    }

    private func write(_ group: SparklineGroup, into xml: inout XMLBuffer) {
        let hasFloor = group.kind == .column && group.beginsAtZero
        xml.element(
            "x14:sparklineGroup",
            [
                "manualMin": hasFloor ? 0 : nil,
                "type": group.kind == .line ? nil : group.kind.rawValue, "displayEmptyCellsAs": "gap",
                "last": group.marksLast && group.kind == .line ? true : nil,
                "low": group.kind == .line ? true : nil, "negative": group.kind == .line ? nil : true,
                "minAxisType": hasFloor ? "custom" : group.sharesScale ? "group" : nil,
                "maxAxisType": group.sharesScale ? "group" : nil,
            ]
        ) { xml in
            let colors = [
                ("Series", group.color), ("Negative", group.negativeColor), ("Axis", .mutedText),
                ("Markers", group.color), ("First", group.color), ("Last", group.color),
                ("High", group.color), ("Low", group.negativeColor),
            ]
            for (name, color) in colors { xml.element("x14:color\(name)", ["rgb": color.argb]) }
            xml.element("x14:sparklines") { xml in
                for item in group.items {
                    let sheetName = SheetName.quoted(item.sheet ?? entry.name)
                    xml.element("x14:sparkline") { xml in
                        xml.element("xm:f", text: sheetName + "!" + item.values.reference)
                        xml.element("xm:sqref", text: item.cell.reference)
                    }
                }
            }
        }
    }
}
