/// What a sheet has besides rows.
///
/// Kept in memory until the sheet is finished.
struct SheetFeatures {
    var merges: [CellRange] = []
    var conditionalFormats: [SheetConditionalFormat] = []
    var validations: [SheetValidation] = []
    var links: [SheetLink] = []
    var notes: [CellPosition: CellNote] = [:]
    var tables: [SheetTable] = []
    var sparklines: [SparklineGroup] = []
    var drawings: [SheetDrawing] = []

    /// What also counts on the next sheet when rows go on there: rules for whole columns.
    func continued() -> SheetFeatures {
        var next = SheetFeatures()
        next.conditionalFormats = conditionalFormats
        next.validations = validations
        return next
    }
}
