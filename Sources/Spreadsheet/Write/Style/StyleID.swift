/// A style that was registered with a workbook.
///
/// Means nothing to another workbook, which refuses it.
public struct StyleID: Hashable, Sendable {
    /// The index among the cell formats of the workbook.
    let index: UInt32
    /// Which workbook.
    let workbook: UInt32
}
