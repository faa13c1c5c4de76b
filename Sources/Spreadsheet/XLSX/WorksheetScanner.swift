/// Reads the rows of a worksheet (ECMA-376 part 1, 18.3.1.73) straight from their bytes.
///
/// The scanner understands the XML that spreadsheet programs write and nothing else. Where it meets anything it does
/// not understand it stops in front of that row, and ``WorksheetXMLReader`` goes on from there; so both readers must
/// agree on every cell, which the tests see to.
struct WorksheetScanner {
    /// The class of the number format of each cell style.
    let formats: [NumberFormatClass]
    /// What ISO 8601 dates are counted from.
    let dateSystem: DateSystem
    /// UTF-16 units that a text may have; a longer one is left to the other reader, which reports it.
    let textLimit: Int
    /// Whether the caller wants formulas; without them the scanner only notes that a cell has one.
    let wantsFormulas: Bool

    /// What was made of a block of bytes.
    struct Outcome {
        /// The cells of the rows that were understood.
        var chunk = CellChunk()
        /// The number of the last row, or what it was before when there was none.
        var lastRow: Int
        /// Where the bytes begin that were not understood; nil when all were.
        var stop: Int?
        /// The first row has no number and `previousRow` was not given: nothing was read.
        var needsPreviousRow = false
        /// Whether some cell stands before one that comes earlier in the file.
        var isDisordered = false
        /// The highest index into the shared strings; -1 when there was none.
        var highestSharedText = -1
    }

    /// Scans a block that begins at a row and holds whole rows, with blanks around them.
    ///
    /// - Parameters:
    ///   - block: The bytes, followed by ``XMLBytes/padding`` zero bytes.
    ///   - previousRow: The number of the row before; nil when it is not known yet.
    /// - Returns: The cells, and where the bytes begin that were not understood.
    func scan(_ block: UnsafeRawBufferPointer, previousRow: Int?) -> Outcome {
        guard let base = block.baseAddress?.assumingMemoryBound(to: UInt8.self) else {
            return Outcome(lastRow: previousRow ?? 0)
        }
        var outcome = Outcome(lastRow: previousRow ?? -1)
        // The shortest cell that makes a record, <c><v>1</v></c>, has 15 bytes. What is reserved beyond need is
        // never touched and so costs no memory.
        let capacity = block.count / 15 + 1
        let first = UnsafeMutablePointer<CellRecord>.allocate(capacity: capacity)
        defer { first.deallocate() }
        let texts = ScannedTexts(byteCount: block.count, count: capacity)
        defer { texts.deallocate() }
        var state = RowState(next: first, first: first, place: base, row: previousRow ?? -1, texts: texts)
        formats.withUnsafeBufferPointer { formats in
            state.formats = formats
            let end = base + block.count
            while true {
                XMLBytes.skipBlanks(&state.place)
                if state.place == end { break }
                let (rowStart, recordsBefore, rowBefore) = (state.place, state.next, state.row)
                let textsBefore = state.texts.count
                let formulasBefore = outcome.chunk.formulas.count
                let hiddenBefore = outcome.chunk.hiddenRows.count
                if scanRow(&state, &outcome) { continue }
                // The records of a row that broke off are given back: the other reader starts at the row.
                state.next = recordsBefore
                state.row = rowBefore
                state.texts.truncate(to: textsBefore)
                outcome.chunk.formulas.removeSubrange(formulasBefore...)
                outcome.chunk.hiddenRows.removeSubrange(hiddenBefore...)
                outcome.stop = rowStart - base
                break
            }
        }
        outcome.lastRow = state.row
        outcome.chunk.records = Array(UnsafeBufferPointer(start: first, count: state.next - first))
        outcome.chunk.arena = state.texts.arena
        if outcome.needsPreviousRow {
            return Outcome(lastRow: -1, stop: 0, needsPreviousRow: true)
        }
        return outcome
    }

    /// Where the scanner stands.
    private struct RowState {
        var next: UnsafeMutablePointer<CellRecord>
        let first: UnsafeMutablePointer<CellRecord>
        var place: UnsafePointer<UInt8>
        var row: Int
        var formats = UnsafeBufferPointer<NumberFormatClass>(start: nil, count: 0)
        var lastPosition: UInt64 = 0
        var texts: ScannedTexts

        init(
            next: UnsafeMutablePointer<CellRecord>, first: UnsafeMutablePointer<CellRecord>,
            place: UnsafePointer<UInt8>, row: Int, texts: ScannedTexts
        ) {
            self.texts = texts
            self.next = next
            self.first = first
            self.place = place
            self.row = row
        }
    }

    // MARK: - Rows

    /// Scans one row; false when it is not understood.
    @inline(__always)
    private func scanRow(_ state: inout RowState, _ outcome: inout Outcome) -> Bool {
        var place = state.place
        // "<row" and a byte that ends the name; "<rowBreaks" is something else.
        guard XMLBytes.starts(place, with: UInt32(littleEndian: 0x776F_723C)) else { return false }
        let tagStart = place
        place += 4
        var row = -1
        var isHidden = false
        var attributes = 0
        while true {
            let blanksStart = place
            XMLBytes.skipBlanks(&place)
            let byte = place.pointee
            if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") { break }
            guard place != blanksStart, attributes < Self.mostAttributes, let attribute = XMLAttribute(&place)
            else {
                return false
            }
            attributes &+= 1
            if attribute.isNamed("r") {
                guard let number = attribute.number, number >= 1, number <= CellPosition.lastRow else {
                    return false
                }
                row = number
            } else if attribute.isNamed("hidden") {
                guard let value = attribute.boolean else { return false }
                isHidden = value
            } else if attribute.changesContext {
                return false
            }
        }
        guard place - tagStart < Self.mostTagBytes else { return false }
        if row < 0 {
            guard state.row >= 0 else {
                outcome.needsPreviousRow = true
                return false
            }
            row = state.row + 1
            guard row <= CellPosition.lastRow else { return false }
        }
        state.row = row
        if isHidden { outcome.chunk.hiddenRows.append(UInt32(truncatingIfNeeded: row)) }
        if place.pointee == UInt8(ascii: "/") {
            guard place[1] == UInt8(ascii: ">") else { return false }
            state.place = place + 2
            return true
        }
        place += 1
        var column = 0
        while true {
            XMLBytes.skipBlanks(&place)
            // "<c" and a byte that ends the name
            guard place.pointee == UInt8(ascii: "<") else { return false }
            if place[1] == UInt8(ascii: "c") {
                place += 2
                guard scanCell(&state, &outcome, &place, row, &column) else { return false }
            } else {
                // "</row>"
                guard XMLBytes.starts(place, with: UInt32(littleEndian: 0x6F72_2F3C)),
                    place[4] == UInt8(ascii: "w"), place[5] == UInt8(ascii: ">")
                else { return false }
                state.place = place + 6
                return true
            }
        }
    }

    // MARK: - Cells

    /// Attributes and bytes of a tag beyond which the other reader decides, which has limits on them.
    private static let mostAttributes = 1000
    private static let mostTagBytes = 1 << 20

    private enum CellType {
        case number, shared, text, inline, boolean, error, date
    }

    /// Scans one cell from behind `<c`; false when it is not understood.
    @inline(__always)
    private func scanCell(
        _ state: inout RowState, _ outcome: inout Outcome, _ place: inout UnsafePointer<UInt8>, _ row: Int,
        _ column: inout Int
    ) -> Bool {
        var cellRow = row
        column += 1
        var format = state.formats.isEmpty ? .general : state.formats[0]
        var type = CellType.number
        var others = 0

        // Attributes: r, s and t are known; any other is passed over.
        while true {
            let blanksStart = place
            XMLBytes.skipBlanks(&place)
            let byte = place.pointee
            if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") { break }
            guard place != blanksStart else { return false }
            if place[1] == UInt8(ascii: "="), place[2] == UInt8(ascii: "\"") {
                place += 3
                switch byte {
                case UInt8(ascii: "r"):
                    guard scanReference(&place, &cellRow, &column) else { return false }
                case UInt8(ascii: "s"):
                    guard let style = Self.scanIndex(&place), place.pointee == UInt8(ascii: "\"") else {
                        return false
                    }
                    place += 1
                    // A style that does not exist is left to the other reader.
                    guard style < state.formats.count || style == 0 else { return false }
                    if style < state.formats.count { format = state.formats[style] }
                case UInt8(ascii: "t"):
                    guard let known = Self.scanType(&place) else { return false }
                    type = known
                default:
                    others &+= 1
                    let valueStart = place
                    guard others < Self.mostAttributes,
                        XMLAttribute.skipValue(&place, quote: UInt8(ascii: "\"")),
                        place - valueStart < Self.mostTagBytes
                    else { return false }
                }
            } else {
                others &+= 1
                guard others < Self.mostAttributes, let attribute = XMLAttribute(&place),
                    !attribute.changesContext, !attribute.isNamed("r"),
                    !attribute.isNamed("s"), !attribute.isNamed("t")
                else { return false }
            }
        }
        if place.pointee == UInt8(ascii: "/") {
            guard place[1] == UInt8(ascii: ">") else { return false }
            place += 2
            return true
        }
        place += 1

        var payload: UInt64 = 0
        var kind = CellKind.blank
        var sawFormula = false
        while true {
            XMLBytes.skipBlanks(&place)
            guard place.pointee == UInt8(ascii: "<") else { return false }
            switch place[1] {
            case UInt8(ascii: "v"):
                guard kind == .blank, type != .inline, place[2] == UInt8(ascii: ">") else { return false }
                place += 3
                guard scanValue(&place, &state, &outcome, type, &payload, &kind, &format) else {
                    return false
                }
                // "</v>"
                guard XMLBytes.starts(place, with: UInt32(littleEndian: 0x3E76_2F3C)) else { return false }
                place += 4
            case UInt8(ascii: "f"):
                guard !sawFormula, kind == .blank else { return false }
                sawFormula = true
                place += 2
                guard scanFormula(&place, &outcome, record: state.next - state.first) else { return false }
            case UInt8(ascii: "i"):
                guard kind == .blank, type == .inline,
                    scanInlineString(&place, &state.texts, &payload)
                else { return false }
                kind = .text
            case UInt8(ascii: "/"):
                // "</c>"
                guard XMLBytes.starts(place, with: UInt32(littleEndian: 0x3E63_2F3C)) else { return false }
                place += 4
                guard column <= CellPosition.lastColumn else { return false }
                if kind == .blank {
                    guard sawFormula else { return true }
                    kind = .missing
                }
                let record = CellRecord(
                    payload: payload, row: UInt32(truncatingIfNeeded: cellRow),
                    column: UInt16(truncatingIfNeeded: column), kind: kind, format: format)
                state.next.initialize(to: record)
                state.next += 1
                let position = UInt64(record.row) << 16 | UInt64(record.column)
                if position <= state.lastPosition { outcome.isDisordered = true }
                state.lastPosition = position
                return true
            default:
                return false
            }
        }
    }

    /// Scans the value of attribute `r` and its closing quote.
    @inline(__always)
    private func scanReference(
        _ place: inout UnsafePointer<UInt8>, _ row: inout Int, _ column: inout Int
    ) -> Bool {
        var letters = 0
        var byte = place.pointee
        while byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z") {
            letters = letters &* 26 &+ Int(byte &- UInt8(ascii: "A")) &+ 1
            guard letters <= CellPosition.lastColumn else { return false }
            place += 1
            byte = place.pointee
        }
        guard letters > 0, let number = Self.scanIndex(&place), number >= 1,
            number <= CellPosition.lastRow, place.pointee == UInt8(ascii: "\"")
        else { return false }
        place += 1
        column = letters
        row = number
        return true
    }

    /// Scans up to nine digits; nil when there are none or more.
    @inline(__always)
    private static func scanIndex(_ place: inout UnsafePointer<UInt8>) -> Int? {
        let start = place
        var value = 0
        while true {
            let digit = place.pointee &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            value = value &* 10 &+ Int(digit)
            place += 1
        }
        let count = place - start
        return count > 0 && count <= 9 ? value : nil
    }

    /// Scans the value of attribute `t` and its closing quote; nil when it is none of the usual types.
    @inline(__always)
    private static func scanType(_ place: inout UnsafePointer<UInt8>) -> CellType? {
        let quote = UInt8(ascii: "\"")
        if place[1] == quote {
            defer { place += 2 }
            switch place.pointee {
            case UInt8(ascii: "s"): return .shared
            case UInt8(ascii: "n"): return .number
            case UInt8(ascii: "b"): return .boolean
            case UInt8(ascii: "e"): return .error
            case UInt8(ascii: "d"): return .date
            default: return nil
            }
        }
        // str"
        if XMLBytes.starts(place, with: UInt32(littleEndian: 0x2272_7473)) {
            place += 4
            return .text
        }
        // inlineSt, r"
        if XMLBytes.starts(place, with: UInt64(littleEndian: 0x7453_656E_696C_6E69)),
            place[8] == UInt8(ascii: "r"), place[9] == quote
        {
            place += 10
            return .inline
        }
        return nil
    }

    // MARK: - Values

    @inline(__always)
    private func scanValue(
        _ place: inout UnsafePointer<UInt8>, _ state: inout RowState, _ outcome: inout Outcome,
        _ type: CellType, _ payload: inout UInt64, _ kind: inout CellKind, _ format: inout NumberFormatClass
    ) -> Bool {
        // An empty value is none, except for text.
        if place.pointee == UInt8(ascii: "<"), type != .text { return true }
        switch type {
        case .number:
            return Self.scanNumber(&place, &payload, &kind)
        case .shared:
            guard let index = Self.scanIndex(&place) else { return false }
            payload = UInt64(truncatingIfNeeded: index)
            kind = .sharedText
            outcome.highestSharedText = max(outcome.highestSharedText, index)
            return true
        case .boolean:
            let digit = place.pointee &- UInt8(ascii: "0")
            guard digit <= 1 else { return false }
            place += 1
            payload = UInt64(digit)
            kind = .boolean
            return true
        case .text:
            guard let text = XMLText(&place) else { return false }
            kind = .text
            return append(text, trims: false, to: &state.texts, &payload)
        case .error:
            guard let text = XMLText(&place)?.bytes,
                let error = CellError(literal: String(decoding: text, as: UTF8.self))
            else { return false }
            payload = UInt64(error.rawValue)
            kind = .error
            return true
        case .date:
            guard let text = XMLText(&place)?.bytes,
                let date = ISODateParser.parse(XMLValue.trimmed(text), system: dateSystem)
            else { return false }
            payload = date.serial.bitPattern
            kind = .double
            if !format.isDateOrTime, format != .duration { format = date.format }
            return true
        case .inline:
            return false
        }
    }

    /// Scans a number up to the `<` behind it.
    ///
    /// Plain decimals of up to 15 digits are read here, all others by ``NumberParser``.
    @inline(__always)
    static func scanNumber(
        _ place: inout UnsafePointer<UInt8>, _ payload: inout UInt64, _ kind: inout CellKind
    ) -> Bool {
        let start = place
        var cursor = place
        let isNegative = cursor.pointee == UInt8(ascii: "-")
        if isNegative { cursor += 1 }
        let digitsStart = cursor
        var value: Int64 = 0
        var digit = cursor.pointee &- UInt8(ascii: "0")
        while digit <= 9 {
            value = value &* 10 &+ Int64(digit)
            cursor += 1
            digit = cursor.pointee &- UInt8(ascii: "0")
        }
        var digits = cursor - digitsStart
        var exponent = 0
        if digits > 0, cursor.pointee == UInt8(ascii: ".") {
            cursor += 1
            let fractionStart = cursor
            digit = cursor.pointee &- UInt8(ascii: "0")
            while digit <= 9 {
                value = value &* 10 &+ Int64(digit)
                cursor += 1
                digit = cursor.pointee &- UInt8(ascii: "0")
            }
            exponent = fractionStart - cursor
            // "1." is left to the other parser.
            digits = exponent == 0 ? 0 : digits - exponent
        }
        if digits > 0, digits <= NumberParser.maxDecimalDigits, cursor.pointee == UInt8(ascii: "<") {
            place = cursor
            payload =
                PackedDecimal(uncheckedSignificand: isNegative ? 0 &- value : value, exponent: exponent).bits
            kind = .decimal
            return true
        }
        while cursor.pointee != UInt8(ascii: "<") {
            if cursor.pointee == 0 || cursor.pointee == UInt8(ascii: "&") { return false }
            cursor += 1
        }
        let text = UnsafeRawBufferPointer(start: start, count: cursor - start)
        switch NumberParser.parse(text) {
        case .decimal(let decimal):
            payload = decimal.bits
            kind = .decimal
        case .double(let double):
            payload = double.bitPattern
            kind = .double
        case nil:
            return false
        }
        place = cursor
        return true
    }

    /// Adds text from XML; false when it is not well formed or too long.
    @inline(__always)
    private func append(
        _ text: XMLText, trims: Bool, to texts: inout ScannedTexts, _ payload: inout UInt64
    ) -> Bool {
        guard TextLength.excess(text.bytes, limit: textLimit) == nil else { return false }
        guard text.isPlain else { return appendDecoded(text.bytes, trims: trims, to: &texts, &payload) }
        payload = UInt64(texts.append(trims ? XMLValue.trimmed(text.bytes) : text.bytes))
        return true
    }

    private func appendDecoded(
        _ text: UnsafeRawBufferPointer, trims: Bool, to texts: inout ScannedTexts, _ payload: inout UInt64
    ) -> Bool {
        var decoded: [UInt8] = []
        guard XMLTextDecoder.decodeXString(text, trims: trims, into: &decoded) else { return false }
        payload = UInt64(texts.append(decoded))
        return true
    }

    // MARK: - Formulas and inline strings

    /// Scans a formula from behind `<f`.
    private func scanFormula(
        _ place: inout UnsafePointer<UInt8>, _ outcome: inout Outcome, record: Int
    ) -> Bool {
        var group: Int?
        var isShared = false
        while true {
            let blanksStart = place
            XMLBytes.skipBlanks(&place)
            let byte = place.pointee
            if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") { break }
            guard place != blanksStart, let attribute = XMLAttribute(&place) else { return false }
            if attribute.isNamed("t") {
                isShared = attribute.hasValue("shared")
                // Data tables have no formula text of their own.
                if attribute.hasValue("dataTable") { return false }
            } else if attribute.isNamed("si") {
                guard let number = attribute.number else { return false }
                group = number
            }
        }
        var formula = ""
        if place.pointee == UInt8(ascii: "/") {
            guard place[1] == UInt8(ascii: ">") else { return false }
            place += 2
        } else {
            place += 1
            guard let text = XMLText(&place)?.bytes,
                // "</f>"
                XMLBytes.starts(place, with: UInt32(littleEndian: 0x3E66_2F3C))
            else { return false }
            place += 4
            if wantsFormulas || isShared {
                var decoded: [UInt8] = []
                guard XMLTextDecoder.decode(text, into: &decoded) else { return false }
                formula = String(decoding: decoded, as: UTF8.self)
            }
        }
        guard wantsFormulas else { return true }
        let source: FormulaSource
        if isShared {
            guard let group else { return false }
            source = formula.isEmpty ? .shared(group: group) : .sharedMaster(group: group, formula)
        } else {
            if formula.isEmpty { return true }
            source = .own(formula)
        }
        outcome.chunk.formulas.append(FormulaRecord(record: record, source: source))
        return true
    }

    /// Scans `<is><t>text</t></is>`; rich text is left to the other reader.
    private func scanInlineString(
        _ place: inout UnsafePointer<UInt8>, _ texts: inout ScannedTexts, _ payload: inout UInt64
    ) -> Bool {
        // "<is>", "<t"
        guard XMLBytes.starts(place, with: UInt32(littleEndian: 0x3E73_693C)) else { return false }
        place += 4
        guard place[0] == UInt8(ascii: "<"), place[1] == UInt8(ascii: "t") else { return false }
        place += 2
        guard let preservesSpace = XMLBytes.scanTextAttributes(&place), let text = XMLText(&place),
            // "</t>", "</is>"
            XMLBytes.starts(place, with: UInt32(littleEndian: 0x3E74_2F3C)),
            XMLBytes.starts(place + 4, with: UInt32(littleEndian: 0x7369_2F3C)),
            place[8] == UInt8(ascii: ">")
        else { return false }
        place += 9
        return append(text, trims: !preservesSpace, to: &texts, &payload)
    }
}
