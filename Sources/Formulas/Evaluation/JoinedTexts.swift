import Spreadsheet

/// The texts of two vectors joined row by row, as `&` does it.
struct JoinedTexts {
    /// The joined texts.
    let vector: ColumnVector

    /// Texts as the loop reads them: many, or one for all rows.
    private enum Side {
        case texts([UInt32], TextTable, [UInt8]?)
        case text([UInt8])

        init?(_ vector: ColumnVector) {
            switch vector.storage {
            case .text(let codes, let table): self = .texts(codes, table, vector.status)
            case .constant(let value):
                guard case .success(let text) = Coercion.text(value) else { return nil }
                self = .text(Array(text.utf8))
            default: return nil
            }
        }

        /// Hands over the text of a row, which is empty for a row without a value.
        @inline(__always)
        func withText<Result>(at row: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
            switch self {
            case .texts(let codes, let table, let status):
                if let status, status[row] != 0 { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
                return table.withText(at: Int(codes[row]), body)
            case .text(let text): return text.withUnsafeBytes { body($0) }
            }
        }
    }

    /// Joins two vectors of equal length; nil when one is neither text nor the same value in every row, or when a pair
    /// needs a closer look.
    init?(_ a: ColumnVector, _ b: ColumnVector) {
        guard a.count > 0, let left = Side(a), let right = Side(b) else { return nil }
        var texts = TextArena()
        var joined: [UInt8] = []
        for row in 0..<a.count {
            let isPlain = left.withText(at: row) { left in
                right.withText(at: row) { right in
                    // There is a limit of length, and of damaged texts each may have a part of a character.
                    guard left.count + right.count <= FunctionTable.maxTextLength,
                        (right.first ?? 0) & 0xC0 != 0x80
                    else { return false }
                    joined.removeAll(keepingCapacity: true)
                    joined += left
                    joined += right
                    return true
                }
            }
            guard isPlain else { return nil }
            texts.append(joined)
        }
        vector = ColumnVector(
            count: a.count, storage: .text([UInt32](0..<UInt32(a.count)), TextTable(passing: texts)),
            status: Kernels.errors(a, b))
    }
}
