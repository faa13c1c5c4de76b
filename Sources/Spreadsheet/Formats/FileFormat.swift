/// What a file is, going by its content.
public enum FileFormat: String, CaseIterable, Sendable {
    // Formats that are read.

    /// An Office Open XML workbook without macros (ECMA-376), Transitional or Strict.
    case xlsx
    /// An Office Open XML workbook with macros.
    case xlsm
    /// An Excel 2003 XML workbook in one file ("XML Spreadsheet 2003").
    case spreadsheetML = "spreadsheetml-2003"
    /// A web page with tables, often named `.xls`.
    case html
    /// Delimited text in whatever encoding: CSV, TSV and the like.
    case text
    /// A ZIP archive of files to be read one by one.
    case zip

    // Formats that are told apart and refused.

    /// A web page with everything it needs in one MIME message, as Excel's "single file web page".
    case mhtml
    /// An Excel binary workbook of 2007 and later.
    case xlsb
    /// A binary Excel workbook of the years up to 2003 (BIFF2 to BIFF8).
    case xls
    /// A binary Excel workbook with a password to open it.
    case encryptedXLS = "encrypted-xls"
    /// An Office Open XML file with a password to open it, or with rights management.
    case encryptedPackage = "encrypted-ooxml"
    /// An OpenDocument spreadsheet.
    case openDocument = "ods"
    /// An Apple Numbers document.
    case numbers
    /// A text document: Word, WPS Writer, OpenDocument text, RTF.
    case document
    /// A presentation.
    case presentation
    /// An e-mail saved from Outlook.
    case message
    /// An OLE compound file that is none of the above.
    case otherOLE = "ole"
    /// An OLE compound file that is cut off or damaged.
    case damagedOLE = "ole-damaged"
    /// An Office Open XML or OpenDocument package that is none of the above.
    case otherPackage = "package"
    /// A ZIP container that breaks off before its end record.
    case truncatedZIP = "zip-truncated"
    /// A ZIP container whose directory cannot be followed.
    case damagedZIP = "zip-damaged"
    /// A ZIP archive without a single file in it.
    case emptyZIP = "zip-empty"
    /// An archive that is not a ZIP: gzip, 7z, RAR and others.
    case archive
    /// A PDF document.
    case pdf
    /// A picture.
    case image
    /// JSON data.
    case json
    /// XML that is no spreadsheet.
    case otherXML = "xml"
    /// A spreadsheet interchange format of the past: SYLK or DIF.
    case interchange
    /// A database file: dBASE, SQLite, Access.
    case database
    /// A file that an office encryption system has sealed and this machine cannot unseal.
    case sealed
    /// The small file that Excel or Word leaves beside an open document.
    case ownerFile = "owner-file"
    /// A program.
    case program
    /// Bytes that are no text and carry no known signature.
    case binary
    /// Nothing at all.
    case empty

    /// Whether the module reads files of this format.
    public var isReadable: Bool {
        switch self {
        case .xlsx, .xlsm, .spreadsheetML, .html, .text, .zip: true
        default: false
        }
    }

    /// The extensions that a file of this format properly has, in lower case; empty where it does not matter.
    public var extensions: [String] {
        switch self {
        case .xlsx: ["xlsx", "xltx"]
        case .xlsm: ["xlsm", "xltm"]
        case .spreadsheetML: ["xml"]
        case .html: ["html", "htm", "xhtml"]
        case .text: ["csv", "txt", "tsv", "tab", "prn", "dat", "asc", "log"]
        case .zip: ["zip"]
        default: []
        }
    }
}
