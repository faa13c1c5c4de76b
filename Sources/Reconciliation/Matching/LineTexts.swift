import Formulas
import Spreadsheet

/// The texts of lines as they are written.
enum LineTexts: Sendable {
    /// Codes into the dictionary of a register's column.
    case dictionary([UInt32], TextDictionary)
    /// Codes into the texts of a formula's result.
    case list([UInt32], [String])

    subscript(line: Int) -> String {
        switch self {
        case .dictionary(let codes, let dictionary): dictionary[codes[line]]
        case .list(let codes, let texts): texts[Int(codes[line])]
        }
    }
}
