/// A formula, as it is typed into Excel in English notation, with or without the leading `=`.
///
/// Only values of this type become formulas; text never does. Functions that Excel got between 2010 and 2019 are
/// stored with the prefix `_xlfn.` that the file format wants. Functions that return arrays and spill (`FILTER`,
/// `UNIQUE`, `SORT` …, and `XLOOKUP`, `LET`, `LAMBDA`) are refused, as WPS and older Excel do not have them.
public struct CellFormula: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The formula as given, without the leading `=`.
    public let text: String

    /// UTF-16 units that Excel takes (Excel specifications and limits).
    static let maximumLength = 8192

    /// Makes a formula.
    ///
    /// What is wrong with it is said when it is written.
    public init(_ text: String) {
        self.text = text.hasPrefix("=") ? String(text.dropFirst()) : text
    }

    /// Makes a formula from a literal of the program.
    public init(stringLiteral value: StaticString) {
        self.init(value.description)
    }

    /// The formula as the file has it, or what is wrong with it.
    ///
    /// References without a table name refer to `table`, in which the formula stands.
    func stored(in table: String? = nil) -> Result<String, WriteProblem> {
        guard !text.isEmpty else { return .failure(WriteProblem(code: .writeFormulaEmpty)) }
        if text.unicodeScalars.contains(where: Self.isForbidden) {
            return .failure(WriteProblem(code: .writeFormulaCharacter))
        }
        var scanner = FormulaScanner(text, table: table)
        let result = scanner.run()
        if let name = scanner.spillingFunction {
            return .failure(WriteProblem(code: .writeFormulaSpills, values: ["function": name]))
        }
        guard result.utf16.count <= Self.maximumLength else {
            return .failure(
                WriteProblem(code: .writeFormulaTooLong, values: ["limit": String(Self.maximumLength)]))
        }
        return .success(result)
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        (scalar.value < 0x20 && scalar != "\n" && scalar != "\t") || scalar.value == 0xFFFE
            || scalar.value == 0xFFFF
    }
}

/// What is wrong with a formula.
struct WriteProblem: Error {
    var code: FindingCode
    var values: [String: String] = [:]
}

/// Goes through a formula once and turns what is typed into what is stored.
private struct FormulaScanner {
    private let text: [Character]
    private let table: String?
    private var place = 0
    private var result = ""
    private(set) var spillingFunction: String?

    init(_ text: String, table: String?) {
        self.text = Array(text)
        self.table = table
    }

    mutating func run() -> String {
        while place < text.count {
            let character = text[place]
            switch character {
            case "\"", "'": copyQuoted(until: character)
            case "[": copyBracketed()
            case _ where character.isLetter || character == "_" || character == "\\": copyName()
            case "#" where followsOperand:
                // `A1#` is the range into which A1 spills; `#N/A` and the like follow no operand.
                spillingFunction = spillingFunction ?? "#"
                copy()
            default: copy()
            }
        }
        return result
    }

    private var followsOperand: Bool {
        guard place > 0 else { return false }
        let previous = text[place - 1]
        return previous.isNumber || previous.isLetter || previous == ")" || previous == "_"
    }

    private mutating func copy() {
        result.append(text[place])
        place += 1
    }

    /// A string or a quoted sheet name; a doubled quotation mark inside is two strings in a row here.
    private mutating func copyQuoted(until quote: Character) {
        copy()
        while place < text.count, text[place] != quote { copy() }
        if place < text.count { copy() }
    }

    /// A structured reference.
    ///
    /// `[@Price]` is stored as `[[#This Row],[Price]]`.
    private mutating func copyBracketed() {
        // In the file every structured reference names its table. `[1]Sheet!A1` is none.
        let isStructured = place + 1 < text.count && "@[#".contains(text[place + 1])
        if isStructured, !followsOperand, let table { result += table }
        guard place + 1 < text.count, text[place + 1] == "@" else {
            var depth = 0
            repeat {
                if text[place] == "[" { depth += 1 }
                if text[place] == "]" { depth -= 1 }
                copy()
            } while depth > 0 && place < text.count
            return
        }
        place += 2
        var name = ""
        var depth = 1
        while place < text.count {
            if text[place] == "[" { depth += 1 }
            if text[place] == "]" { depth -= 1 }
            if depth == 0 { break }
            name.append(text[place])
            place += 1
        }
        place = min(place + 1, text.count)
        result += name.hasPrefix("[") ? "[[#This Row],\(name)]" : "[[#This Row],[\(name)]]"
    }

    private mutating func copyName() {
        var name = ""
        while place < text.count,
            text[place].isLetter || text[place].isNumber || text[place] == "_" || text[place] == "."
                || text[place] == "\\"
        {
            name.append(text[place])
            place += 1
        }
        let isFunction = place < text.count && text[place] == "("
        let upper = name.uppercased()
        if isFunction, FunctionNames.spilling.contains(upper) { spillingFunction = spillingFunction ?? upper }
        result += isFunction && FunctionNames.prefixed.contains(upper) ? "_xlfn." + upper : name
    }
}

/// Functions that are newer than the file format.
private enum FunctionNames {
    /// Functions that return arrays, and others that came with them, which WPS and older Excel lack.
    static let spilling: Set<String> = [
        "ANCHORARRAY", "ARRAYTOTEXT", "BYCOL", "BYROW", "CHOOSECOLS", "CHOOSEROWS", "DROP", "EXPAND",
        "FILTER", "GROUPBY", "HSTACK",
        "LAMBDA", "LET", "MAKEARRAY", "MAP", "IMAGE", "ISOMITTED", "PIVOTBY", "RANDARRAY", "REDUCE", "SCAN",
        "SEQUENCE", "SINGLE", "SORT",
        "SORTBY", "TAKE", "TEXTAFTER", "TEXTBEFORE", "TEXTSPLIT", "TOCOL", "TOROW", "UNIQUE", "VALUETOTEXT",
        "VSTACK", "WRAPCOLS", "WRAPROWS", "XLOOKUP", "XMATCH", "REGEXTEST", "REGEXEXTRACT", "REGEXREPLACE",
    ]

    /// Functions of Excel 2010 to 2019, which are stored with a prefix ([MS-XLSX] 2.2.2, future functions).
    static let prefixed: Set<String> = [
        "ACOT", "ACOTH", "AGGREGATE", "ARABIC", "BASE", "BETA.DIST", "BETA.INV", "BINOM.DIST",
        "BINOM.DIST.RANGE",
        "BINOM.INV", "BITAND", "BITLSHIFT", "BITOR", "BITRSHIFT", "BITXOR", "CEILING.MATH", "CEILING.PRECISE",
        "CHISQ.DIST", "CHISQ.DIST.RT", "CHISQ.INV", "CHISQ.INV.RT", "CHISQ.TEST", "COMBINA", "CONCAT",
        "CONFIDENCE.NORM", "CONFIDENCE.T", "COT", "COTH", "COVARIANCE.P", "COVARIANCE.S", "CSC", "CSCH",
        "DAYS",
        "DECIMAL", "ERF.PRECISE", "ERFC.PRECISE", "EXPON.DIST", "F.DIST", "F.DIST.RT", "F.INV", "F.INV.RT",
        "F.TEST",
        "FILTERXML", "FLOOR.MATH", "FLOOR.PRECISE", "FORECAST.ETS",
        "FORECAST.ETS.CONFINT", "FORECAST.ETS.SEASONALITY", "FORECAST.ETS.STAT", "FORECAST.LINEAR",
        "FORMULATEXT", "GAMMA", "GAMMA.DIST",
        "GAMMA.INV", "GAMMALN.PRECISE", "GAUSS", "HYPGEOM.DIST", "IFNA", "IFS", "IMCOSH", "IMCOT", "IMCSC",
        "IMCSCH", "IMSEC", "IMSECH", "IMSINH", "IMTAN", "ISFORMULA", "ISOWEEKNUM", "LOGNORM.DIST",
        "LOGNORM.INV", "MAXIFS", "MINIFS", "MODE.MULT", "MODE.SNGL", "MUNIT", "NEGBINOM.DIST",
        "NORM.DIST", "NORM.INV", "NORM.S.DIST", "NORM.S.INV", "NUMBERVALUE", "PDURATION", "PERCENTILE.EXC",
        "PERCENTILE.INC", "PERCENTRANK.EXC", "PERCENTRANK.INC", "PERMUTATIONA", "PHI",
        "POISSON.DIST", "QUARTILE.EXC", "QUARTILE.INC", "QUERYSTRING", "RANK.AVG", "RANK.EQ", "RRI", "SEC",
        "SECH", "SHEET",
        "SHEETS", "SKEW.P", "STDEV.P", "STDEV.S", "SWITCH", "T.DIST", "T.DIST.2T", "T.DIST.RT", "T.INV",
        "T.INV.2T",
        "T.TEST", "TEXTJOIN", "UNICHAR", "UNICODE", "VAR.P", "VAR.S", "WEBSERVICE", "WEIBULL.DIST", "XOR",
        "Z.TEST",
    ]
}
