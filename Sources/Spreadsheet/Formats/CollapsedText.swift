/// Text as a browser shows it: every run of white space is one blank, none at the ends of lines.
struct CollapsedText {
    private(set) var bytes: [UInt8] = []
    private var owesBlank = false

    /// Adds UTF-8 text.
    mutating func append(_ text: UnsafeRawBufferPointer) {
        for byte in text {
            if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
                owesBlank = true
            } else {
                if owesBlank, let last = bytes.last, last != 0x0A { bytes.append(0x20) }
                owesBlank = false
                bytes.append(byte)
            }
        }
    }

    /// Ends the line, as `<br>` does.
    mutating func breakLine() {
        owesBlank = false
        bytes.append(0x0A)
    }

    /// Ends the line unless it has just begun, as the start or end of a paragraph does.
    mutating func breakParagraph() {
        if let last = bytes.last, last != 0x0A { breakLine() }
    }

    /// The text without white space and no-break spaces at either end, which then is empty again.
    mutating func take() -> ArraySlice<UInt8> {
        defer {
            bytes.removeAll(keepingCapacity: true)
            owesBlank = false
        }
        var slice = bytes[...]
        while true {
            if let last = slice.last, last == 0x20 || last == 0x0A {
                slice.removeLast()
            } else if slice.count >= 2, slice.last == 0xA0, slice[slice.endIndex - 2] == 0xC2 {
                slice.removeLast(2)
            } else {
                break
            }
        }
        while true {
            if let first = slice.first, first == 0x20 || first == 0x0A {
                slice.removeFirst()
            } else if slice.count >= 2, slice[slice.startIndex] == 0xC2, slice[slice.startIndex + 1] == 0xA0 {
                slice.removeFirst(2)
            } else {
                break
            }
        }
        return slice
    }
}
