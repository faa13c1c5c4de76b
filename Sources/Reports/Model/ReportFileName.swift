import Spreadsheet

/// Names of report files, made safe whatever the text that goes into them.
public enum ReportFileName {
    private static let forbidden = Set("/\\:*?\"<>|'[]".unicodeScalars)
    /// Bytes of a piece of text in a name; three pieces and an extension stay below what file systems take.
    private static let limit = 72

    /// A text as a piece of a file name: what file systems or spreadsheet programs do not take becomes `_`, what cannot be
    /// seen is left out, and what is too long is cut.
    public static func piece(_ text: String) -> String {
        var name = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
                continue
            case .spaceSeparator: name += " "
            default: name.unicodeScalars.append(forbidden.contains(scalar) ? "_" : scalar)
            }
        }
        while name.first == " " || name.first == "." { name.removeFirst() }
        while name.utf8.count > limit { name.removeLast() }
        while name.last == " " || name.last == "." { name.removeLast() }
        return name.isEmpty ? "_" : name
    }

    /// The pieces joined by dashes, with the extension of workbooks.
    static func workbook(_ pieces: [String]) -> String {
        pieces.map(piece).joined(separator: "-") + ".xlsx"
    }

    /// Names of which no two are the same on a file system that does not tell case: a number is put behind the second.
    static func distinct(_ names: [String]) -> [String] {
        var taken: Set<String> = []
        return names.map { name in
            var candidate = name
            var number = 2
            while !taken.insert(candidate.lowercased()).inserted {
                candidate = String(name.dropLast(".xlsx".count)) + " (\(number)).xlsx"
                number += 1
            }
            return candidate
        }
    }
}
