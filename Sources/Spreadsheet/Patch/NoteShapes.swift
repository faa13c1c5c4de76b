import Foundation

/// The VML shapes of comments (ECMA-376 part 4, 19.4.2), without which Excel does not show them.
///
/// VML is not always well-formed XML, so parts that are there are searched as text.
enum NoteShapes {
    private static let namespaces = [
        ("v", "urn:schemas-microsoft-com:vml"), ("o", "urn:schemas-microsoft-com:office:office"),
        ("x", "urn:schemas-microsoft-com:office:excel"),
    ]
    private static let shapeType = "_x0000_t202"
    /// The type that every shape of a comment refers to.
    private static let shapeTypeElement = """
        <v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">\
        <v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>
        """

    /// A drawing of comments.
    ///
    /// `block` is the first of the blocks of 1,024 shape ids that the drawing uses.
    static func part(for notes: [(cell: CellPosition, text: String)], block: Int) -> [UInt8] {
        let blocks = (0...notes.count / 1024).map { String(block + $0) }.joined(separator: ",")
        var text = "<xml" + namespaces.map { " xmlns:\($0.0)=\"\($0.1)\"" }.joined() + ">"
        text += "<o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"\(blocks)\"/></o:shapelayout>"
        text += shapeTypeElement
        var bytes = Array(text.utf8)
        for (index, note) in notes.enumerated() {
            bytes += shape(for: note, id: block * 1024 + 1 + index, order: index + 1, declarations: "")
        }
        return bytes + Array("</xml>".utf8)
    }

    /// Where shapes can be added to a drawing, and what; nil when it is no VML.
    static func addition(
        of notes: [(cell: CellPosition, text: String)], to drawing: [UInt8]
    ) -> (offset: Int, bytes: [UInt8])? {
        let end = Array("</xml>".utf8)
        guard let offset = lastOccurrence(of: end, in: drawing),
            let rootEnd = drawing.firstIndex(of: UInt8(ascii: ">"))
        else { return nil }
        let root = String(decoding: drawing[..<rootEnd], as: UTF8.self)
        let declarations = namespaces.filter { !root.contains("xmlns:\($0.0)=\"\($0.1)\"") }
            .map { " xmlns:\($0.0)=\"\($0.1)\"" }.joined()
        var bytes: [UInt8] = []
        if firstOccurrence(of: Array("id=\"\(shapeType)\"".utf8), in: drawing, from: 0) == nil {
            bytes += Array(
                (declarations.isEmpty
                    ? shapeTypeElement : "<v:shapetype\(declarations)" + shapeTypeElement.dropFirst(12)).utf8)
        }
        let first = max(highestID(in: drawing), 1024) + 1
        for (index, note) in notes.enumerated() {
            bytes += shape(for: note, id: first + index, order: index + 1, declarations: declarations)
        }
        return (offset, bytes)
    }

    /// The shapes of the comments on some cells.
    static func shapes(of cells: Set<CellPosition>, in drawing: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var position = 0
        let open = Array("<v:shape ".utf8)
        let close = Array("</v:shape>".utf8)
        while let start = firstOccurrence(of: open, in: drawing, from: position),
            let end = firstOccurrence(of: close, in: drawing, from: start)
        {
            let range = start..<end + close.count
            let text = String(decoding: drawing[range], as: UTF8.self)
            if text.contains("ObjectType=\"Note\""), let row = number("Row", in: text),
                let column = number("Column", in: text),
                cells.contains(CellPosition(row: row + 1, column: column + 1))
            {
                found.append(range)
            }
            position = range.upperBound
        }
        return found
    }

    private static func number(_ name: String, in shape: String) -> Int? {
        guard let start = shape.range(of: "<x:\(name)>"), let end = shape.range(of: "</x:\(name)>"),
            start.upperBound <= end.lowerBound
        else { return nil }
        return Int(shape[start.upperBound..<end.lowerBound].filter { !$0.isWhitespace }).flatMap {
            (0..<CellPosition.lastRow).contains($0) ? $0 : nil
        }
    }

    private static func shape(
        for note: (cell: CellPosition, text: String), id: Int, order: Int, declarations: String
    ) -> [UInt8] {
        let size = size(of: note.text)
        let text = """
            <v:shape\(declarations) id="_x0000_s\(id)" type="#\(shapeType)" style="position:absolute;\
            margin-left:59.25pt;margin-top:1.5pt;width:\(size.width * 3 / 4)pt;height:\(size.height * 3 / 4)pt;\
            z-index:\(order);visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>\
            <v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>\
            <v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>\
            <x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>\
            <x:Anchor>\(anchor(of: note.cell, size))</x:Anchor><x:AutoFill>False</x:AutoFill>\
            <x:Row>\(note.cell.row - 1)</x:Row><x:Column>\(note.cell.column - 1)</x:Column></x:ClientData></v:shape>
            """
        return Array(text.utf8)
    }

    /// Columns, rows and pixels into them of the left, top, right and bottom edges (ECMA-376 part 4,
    /// 19.4.2.3), for columns and rows of standard size.
    ///
    /// The box stays on the sheet.
    private static func anchor(of cell: CellPosition, _ size: PixelExtent) -> String {
        let columns = size.width / 64 + 1
        let rows = size.height / 20 + 1
        let left = max(0, min(cell.column, CellPosition.lastColumn - 1 - columns))
        let top = max(0, min(cell.row - 2, CellPosition.lastRow - 1 - rows))
        return [left, 15, top, 7, left + columns, 15, top + rows, 7].map(String.init).joined(separator: ", ")
    }

    private struct PixelExtent {
        var width: Int
        var height: Int
    }

    private static func size(of text: String) -> PixelExtent {
        let lineWidth = 40
        var widest = 0
        var lines = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let width = TextWidth.columns(of: String(line))
            widest = max(widest, min(width, lineWidth))
            lines += max(1, (width + lineWidth - 1) / lineWidth)
        }
        return PixelExtent(width: max(108, widest * 7 + 24), height: min(600, max(2, lines) * 16 + 16))
    }

    /// The highest number in the ids of shapes.
    private static func highestID(in drawing: [UInt8]) -> Int {
        let mark = Array("_x0000_s".utf8)
        var highest = 0
        var position = 0
        while let start = firstOccurrence(of: mark, in: drawing, from: position) {
            position = start + mark.count
            var number = 0
            while position < drawing.count, drawing[position] &- 0x30 < 10, number < 1 << 28 {
                number = number * 10 + Int(drawing[position] - 0x30)
                position += 1
            }
            if number < 1 << 28 { highest = max(highest, number) }
        }
        return highest
    }

    private static func firstOccurrence(of needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard let first = needle.first, start < bytes.count else { return nil }
        var position = start
        while let next = bytes[position...].firstIndex(of: first) {
            if bytes[next...].starts(with: needle) { return next }
            position = next + 1
        }
        return nil
    }

    private static func lastOccurrence(of needle: [UInt8], in bytes: [UInt8]) -> Int? {
        var position = bytes.count - needle.count
        while position >= 0 {
            if bytes[position...].starts(with: needle) { return position }
            position -= 1
        }
        return nil
    }
}
