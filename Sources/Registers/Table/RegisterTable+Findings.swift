import Spreadsheet

extension RegisterTable {
    /// What is wrong or remarkable about the rows, in the order of sources, columns and rows.
    ///
    /// - Parameter limit: How many cells of one column are listed for one kind of mistake; the rest is counted.
    /// - Returns: The findings.
    public func findings(listing limit: Int = 200) -> [Finding] {
        rowFindings(limit) + cellFindings(limit) + totalFindings
    }

    private func rowFindings(_ limit: Int) -> [Finding] {
        sources.flatMap { source in
            source.dispositions.filter { $0.row != nil }.prefix(limit * 10).map { disposition in
                var values = disposition.reason.values
                values["number"] = String(disposition.rowNumber)
                return Finding(
                    disposition.reason.code, disposition.fate == .rejected ? .error : .info,
                    at: Origin(
                        file: source.file, sheet: source.sheet,
                        cell: CellPosition(row: disposition.rowNumber, column: 1)), values: values)
            }
        }
    }

    private func cellFindings(_ limit: Int) -> [Finding] {
        var findings: [Finding] = []
        for (index, column) in register.columns.enumerated() {
            let data = columns[index]
            var counts: [CellIssue.Kind: Int] = [:]
            for issue in data.issues + blankIssues(index) {
                counts[issue.kind, default: 0] += 1
                if counts[issue.kind, default: 0] <= limit { findings.append(finding(issue, column, index)) }
            }
            for kind in CellIssue.Kind.allCases {
                guard let count = counts[kind], count > limit else { continue }
                findings.append(
                    Finding(
                        .cellMore, .warning, at: Origin(file: sources[0].file, sheet: sources[0].sheet),
                        values: [
                            "header": column.header, "count": String(count), "listed": String(limit),
                            "kind": kind.rawValue,
                        ]))
            }
            findings += conversionFindings(data, column, index)
        }
        return findings
    }

    /// Required cells without a value, where that is not because they could not be read.
    private func blankIssues(_ index: Int) -> [CellIssue] {
        let data = columns[index]
        guard register.columns[index].need == .required, let validity = data.validity else { return [] }
        let failed = Set(data.issues.filter(\.kind.losesValue).map(\.row))
        return (0..<rowCount).filter { row in
            !validity[row] && !failed.contains(row) && data.sheetColumns[Int(sourceOfRow[row])] > 0
        }.map { CellIssue(row: $0, kind: .blank, written: "") }
    }

    private func finding(_ issue: CellIssue, _ column: RegisterColumn, _ index: Int) -> Finding {
        let shown = column.sensitivity.map { Masking.mask(issue.written, as: $0) } ?? issue.written
        return Finding(
            .cell(issue.kind), issue.kind.losesValue && issue.kind != .blank ? .error : .warning,
            at: origin(row: issue.row, column: index),
            values: [
                "header": column.header, "column": column.name, "register": register.key,
                "value": String(shown.prefix(80)), "nearest": issue.nearest,
                "choices": column.values.map(\.value).joined(separator: "、"),
                "minimum": column.minimum.map(String.init) ?? "",
                "maximum": column.maximum.map(String.init) ?? "",
            ])
    }

    private func conversionFindings(_ data: RegisterColumnData, _ column: RegisterColumn, _ index: Int)
        -> [Finding]
    {
        var found: [CellConversion.Kind: (count: Int, first: CellConversion)] = [:]
        for conversion in data.conversions {
            found[conversion.kind, default: (0, conversion)].count += 1
        }
        return CellConversion.Kind.allCases.compactMap { kind in
            guard let (count, first) = found[kind], first.row < rowCount else { return nil }
            let shown = column.sensitivity.map { Masking.mask(first.written, as: $0) } ?? first.written
            return Finding(
                .conversion(kind), kind == .dateOrder ? .warning : .info,
                at: origin(row: first.row, column: index),
                values: [
                    "header": column.header, "count": String(count), "value": String(shown.prefix(80)),
                    "result": column.sensitivity == nil ? text(row: first.row, column: index) : "",
                ])
        }
    }

    private var totalFindings: [Finding] {
        sources.flatMap { source in
            source.totals.compactMap { check -> Finding? in
                guard check.agrees != true else { return nil }
                var values = [
                    "header": register[check.column]?.header ?? check.column,
                    "total": FixedPoint.text(check.written, scale: check.scale),
                ]
                if let sum = check.sum {
                    values["sum"] = FixedPoint.text(sum, scale: check.scale)
                    let (difference, overflow) = check.written.subtractingReportingOverflow(sum)
                    values["difference"] = overflow ? "" : FixedPoint.text(difference, scale: check.scale)
                }
                return Finding(
                    check.sum == nil ? .totalUnchecked : .totalDiffers, check.sum == nil ? .info : .warning,
                    at: Origin(file: source.file, sheet: source.sheet, cell: check.cell), values: values)
            }
        }
    }
}
