/// Number formats as Excel's HTML and XML Spreadsheet 2003 give them: a format code, or the English name of a
/// built-in format.
enum NamedNumberFormat {
    private static let names: [String: NumberFormatClass] = [
        "": .general, "general": .general, "general number": .general, "text": .text, "fixed": .number,
        "standard": .number, "currency": .number, "euro currency": .number, "scientific": .number,
        "yes/no": .number, "true/false": .number, "on/off": .number, "percent": .percent,
        "general date": .dateTime, "long date": .date, "medium date": .date, "short date": .date,
        "long time": .time, "medium time": .time, "short time": .time,
    ]

    /// What a number with this format is.
    static func formatClass(of format: String) -> NumberFormatClass {
        names[format.lowercased()] ?? NumberFormatClassifier.classify(format)
    }
}
