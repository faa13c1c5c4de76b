/// Gathers the text of a rich text item (`si` or `is`; ECMA-376 part 1, 18.4.8): the text `t`, or the texts
/// of all runs `r` one after the other.
///
/// Phonetic runs `rPh`, which say how Chinese or Japanese text is read aloud, are left out.
struct RichTextReader {
    /// The text so far, UTF-8, escapes resolved.
    private(set) var text: [UInt8] = []

    /// Depth of the item's element; 0 outside of one.
    private var itemDepth = 0
    private var isInRun = false
    private var isCollecting = false
    private var trims = false
    /// The text of the current `t`.
    private var piece: [UInt8] = []

    /// Whether an item is open.
    var isInItem: Bool { itemDepth != 0 }

    /// The item's own element begins.
    mutating func beginItem(depth: Int) {
        itemDepth = depth
        isInRun = false
        isCollecting = false
        text.removeAll(keepingCapacity: true)
    }

    /// An element inside the item begins.
    mutating func startElement(_ name: XMLName, depth: Int, preservesSpace: Bool) {
        guard !isCollecting else { return }
        switch depth - itemDepth {
        case 1 where "r" ~= name: isInRun = true
        case 1 where "t" ~= name, 2 where isInRun && "t" ~= name:
            isCollecting = true
            trims = !preservesSpace
            piece.removeAll(keepingCapacity: true)
        default: break
        }
    }

    /// Text anywhere inside the item.
    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        if isCollecting { piece.append(contentsOf: bytes) }
    }

    /// An element inside the item ends.
    mutating func endElement(_ name: XMLName, depth: Int) {
        switch depth - itemDepth {
        case 1 where isInRun && "r" ~= name: isInRun = false
        case 1 where isCollecting && !isInRun && "t" ~= name, 2 where isCollecting && isInRun && "t" ~= name:
            isCollecting = false
            piece.withUnsafeBytes { piece in
                let kept = trims ? XMLValue.trimmed(piece) : piece
                if XString.mayHaveEscape(kept) {
                    XString.decode(kept, into: &text)
                } else {
                    text.append(contentsOf: kept)
                }
            }
        default: break
        }
    }

    /// The item's own element ends; ``text`` holds the whole of it.
    mutating func endItem() {
        itemDepth = 0
    }
}
