import Registers

/// One table of a file, read as a register.
struct PartReading: Sendable {
    /// The rows.
    var part: RegisterPart
    /// Which table of the file it is, from 0.
    var index: Int
    /// The month that it is of; nil for a register that is kept up, and when nothing tells.
    var period: RunMonth?
    /// The day that a list of what is there was made for; nil for other registers.
    var day: Int?
}
