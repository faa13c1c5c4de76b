import Glibc
import Spreadsheet

/// The texts of a table with a part of each replaced, as SUBSTITUTE does it.
struct SubstitutedTexts {
    /// The table that the texts come from.
    private let source: TextTable
    private let part: [UInt8]
    private let new: [UInt8]
    /// The new texts by the codes of the old ones; the same table when nothing is replaced.
    let table: TextTable
    /// The code of an empty text; nil when there is none.
    let empty: UInt32?
    /// The error of each text that grows too long; nil when none does.
    let marks: [UInt8]?

    /// Replaces a part in every text.
    ///
    /// - Parameters:
    ///   - source: The texts.
    ///   - part: What is replaced.
    ///   - new: What stands in its place.
    ///   - needsEmpty: Whether there must be an empty text.
    ///   - single: The function for one text, for those that are not replaced byte by byte.
    init(
        _ source: TextTable, part: String, by new: String, needsEmpty: Bool,
        single: (String) -> FormulaValue
    ) {
        let (part, new) = (Array(part.utf8), Array(new.utf8))
        // Mostly there is nothing to replace, and the table stays what it is; no text is copied before one differs.
        var texts: TextArena?
        var empty: UInt32?
        var marks: [UInt8]?
        var replaced: [UInt8] = []
        for code in 0..<source.count {
            source.withText(at: code) { text in
                if text.isEmpty { empty = UInt32(truncatingIfNeeded: code) }
                guard let first = Self.place(of: part, in: text, from: 0) else {
                    texts?.append(text)
                    return
                }
                var own = texts ?? Self.first(code, of: source)
                texts = nil
                if Self.replace(part, from: first, in: text, by: new, &replaced) {
                    own.append(replaced)
                } else {
                    switch single(source[code]) {
                    case .text(var text): text.withUTF8 { _ = own.append(UnsafeRawBufferPointer($0)) }
                    case .error(let error):
                        if marks == nil { marks = [UInt8](repeating: 0, count: source.count) }
                        marks?[code] = ColumnVector.status(error)
                        own.append([])
                    default: own.append([])
                    }
                }
                texts = own
            }
        }
        if needsEmpty, empty == nil {
            var own = texts ?? Self.first(source.count, of: source)
            empty = UInt32(truncatingIfNeeded: own.append([]))
            texts = own
        }
        self.source = source
        self.part = part
        self.new = new
        table = texts.map { TextTable(passing: $0) } ?? source
        self.empty = empty
        self.marks = marks
    }

    /// Whether this is what would be made anew.
    func isMade(of table: TextTable, part: String, by new: String, needsEmpty: Bool) -> Bool {
        source === table && (empty != nil || !needsEmpty) && self.part.elementsEqual(part.utf8)
            && self.new.elementsEqual(new.utf8)
    }

    /// The first texts of a table.
    private static func first(_ count: Int, of table: TextTable) -> TextArena {
        var texts = TextArena()
        for code in 0..<count { table.withText(at: code) { _ = texts.append($0) } }
        return texts
    }

    /// Puts a text with the part replaced together; false for those that need a closer look: texts that are not ASCII, of
    /// which the part may be half a character if they are damaged, and long ones, of which there is a limit.
    private static func replace(
        _ part: [UInt8], from first: Int, in text: UnsafeRawBufferPointer, by new: [UInt8],
        _ result: inout [UInt8]
    ) -> Bool {
        var others: UInt8 = 0
        for byte in text { others |= byte }
        guard others < 0x80 else { return false }
        result.removeAll(keepingCapacity: true)
        var done = 0
        var next: Int? = first
        while let place = next {
            result += text[done..<place]
            result += new
            guard result.count <= FunctionTable.maxTextLength else { return false }
            done = place + part.count
            next = Self.place(of: part, in: text, from: done)
        }
        result += text[done...]
        return true
    }

    /// Where a part, which is not empty, next starts in a text.
    @inline(__always)
    private static func place(of part: [UInt8], in text: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard let base = text.baseAddress, let first = part.first else { return nil }
        var start = start
        while start &+ part.count <= text.count {
            guard let hit = memchr(base + start, Int32(first), text.count &- part.count &- start &+ 1) else {
                return nil
            }
            start = UnsafeRawPointer(hit) - base
            var length = 1
            while length < part.count, text[start &+ length] == part[length] { length &+= 1 }
            if length == part.count { return start }
            start &+= 1
        }
        return nil
    }
}
