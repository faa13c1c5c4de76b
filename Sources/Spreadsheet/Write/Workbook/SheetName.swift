/// What Excel takes as the name of a sheet.
public enum SheetName {
    /// UTF-16 units of a name at most.
    static let maximumLength = 31
    private static let forbidden: Set<Character> = ["[", "]", ":", "*", "?", "/", "\\"]

    /// A name that Excel takes, as close to `text` as can be: forbidden characters become `_`, what is too long
    /// is cut, and nothing at all becomes `Sheet`.
    public static func valid(_ text: String) -> String {
        var name = String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { forbidden.contains(Character($0)) || $0.value < 0x20 ? "_" : $0 }))
        while name.hasPrefix("'") { name.removeFirst() }
        name = shortened(name, to: maximumLength)
        while name.hasSuffix("'") { name.removeLast() }
        if name.isEmpty { name = "Sheet" }
        return name.lowercased() == "history" ? name + "_" : name
    }

    /// The name in a formula: in quotation marks, those inside doubled.
    public static func quoted(_ name: String) -> String {
        "'" + name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }

    /// `name (2)`, shortened so that it fits.
    static func numbered(_ name: String, _ number: Int) -> String {
        let suffix = " (\(number))"
        return shortened(name, to: maximumLength - suffix.utf16.count) + suffix
    }

    /// What is wrong with a name; nil when nothing is.
    static func problem(with name: String) -> FindingCode? {
        if name.isEmpty { return .writeSheetNameEmpty }
        if name.utf16.count > maximumLength { return .writeSheetNameTooLong }
        let hasForbidden = name.unicodeScalars.contains {
            forbidden.contains(Character($0)) || $0.value < 0x20 || $0.value == 0xFFFE || $0.value == 0xFFFF
        }
        if hasForbidden || name.hasPrefix("'") || name.hasSuffix("'") { return .writeSheetNameCharacter }
        if name.lowercased() == "history" { return .writeSheetNameReserved }
        return nil
    }

    private static func shortened(_ name: String, to length: Int) -> String {
        var result = name
        while result.utf16.count > length { result.removeLast() }
        return result
    }
}
