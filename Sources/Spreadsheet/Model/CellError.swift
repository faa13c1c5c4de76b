/// An error value in a cell (ECMA-376 part 1, 18.17.3, and the values Excel added later).
public enum CellError: UInt8, CaseIterable, Sendable {
    /// `#NULL!`
    case null
    /// `#DIV/0!`
    case divisionByZero
    /// `#VALUE!`
    case value
    /// `#REF!`
    case reference
    /// `#NAME?`
    case name
    /// `#NUM!`
    case number
    /// `#N/A`
    case notAvailable
    /// `#GETTING_DATA`
    case gettingData
    /// `#SPILL!`
    case spill
    /// `#CALC!`
    case calculation
    /// `#FIELD!`
    case field
    /// `#BLOCKED!`
    case blocked
    /// `#CONNECT!`
    case connect
    /// `#UNKNOWN!`
    case unknown
    /// `#BUSY!`
    case busy

    /// The literal as a spreadsheet program shows it.
    public var literal: String {
        switch self {
        case .null: "#NULL!"
        case .divisionByZero: "#DIV/0!"
        case .value: "#VALUE!"
        case .reference: "#REF!"
        case .name: "#NAME?"
        case .number: "#NUM!"
        case .notAvailable: "#N/A"
        case .gettingData: "#GETTING_DATA"
        case .spill: "#SPILL!"
        case .calculation: "#CALC!"
        case .field: "#FIELD!"
        case .blocked: "#BLOCKED!"
        case .connect: "#CONNECT!"
        case .unknown: "#UNKNOWN!"
        case .busy: "#BUSY!"
        }
    }

    /// Finds the error with this literal; nil when there is none.
    public init?(literal: some StringProtocol) {
        guard let match = Self.allCases.first(where: { $0.literal == literal }) else { return nil }
        self = match
    }
}
