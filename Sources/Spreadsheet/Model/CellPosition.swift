/// The place of a cell in a sheet, counted as a spreadsheet program shows it: row 1, column 1 is `A1`.
public struct CellPosition: Hashable, Comparable, Sendable {
    /// The row number, 1...1,048,576 in an XLSX sheet; CSV files may have more.
    public var row: Int
    /// The column number; column 1 is `A`, column 16,384 is `XFD`.
    public var column: Int

    /// The last row of a worksheet (ECMA-376 part 1, 18.3.1.73; Excel's published limits).
    public static let lastRow = 1_048_576
    /// The last column of a worksheet, `XFD`.
    public static let lastColumn = 16_384

    /// Makes a position from numbers that start at 1.
    public init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }

    /// Reads an A1 reference such as `B3`, `$B$3` or `b3`.
    ///
    /// Returns nil for anything else: a range, row 0, or a row or column beyond the sheet.
    public init?(_ reference: some StringProtocol) {
        var column = 0
        var row = 0
        var sawDigit = false
        var previousWasDollar = false
        for byte in reference.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
                guard !sawDigit else { return nil }
                column = column * 26 + Int(byte & 0x1F)
                guard column <= Self.lastColumn else { return nil }
                previousWasDollar = false
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard column > 0 else { return nil }
                sawDigit = true
                row = row * 10 + Int(byte - UInt8(ascii: "0"))
                guard row <= Self.lastRow else { return nil }
                previousWasDollar = false
            case UInt8(ascii: "$"):
                guard !previousWasDollar, !sawDigit else { return nil }
                previousWasDollar = true
            default:
                return nil
            }
        }
        guard row > 0, column > 0, !previousWasDollar else { return nil }
        self.init(row: row, column: column)
    }

    /// The A1 reference, such as `B3`.
    public var reference: String {
        ByteFormat.text(room: ByteFormat.referenceRoom) { ByteFormat.put(self, at: $0) }
    }

    /// The letters of a column number: 1 is `A`, 27 is `AA`.
    public static func columnLetters(_ column: Int) -> String {
        var letters: [UInt8] = []
        var rest = column
        while rest > 0 {
            rest -= 1
            letters.append(UInt8(ascii: "A") + UInt8(rest % 26))
            rest /= 26
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }

    /// Row-major order.
    public static func < (left: CellPosition, right: CellPosition) -> Bool {
        (left.row, left.column) < (right.row, right.column)
    }
}

extension CellPosition: CustomStringConvertible {
    /// The A1 reference.
    public var description: String { reference }
}
