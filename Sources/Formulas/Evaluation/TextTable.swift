import Spreadsheet
import Synchronization

/// The distinct texts of a column, with what comparing them needs, computed once.
public final class TextTable: Sendable {
    /// The texts; the code of a text is its index.
    public let strings: [String]
    private let cache = Mutex<[UInt32]?>(nil)

    /// Whether the table belongs to a column that many formulas read, so that what is worked out for it is kept.
    let isShared: Bool

    /// Makes a table of texts.
    public init(_ strings: [String]) {
        self.strings = strings
        isShared = true
    }

    init(passing strings: [String]) {
        self.strings = strings
        isShared = false
    }

    /// For every code the smallest code whose text is equal but for case.
    var foldedCodes: [UInt32] {
        cache.withLock { cached in
            if let cached { return cached }
            var first: [String: UInt32] = [:]
            first.reserveCapacity(strings.count)
            let codes = strings.enumerated().map { index, text in
                let folded = CaseFolding.fold(text)
                if let code = first[folded] { return code }
                first[folded] = UInt32(index)
                return UInt32(index)
            }
            cached = codes
            return codes
        }
    }
}
