import Foundation

/// The one place where the time of day is read. Results never depend on it.
enum MachineClock {
    /// The present moment.
    static var now: Date { Date() }
}
