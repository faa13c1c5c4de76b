/// The shapes of comments, in VML (ECMA-376 part 4, 19): without them Excel does not show the comments.
struct NotesDrawingPartWriter {
    let notes: [(cell: CellPosition, note: CellNote)]
    /// The first of the blocks of 1024 ids from which the shapes take theirs; no two sheets share a block.
    let firstBlock: Int
    let columns: ColumnWidths

    /// Pixels of a row of standard height.
    private static let rowHeight = 20
    /// Pixels of a line of text of 9 points.
    private static let lineHeight = 16
    /// Digits of the standard font that a line of a comment holds at most.
    private static let lineWidth = 40

    /// The blocks of ids that so many shapes take.
    static func blockCount(for shapes: Int) -> Int { shapes / 1024 + 1 }

    func bytes() -> [UInt8] {
        var xml = XMLBuffer()
        xml.element(
            "xml",
            [
                "xmlns:v": "urn:schemas-microsoft-com:vml",
                "xmlns:o": "urn:schemas-microsoft-com:office:office",
                "xmlns:x": "urn:schemas-microsoft-com:office:excel",
            ]
        ) { xml in
            xml.element("o:shapelayout", ["v:ext": "edit"]) {
                let blocks = (firstBlock..<firstBlock + Self.blockCount(for: notes.count)).map(String.init)
                $0.element("o:idmap", ["v:ext": "edit", "data": blocks.joined(separator: ",")])
            }
            xml.element(
                "v:shapetype",
                [
                    "id": "_x0000_t202", "coordsize": "21600,21600", "o:spt": 202,
                    "path": "m,l,21600r21600,l21600,xe",
                ]
            ) { xml in
                xml.element("v:stroke", ["joinstyle": "miter"])
                xml.element("v:path", ["gradientshapeok": "t", "o:connecttype": "rect"])
            }
            for (index, item) in notes.enumerated() { write(item.cell, item.note, index, &xml) }
        }
        return xml.take()
    }

    private func write(_ cell: CellPosition, _ note: CellNote, _ index: Int, _ xml: inout XMLBuffer) {
        let size = note.size ?? Self.size(for: note.text)
        let style =
            "position:absolute;margin-left:59.25pt;margin-top:1.5pt;width:\(size.width * 3 / 4)pt;"
            + "height:\(size.height * 3 / 4)pt;z-index:\(index + 1);"
            + "visibility:\(note.isShown ? "visible" : "hidden")"
        xml.element(
            "v:shape",
            [
                "id": "_x0000_s\(firstBlock * 1024 + index + 1)", "type": "#_x0000_t202", "style": style,
                "fillcolor": "#ffffe1", "o:insetmode": "auto",
            ]
        ) { xml in
            xml.element("v:fill", ["color2": "#ffffe1"])
            xml.element("v:shadow", ["on": "t", "color": "black", "obscured": "t"])
            xml.element("v:path", ["o:connecttype": "none"])
            xml.element("v:textbox", ["style": "mso-direction-alt:auto"]) {
                $0.element("div", ["style": "text-align:left"])
            }
            xml.element("x:ClientData", ["ObjectType": "Note"]) { xml in
                xml.element("x:MoveWithCells")
                xml.element("x:SizeWithCells")
                xml.element("x:Anchor", text: anchor(of: cell, size))
                xml.element("x:AutoFill", text: "False")
                xml.element("x:Row", text: String(cell.row - 1))
                xml.element("x:Column", text: String(cell.column - 1))
                if note.isShown { xml.element("x:Visible") }
            }
        }
    }

    /// Columns, rows and pixels into them of the left, top, right and bottom edges (ECMA-376 part 4,
    /// 19.4.2.3).
    ///
    /// The box lies right of the cell and a little above.
    private func anchor(of cell: CellPosition, _ size: PixelSize) -> String {
        let left = min(cell.column, CellPosition.lastColumn - 1)
        let top = max(0, cell.row - 2)
        let right = columns.place(from: left, offset: 15 + size.width)
        let down = 7 + size.height
        return [
            left, 15, top, 7, right.column, right.offset, top + down / Self.rowHeight, down % Self.rowHeight,
        ]
        .map(String.init).joined(separator: ", ")
    }

    private static func size(for text: String) -> PixelSize {
        var widest = 0
        var lines = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let width = TextWidth.columns(of: String(line))
            widest = max(widest, min(width, lineWidth))
            lines += max(1, (width + lineWidth - 1) / lineWidth)
        }
        return PixelSize(
            width: max(108, widest * 7 + 24), height: min(600, max(2, lines) * lineHeight + 16))
    }
}

/// The widths of columns in pixels, to place drawings.
struct ColumnWidths {
    /// Widths that differ from the standard, by column number from 1.
    var widths: [Int: Int] = [:]
    /// The width of all others.
    var standard = 64

    /// The pixels of a width in digits of the standard font, whose digits are seven pixels wide (ECMA-376 part 1,
    /// 18.3.1.13).
    static func pixels(_ characters: Double) -> Int { Int(characters * 7) + 5 }

    /// The column, from 0, and the pixels into it, so many pixels right of a column, from 0.
    func place(from column: Int, offset: Int) -> (column: Int, offset: Int) {
        var column = column
        var offset = offset
        while column < CellPosition.lastColumn - 1, offset >= widths[column + 1] ?? standard {
            offset -= widths[column + 1] ?? standard
            column += 1
        }
        return (column, offset)
    }
}
