/// What a user may do to a protected sheet beyond changing unlocked cells (see ``CellStyle/isLocked``).
///
/// Protection keeps from accidents; it is no security, as anyone can take it off who wants to.
public struct SheetProtection: Hashable, Sendable {
    /// What to type to take the protection off; nil for nothing.
    ///
    /// At most 15 characters count.
    public var password: String?
    /// What is allowed.
    public var allowed: Set<Action>

    /// What can be allowed on a protected sheet (ECMA-376 part 1, 18.3.1.85).
    public enum Action: String, Sendable, CaseIterable {
        /// Selecting cells that are locked.
        case selectLockedCells
        /// Selecting cells that are not.
        case selectUnlockedCells
        /// Changing looks of cells.
        case formatCells
        /// Changing widths and hiding columns.
        case formatColumns
        /// Changing heights and hiding rows.
        case formatRows
        /// Inserting columns.
        case insertColumns
        /// Inserting rows.
        case insertRows
        /// Inserting hyperlinks.
        case insertHyperlinks
        /// Deleting columns.
        case deleteColumns
        /// Deleting rows.
        case deleteRows
        /// Sorting.
        case sort
        /// Using the filter buttons.
        case autoFilter
        /// Using pivot tables.
        case pivotTables
        /// Changing charts and pictures.
        case objects
        /// Changing scenarios.
        case scenarios
    }

    /// Makes a protection.
    public init(
        password: String? = nil,
        allowed: Set<Action> = [.selectLockedCells, .selectUnlockedCells, .autoFilter, .formatColumns]
    ) {
        self.password = password
        self.allowed = allowed
    }

    /// The hash of the password that Excel has always used (ECMA-376 part 4, 14.7.1), as four hex digits.
    var passwordHash: String? {
        guard let password, !password.isEmpty else { return nil }
        var hash: UInt16 = 0
        let bytes = Array(password.utf8.prefix(15))
        for (place, byte) in bytes.enumerated() {
            let shift = UInt32(place + 1)
            let wide = UInt32(byte) << shift
            // Fifteen bits, turned around.
            hash ^= UInt16(truncatingIfNeeded: (wide & 0x7FFF) | (wide >> 15))
        }
        hash ^= UInt16(bytes.count) ^ 0xCE4B
        let digits = String(hash, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
