/// Reads the items of the shared string table (ECMA-376 part 1, 18.4.8) straight from their bytes.
///
/// Like ``WorksheetScanner`` it stops in front of the first item that it does not understand, and
/// ``SharedStringsXMLReader`` goes on from there.
struct SharedStringsScanner {
    /// UTF-16 units that a text may have; a longer one is left to the other reader, which reports it.
    let textLimit: Int

    /// What was made of a block of bytes.
    struct Outcome {
        /// The strings, in order.
        var arena = TextArena()
        /// Where the bytes begin that were not understood; nil when all were.
        var stop: Int?
    }

    /// Scans a block that begins at an item and holds whole items, with blanks around them.
    ///
    /// - Parameter block: The bytes, followed by ``XMLBytes/padding`` zero bytes.
    /// - Returns: The strings, and where the bytes begin that were not understood.
    func scan(_ block: UnsafeRawBufferPointer) -> Outcome {
        var outcome = Outcome()
        guard let base = block.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return outcome }
        outcome.arena.reserveBytes(block.count)
        let end = base + block.count
        var place = base
        var text: [UInt8] = []
        while true {
            XMLBytes.skipBlanks(&place)
            if place == end { return outcome }
            let start = place
            guard scanItem(&place, &text, &outcome.arena) else {
                outcome.stop = start - base
                return outcome
            }
        }
    }

    /// Scans one `<si>`; false when it is not understood, and then nothing was added.
    @inline(__always)
    private func scanItem(
        _ place: inout UnsafePointer<UInt8>, _ text: inout [UInt8], _ arena: inout TextArena
    ) -> Bool {
        // "<si>"
        guard XMLBytes.starts(place, with: UInt32(littleEndian: 0x3E69_733C)) else {
            // "<si/>"
            guard XMLBytes.starts(place, with: UInt32(littleEndian: 0x2F69_733C)),
                place[4] == UInt8(ascii: ">")
            else { return false }
            place += 5
            arena.append(EmptyCollection<UInt8>())
            return true
        }
        place += 4
        if place[0] == UInt8(ascii: "<"), place[1] == UInt8(ascii: "t"),
            let plain = Self.scanPlainItem(place), plain.text.count <= textLimit
        {
            arena.append(plain.text)
            place = plain.end
            return true
        }
        text.removeAll(keepingCapacity: true)
        while true {
            XMLBytes.skipBlanks(&place)
            guard let tag = Tag(&place) else { return false }
            switch tag {
            case .text(let preservesSpace):
                guard Self.scanRun(&place, &text, trims: !preservesSpace) else { return false }
            case .passed: continue
            case .end:
                return text.withUnsafeBytes { text in
                    guard TextLength.excess(text, limit: textLimit) == nil else { return false }
                    arena.append(text)
                    return true
                }
            }
        }
    }

    /// Scans `<t>plain text</t></si>`; nil when the item is anything else.
    @inline(__always)
    private static func scanPlainItem(
        _ start: UnsafePointer<UInt8>
    ) -> (text: UnsafeRawBufferPointer, end: UnsafePointer<UInt8>)? {
        var place = start + 2
        guard let preservesSpace = XMLBytes.scanTextAttributes(&place) else { return nil }
        // "</t>", "</si>"
        guard let text = XMLText(&place), XMLBytes.starts(place, with: UInt32(littleEndian: 0x3E74_2F3C)),
            XMLBytes.starts(place + 4, with: UInt32(littleEndian: 0x6973_2F3C)),
            place[8] == UInt8(ascii: ">"), text.isPlain
        else { return nil }
        return (preservesSpace ? text.bytes : XMLValue.trimmed(text.bytes), place + 9)
    }

    /// What a tag inside an item means.
    private enum Tag {
        case text(preservesSpace: Bool)
        case passed, end

        /// Scans a tag up to its `>`, and over the content of elements that carry no text.
        init?(_ place: inout UnsafePointer<UInt8>) {
            guard place.pointee == UInt8(ascii: "<") else { return nil }
            place += 1
            switch place.pointee {
            case UInt8(ascii: "t"):
                place += 1
                let isEmpty = place.pointee == UInt8(ascii: "/")
                if isEmpty {
                    guard place[1] == UInt8(ascii: ">") else { return nil }
                    place += 2
                    self = .passed
                } else {
                    guard let preservesSpace = XMLBytes.scanTextAttributes(&place) else { return nil }
                    self = .text(preservesSpace: preservesSpace)
                }
            case UInt8(ascii: "r") where place[1] == UInt8(ascii: ">"):
                place += 2
                self = .passed
            case UInt8(ascii: "r") where place[1] == UInt8(ascii: "P"):
                // Run properties and phonetic runs: "rPr", "rPh".
                let last = place[2]
                guard last == UInt8(ascii: "r") || last == UInt8(ascii: "h"),
                    Tag.skipElement(&place, endingWith: last)
                else { return nil }
                self = .passed
            case UInt8(ascii: "/"):
                if place[1] == UInt8(ascii: "r"), place[2] == UInt8(ascii: ">") {
                    place += 3
                    self = .passed
                } else if XMLBytes.starts(place, with: UInt32(littleEndian: 0x3E69_732F)) {
                    place += 4
                    self = .end
                } else {
                    return nil
                }
            default:
                return nil
            }
        }

        /// Passes over `<rPr>…</rPr>` or `<rPh>…</rPh>`, from behind the `<`.
        private static func skipElement(_ place: inout UnsafePointer<UInt8>, endingWith last: UInt8) -> Bool {
            place += 3
            guard place.pointee == UInt8(ascii: ">") || place.pointee == UInt8(ascii: " ") else {
                guard place[0] == UInt8(ascii: "/"), place[1] == UInt8(ascii: ">") else { return false }
                place += 2
                return true
            }
            while place.pointee != 0 {
                if place[0] == UInt8(ascii: "<") {
                    if place[1] == UInt8(ascii: "!") || place[1] == UInt8(ascii: "?") { return false }
                    if place[1] == UInt8(ascii: "/"), place[2] == UInt8(ascii: "r"),
                        place[3] == UInt8(ascii: "P"),
                        place[4] == last, place[5] == UInt8(ascii: ">")
                    {
                        place += 6
                        return true
                    }
                }
                place += 1
            }
            return false
        }
    }

    /// Scans the text of a run and its `</t>`.
    private static func scanRun(
        _ place: inout UnsafePointer<UInt8>, _ text: inout [UInt8], trims: Bool
    ) -> Bool {
        let first = place
        while place.pointee != UInt8(ascii: "<"), place.pointee != 0 { place += 1 }
        let run = UnsafeRawBufferPointer(start: first, count: place - first)
        guard XMLBytes.starts(place, with: UInt32(littleEndian: 0x3E74_2F3C)),
            XMLTextDecoder.decodeXString(run, trims: trims, into: &text)
        else { return false }
        place += 4
        return true
    }
}
