import Spreadsheet

/// Tells which employee a name means.
public protocol PersonDirectory: Sendable {
    /// The employee that a name means on a day, with the department; nil when there is none, or more than one.
    func employee(named name: String, on day: CivilDay) -> (name: String, department: String)?
}
