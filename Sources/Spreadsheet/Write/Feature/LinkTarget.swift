/// What a hyperlink leads to.
public enum LinkTarget: Hashable, Sendable {
    /// An address that begins with `http://`, `https://`, `ftp://` or `mailto:`.
    case web(String)
    /// A cell of this workbook.
    case cell(sheet: String, CellPosition)
    /// A file, and a cell of it when it is a workbook. The path is relative to the workbook that has the link,
    /// or absolute (`/share/…`, `C:\…`, `\\server\…`).
    case file(String, sheet: String? = nil, cell: CellPosition? = nil)

    /// UTF-16 units of an address (Excel specifications and limits).
    static let maximumLength = 2079

    /// What the relationship and the `location` attribute hold; nil for an address that is not taken.
    var stored: (target: String?, location: String?)? {
        destination.map { ($0.target, $0.location(cell)) }
    }

    /// What the relationship and the `location` attribute hold but for the cell; nil for an address that is not taken.
    var destination: LinkDestination? {
        switch self {
        case .web(let address):
            let schemes = ["http://", "https://", "ftp://", "mailto:"]
            guard schemes.contains(where: { address.lowercased().hasPrefix($0) }) else { return nil }
            return LinkDestination(target: Self.encoded(address, isAddress: true), sheet: nil)
        case .cell(let sheet, _): return LinkDestination(target: nil, sheet: sheet)
        case .file(let path, let sheet, _):
            return path.isEmpty ? nil : LinkDestination(file: path, sheet: sheet)
        }
    }

    /// The cell that it leads to.
    var cell: CellPosition {
        switch self {
        case .cell(_, let cell), .file(_, _, let cell?): cell
        default: CellPosition(row: 1, column: 1)
        }
    }

    static func fileAddress(_ path: String) -> String {
        let slashes = String(path.map { $0 == "\\" ? "/" : $0 })
        let encoded = encoded(slashes, isAddress: false)
        if slashes.hasPrefix("//") { return "file:" + encoded }
        if slashes.hasPrefix("/") { return "file://" + encoded }
        if slashes.dropFirst().hasPrefix(":/") { return "file:///" + encoded }
        return encoded
    }

    /// Escapes what an IRI cannot hold (RFC 3987); characters beyond ASCII stay.
    private static func encoded(_ text: String, isAddress: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            let mustEscape =
                scalar.value <= 0x20 || scalar.value == 0x7F || "\"<>\\^`{}|".unicodeScalars.contains(scalar)
                || (!isAddress && "%#?".unicodeScalars.contains(scalar))
            if mustEscape {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" : "") + digits
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
