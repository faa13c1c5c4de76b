extension RowWriter {
    /// Writes a formula together with the value it has, which is shown until Excel calculates anew.
    ///
    /// With ``CellValue/missing`` as the value, Excel calculates the workbook when it opens it; programs that do
    /// not calculate show nothing. A date shows as one only in a style with a date format.
    ///
    /// - Parameters:
    ///   - formula: The formula.
    ///   - value: What it results in.
    ///   - style: How the value is shown.
    ///   - isArray: Whether it is calculated as an array formula, as if entered with Ctrl+Shift+Enter.
    public mutating func formula(
        _ formula: CellFormula, value: CellValue, _ style: StyleID? = nil, isArray: Bool = false
    ) {
        let stored: String
        switch formula.stored(in: sheet.openTable?.name) {
        case .success(let text): stored = text
        case .failure(let problem):
            sheet.fail(problem.code, problem.values.merging(["formula": formula.text]) { first, _ in first })
            return
        }
        var type: StaticString = ">"
        var content: [UInt8] = []
        switch value {
        case .blank, .text:
            var text = ""
            if case .text(let given) = value { text = given }
            guard text.utf16.count <= TextLimit.utf16 else {
                sheet.fail(.writeTextTooLong, ["limit": String(TextLimit.utf16)])
                return
            }
            type = " t=\"str\">"
            content = Self.escaped(text)
        case .number(.decimal(let decimal)):
            content = Self.digits {
                ByteFormat.put(
                    significand: decimal.significand, exponent: decimal.exponent, at: $0)
            }
        case .number(.double(let double)): content = finite(double)
        case .date(let date):
            content = finite(date.serial + (date.system == .from1904 ? SerialDate.daysBetweenSystems : 0))
        case .duration(let time): content = finite(time.days)
        case .boolean(let boolean):
            type = " t=\"b\">"
            content = [UInt8(ascii: boolean ? "1" : "0")]
        case .error(let error):
            type = " t=\"e\">"
            content = Array(error.literal.utf8)
        case .missing: sheet.workbook.contents.hasUncalculatedFormulas = true
        }
        let expression = Self.plain(stored)
        let column = cursor.pointee.column
        guard var position = begin(style, room: expression.count + content.count) else { return }
        position = ByteFormat.put(type, at: position)
        if isArray {
            let reference = CellPosition(row: sheet.row, column: column).reference
            position = Self.put(Array("<f t=\"array\" ref=\"\(reference)\">".utf8), at: position)
        } else {
            position = ByteFormat.put("<f>", at: position)
        }
        position = Self.put(expression, at: position)
        position = ByteFormat.put("</f>", at: position)
        if value != .missing {
            position = ByteFormat.put("<v>", at: position)
            position = Self.put(content, at: position)
            position = ByteFormat.put("</v>", at: position)
        }
        measure(value, content, style)
        end(ByteFormat.put("</c>", at: position))
    }

    /// Lets an automatic column grow to the width of a value.
    private func measure(_ value: CellValue, _ content: [UInt8], _ style: StyleID?) {
        guard cursor.pointee.measures else { return }
        switch value {
        case .text(let text): widen(TextWidth.columns(of: text))
        case .number, .date, .duration:
            let whole = content.prefix { $0 != UInt8(ascii: ".") }.count
            measure(
                style, digits: whole, fraction: max(0, content.count - whole - 1),
                isNegative: content.first == UInt8(ascii: "-"))
        default: widen(content.count)
        }
    }

    private func finite(_ value: Double) -> [UInt8] {
        guard value.isFinite else {
            sheet.fail(.writeNotFinite, [:])
            return []
        }
        return Self.digits { ByteFormat.put(value, at: $0) }
    }

    private static func digits(
        _ put: (UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8>
    ) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: ByteFormat.numberRoom) { buffer, count in
            if let base = buffer.baseAddress { count = put(base) - base }
        }
    }

    private static func escaped(_ text: String) -> [UInt8] {
        var xml = XMLBuffer()
        xml.text(text)
        return xml.take()
    }

    /// A formula is not subject to the escapes of Excel, only to those of XML.
    private static func plain(_ text: String) -> [UInt8] {
        var xml = XMLBuffer()
        xml.plain(text)
        return xml.take()
    }

    private static func put(
        _ bytes: [UInt8], at position: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        bytes.withUnsafeBufferPointer { buffer in
            if let base = buffer.baseAddress { position.update(from: base, count: buffer.count) }
        }
        return position + bytes.count
    }
}
