extension FindingCode {
    // XML of any part.
    static let xmlMalformed = FindingCode("xml.malformed")
    static let xmlTruncated = FindingCode("xml.truncated")
    static let xmlDocumentType = FindingCode("xml.document-type")
    static let xmlTooDeep = FindingCode("limit.xml-depth")
    static let xmlTooManyAttributes = FindingCode("limit.xml-attributes")
    static let xmlTagTooLong = FindingCode("limit.xml-tag")
    static let xmlTextTooLong = FindingCode("limit.xml-text")

    // Parts of a workbook.
    static let xlsxWrongRoot = FindingCode("xlsx.wrong-root")
    static let xlsxAttributeIgnored = FindingCode("xlsx.attribute-ignored")
    static let xlsxRepeated = FindingCode("xlsx.repeated")
    static let sharedStringsLimit = FindingCode("limit.shared-strings")

    // Rows and cells.
    static let xlsxRowNumber = FindingCode("xlsx.row-number")
    static let xlsxCellReference = FindingCode("xlsx.cell-reference")
    static let xlsxUnknownCellType = FindingCode("xlsx.unknown-cell-type")
    static let xlsxSharedStringIndex = FindingCode("xlsx.shared-string-index")
    static let xlsxStyleIndex = FindingCode("xlsx.style-index")
    static let xlsxNotANumber = FindingCode("xlsx.not-a-number")
    static let xlsxNotABoolean = FindingCode("xlsx.not-a-boolean")
    static let xlsxNotADate = FindingCode("xlsx.not-a-date")
    static let xlsxUnknownError = FindingCode("xlsx.unknown-error")
    static let textTooLong = FindingCode("limit.text-length")
}
