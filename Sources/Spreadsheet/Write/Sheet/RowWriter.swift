/// Writes the cells of one row, from left to right.
///
/// Each call fills the next column. What cannot be written (text beyond Excel's limit, a number that is not
/// finite, a style of another workbook) makes the enclosing ``SheetWriter/row(height:isHidden:_:)`` throw.
public struct RowWriter: ~Copyable {
    let cursor: UnsafeMutablePointer<SheetCursor>
    unowned(unsafe) let sheet: SheetWriter

    /// The column that the next cell goes to, from 1.
    public var column: Int { cursor.pointee.column }

    /// Moves on to a column; it must not lie behind.
    public mutating func move(to column: Int) {
        guard column >= cursor.pointee.column else {
            sheet.fail(.writeColumnOrder, ["column": CellPosition.columnLetters(max(1, column))])
            return
        }
        cursor.pointee.column = column
    }

    /// Leaves cells out.
    public mutating func skip(_ count: Int = 1) {
        move(to: cursor.pointee.column &+ max(0, count))
    }

    /// Writes an empty cell, which shows nothing but its style.
    public mutating func blank(_ style: StyleID? = nil) {
        guard let style, var position = begin(style) else {
            cursor.pointee.column += 1
            return
        }
        position = ByteFormat.put("/>", at: position)
        end(position)
    }

    /// Writes a whole number.
    public mutating func number(_ value: Int, _ style: StyleID? = nil) {
        guard var position = begin(style) else { return }
        position = ByteFormat.put("><v>", at: position)
        let start = position
        position = ByteFormat.put(Int64(value), at: position)
        measure(style, digits: position - start, isNegative: value < 0)
        end(ByteFormat.put8("</v></c>", at: position))
    }

    /// Writes a number with the fewest digits that read back to the same double.
    public mutating func number(_ value: Double, _ style: StyleID? = nil) {
        guard value.isFinite else {
            sheet.fail(.writeNotFinite, [:])
            return
        }
        guard var position = begin(style) else { return }
        position = ByteFormat.put("><v>", at: position)
        let start = position
        position = ByteFormat.put(value, at: position)
        measure(style, start, position)
        end(ByteFormat.put8("</v></c>", at: position))
    }

    /// Writes a decimal exactly.
    ///
    /// Excel calculates with the nearest double.
    public mutating func number(_ value: PackedDecimal, _ style: StyleID? = nil) {
        decimal(value.significand, exponent: value.exponent, style)
    }

    /// Writes the fixed-point number `units × 10^-scale` exactly: 12345 at scale 2 is 123.45.
    public mutating func number(units: Int64, scale: Int, _ style: StyleID? = nil) {
        decimal(units, exponent: -scale, style)
    }

    private mutating func decimal(_ significand: Int64, exponent: Int, _ style: StyleID?) {
        guard var position = begin(style) else { return }
        position = ByteFormat.put("><v>", at: position)
        let start = position
        position = ByteFormat.put(significand: significand, exponent: exponent, at: position)
        measure(style, start, position)
        end(ByteFormat.put8("</v></c>", at: position))
    }

    /// Writes text.
    ///
    /// Whatever it begins with, it stays text and never becomes a formula.
    public mutating func text(_ text: String, _ style: StyleID? = nil) {
        let isContiguous: Void? = text.utf8.withContiguousStorageIfAvailable { utf8 in
            self.text(utf8, style)
        }
        guard isContiguous == nil else { return }
        var copy = text
        copy.withUTF8 { self.text($0, style) }
    }

    /// Writes TRUE or FALSE.
    public mutating func boolean(_ value: Bool, _ style: StyleID? = nil) {
        guard var position = begin(style) else { return }
        position = ByteFormat.put(value ? " t=\"b\"><v>1" : " t=\"b\"><v>0", at: position)
        widen(5)
        end(ByteFormat.put8("</v></c>", at: position))
    }

    /// Writes a calendar day; without a style, as `yyyy-mm-dd`.
    public mutating func date(_ day: CivilDay, _ style: StyleID? = nil) {
        guard day.year >= 1900, let date = SerialDate(year: day.year, month: day.month, day: day.day) else {
            sheet.fail(.writeDateRange, ["date": "\(day.year)-\(day.month)-\(day.day)"])
            return
        }
        number(date.serial, style ?? sheet.defaultStyles.date)
    }

    /// Writes the day that is so many days after 1970-01-01; without a style, as `yyyy-mm-dd`.
    public mutating func date(daysSince1970 days: Int, _ style: StyleID? = nil) {
        let serial = days &+ SerialDate.daysFrom1900To1970
        // Before March 1900 Excel's count is off by one, which `CivilDay` deals with.
        guard serial > 60, serial < Int(SerialDate.end1900) else {
            guard days.magnitude < 4_000_000 else {
                sheet.fail(.writeDateRange, ["date": String(days)])
                return
            }
            date(CivilDay(daysSince1970: days), style)
            return
        }
        number(serial, style ?? sheet.defaultStyles.date)
    }

    /// Writes a date with a time of day, or a time of day; without a style, as `yyyy-mm-dd hh:mm:ss`,
    /// `yyyy-mm-dd` at midnight, or `hh:mm:ss` for a time alone.
    public mutating func date(_ date: SerialDate, _ style: StyleID? = nil) {
        var serial = date.serial
        if date.system == .from1904 { serial += SerialDate.daysBetweenSystems }
        let standard =
            date.isTimeOnly
            ? sheet.defaultStyles.time
            : serial == serial.rounded(.down) ? sheet.defaultStyles.date : sheet.defaultStyles.dateTime
        number(serial, style ?? standard)
    }

    /// Writes a moment as milliseconds since 1970-01-01T00:00 without a time zone; without a style, as
    /// `yyyy-mm-dd hh:mm:ss`.
    public mutating func dateTime(millisecondsSince1970 milliseconds: Int64, _ style: StyleID? = nil) {
        let serial = Double(milliseconds) / 86_400_000 + Double(SerialDate.daysFrom1900To1970)
        guard serial >= 61, serial < SerialDate.end1900 else {
            sheet.fail(.writeDateRange, ["date": String(milliseconds)])
            return
        }
        number(serial, style ?? sheet.defaultStyles.dateTime)
    }

    /// Writes a length of time; without a style, as `[h]:mm:ss`.
    public mutating func duration(_ time: ElapsedTime, _ style: StyleID? = nil) {
        number(time.days, style ?? sheet.defaultStyles.duration)
    }

    /// Writes an error value.
    public mutating func error(_ error: CellError, _ style: StyleID? = nil) {
        guard var position = begin(style) else { return }
        position = ByteFormat.put(" t=\"e\"><v>", at: position)
        for byte in error.literal.utf8 {
            position.pointee = byte
            position += 1
        }
        widen(error.literal.utf8.count)
        end(ByteFormat.put8("</v></c>", at: position))
    }

    /// Writes a value of any kind.
    ///
    /// A formula without a stored value, ``CellValue/missing``, is left blank.
    public mutating func value(_ value: CellValue, _ style: StyleID? = nil) {
        switch value {
        case .blank, .missing: blank(style)
        case .number(.decimal(let decimal)): number(decimal, style)
        case .number(.double(let double)): number(double, style)
        case .text(let text): self.text(text, style)
        case .boolean(let boolean): self.boolean(boolean, style)
        case .date(let date): self.date(date, style)
        case .duration(let time): duration(time, style)
        case .error(let error): self.error(error, style)
        }
    }
}

extension RowWriter {
    /// Writes the start of a cell, `<c r="A1" s="2"`, and returns where to go on; nil when the cell cannot be
    /// written.
    @inline(__always)
    func begin(_ style: StyleID?, room: Int = 0) -> UnsafeMutablePointer<UInt8>? {
        if cursor.pointee.end - cursor.pointee.next < SheetCursor.cellRoom &+ room { sheet.flush() }
        let column = cursor.pointee.column
        guard column <= CellPosition.lastColumn else {
            sheet.fail(.writeTooManyColumns, [:])
            return nil
        }
        var position = UnsafeMutableRawPointer(cursor.pointee.next)
        let columnTag = cursor.pointee.columnTags[column]
        position.storeBytes(of: columnTag, as: SIMD16<UInt8>.self)
        position += Int(columnTag[15])
        position.storeBytes(of: cursor.pointee.rowTag, as: UInt64.self)
        position += cursor.pointee.rowTagLength
        if let style {
            guard style.workbook == cursor.pointee.workbook else {
                sheet.fail(.writeForeignStyle, [:])
                return nil
            }
            let styleTag = cursor.pointee.styleTags[Int(style.index)]
            position.storeBytes(of: styleTag, as: SIMD16<UInt8>.self)
            position += Int(styleTag[15])
        }
        return position.assumingMemoryBound(to: UInt8.self)
    }

    /// Notes where the cell ends and goes on to the next column.
    @inline(__always)
    func end(_ position: UnsafeMutablePointer<UInt8>) {
        let column = cursor.pointee.column
        cursor.pointee.next = position
        cursor.pointee.column = column &+ 1
        if column > cursor.pointee.lastColumn { cursor.pointee.lastColumn = column }
        if column < cursor.pointee.firstColumn { cursor.pointee.firstColumn = column }
    }

    /// Writes text given as valid UTF-8.
    package func text(_ utf8: UnsafeBufferPointer<UInt8>, _ style: StyleID?) {
        let count = utf8.count
        guard count <= TextLimit.utf16 || TextLimit.allows(utf8) else {
            sheet.fail(.writeTextTooLong, ["limit": String(TextLimit.utf16)])
            return
        }
        guard let base = utf8.baseAddress, count > 0 else {
            emptyText(style)
            return
        }
        // No UTF-16 unit takes more room than an escaped byte does.
        let room = min(count, TextLimit.utf16) &* ByteFormat.escapedRoomPerByte
        guard var position = begin(style, room: room) else { return }
        let state = cursor.pointee.columns + cursor.pointee.column
        if cursor.pointee.measures, state.pointee.isMeasured {
            let width = TextWidth.quickColumns(base, count)
            state.pointee.width = max(state.pointee.width, UInt16(clamping: width))
        }
        if cursor.pointee.fitsHeight, let style { sheet.fit(utf8, style, column: cursor.pointee.column) }
        let index = sharedIndex(base, count, state)
        if index >= 0 {
            position = ByteFormat.put(" t=\"s\"><v>", at: position)
            position = ByteFormat.put(magnitude: UInt64(truncatingIfNeeded: index), at: position)
            end(ByteFormat.put8("</v></c>", at: position))
        } else {
            let isPadded = ByteFormat.isPadded(base, count)
            position = ByteFormat.put(" t=\"inlineStr\"><is><t", at: position)
            position = ByteFormat.put(isPadded ? " xml:space=\"preserve\">" : ">", at: position)
            position = ByteFormat.putEscaped(base, count, at: position)
            end(ByteFormat.put("</t></is></c>", at: position))
        }
    }

    /// Finds a text among the shared strings; -1 when it goes into its cell.
    ///
    /// Columns whose texts hardly ever repeat (order numbers, waybills) are not looked up at all for a while.
    @inline(__always)
    private func sharedIndex(
        _ utf8: UnsafePointer<UInt8>, _ count: Int, _ state: UnsafeMutablePointer<ColumnState>
    ) -> Int {
        if state.pointee.inlineLeft > 0 {
            state.pointee.inlineLeft &-= 1
            return -1
        }
        guard count <= SharedStringTable.maximumLength else { return -1 }
        let found = cursor.pointee.sharedStrings.pointee.find(utf8, count, orInsert: true)
        state.pointee.lookups &+= 1
        state.pointee.hits &+= found.isOld ? 1 : 0
        if state.pointee.lookups >= ColumnState.probation {
            if state.pointee.hits < ColumnState.probation / 4 {
                state.pointee.inlineLeft = ColumnState.holiday
            }
            state.pointee.lookups = 0
            state.pointee.hits = 0
        }
        return found.index
    }

    /// An empty string is not a blank cell: formulas tell them apart.
    private func emptyText(_ style: StyleID?) {
        var nothing: UInt8 = 0
        let found = cursor.pointee.sharedStrings.pointee.find(&nothing, 0, orInsert: true)
        guard var position = begin(style) else { return }
        guard found.index >= 0 else {
            end(ByteFormat.put(" t=\"inlineStr\"><is><t/></is></c>", at: position))
            return
        }
        position = ByteFormat.put(" t=\"s\"><v>", at: position)
        position = ByteFormat.put(magnitude: UInt64(truncatingIfNeeded: found.index), at: position)
        end(ByteFormat.put8("</v></c>", at: position))
    }

    /// Lets an automatic column grow to a width.
    @inline(__always)
    func widen(_ width: Int) {
        guard cursor.pointee.measures else { return }
        let state = cursor.pointee.columns + cursor.pointee.column
        guard state.pointee.isMeasured else { return }
        state.pointee.width = max(state.pointee.width, UInt16(clamping: width))
    }

    /// Lets an automatic column grow to the width of the number between two positions.
    @inline(__always)
    func measure(
        _ style: StyleID?, _ start: UnsafeMutablePointer<UInt8>, _ end: UnsafeMutablePointer<UInt8>
    ) {
        guard cursor.pointee.measures else { return }
        var point = start
        while point < end, point.pointee != UInt8(ascii: ".") { point += 1 }
        let isNegative = start.pointee == UInt8(ascii: "-")
        measure(
            style, digits: point - start, fraction: max(0, end - point - 1), isNegative: isNegative)
    }

    @inline(__always)
    func measure(_ style: StyleID?, digits: Int, fraction: Int = 0, isNegative: Bool) {
        guard cursor.pointee.measures else { return }
        let width = cursor.pointee.styleWidths[Int(style?.index ?? 0)]
        widen(
            width.columns(
                wholeDigits: isNegative ? digits &- 1 : digits, fractionDigits: fraction,
                isNegative: isNegative))
    }
}

/// Excel's limit on the text of a cell.
enum TextLimit {
    /// UTF-16 units (Excel specifications and limits).
    static let utf16 = 32_767

    /// Whether UTF-8 text stays within the limit.
    static func allows(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        guard utf8.count <= utf16 * 3 else { return false }
        var units = 0
        for byte in utf8 { units += (byte & 0xC0 != 0x80 ? 1 : 0) + (byte >= 0xF0 ? 1 : 0) }
        return units <= utf16
    }
}
