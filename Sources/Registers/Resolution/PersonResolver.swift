import Spreadsheet

/// Finds out which employee a name in a register means.
///
/// Names are compared without blanks, width and what stands in brackets behind them; aliases and staff numbers count as
/// names. Of several employees of one name, those count who had not left by the day in question.
public struct PersonResolver: Sendable {
    /// What stands for a person who could not be found out.
    public static let unassigned = "未分配"

    /// An employee of the roster.
    public struct Employee: Hashable, Sendable {
        /// The staff number.
        public var number: String
        /// The name.
        public var name: String
        /// The department.
        public var department: String
        /// The post.
        public var post: String
        /// The day of joining, as days since 1970-01-01.
        public var joined: Int?
        /// The last day, as days since 1970-01-01.
        public var left: Int?
    }

    /// What a name means.
    public enum Outcome: Hashable, Sendable {
        /// Nothing is written.
        case blank
        /// This employee, by place in ``employees``.
        case employee(Int)
        /// Nobody of the roster.
        case unknown
        /// Only this employee, by place in ``employees``, who had left before the day.
        case gone(Int)
        /// Several employees.
        case ambiguous([Int])
        /// There is no roster to look names up in.
        case unchecked
    }

    /// The employees in the order of the roster.
    public let employees: [Employee]
    /// Whether there is a roster.
    public let hasRoster: Bool
    private var places: [String: [Int]] = [:]

    /// Makes a resolver.
    /// - Parameters:
    ///   - roster: The employee register; nil when it did not come in. Names are then taken as they are written.
    ///   - aliases: Other names, each with the name or staff number in the roster.
    public init(roster: RegisterTable?, aliases: [String: String] = [:]) {
        hasRoster = roster != nil
        guard let roster else {
            employees = []
            return
        }
        func text(_ column: String, _ row: Int) -> String {
            roster.register.index(of: column).map { roster.text(row: row, column: $0) } ?? ""
        }
        func day(_ column: String, _ row: Int) -> Int? {
            guard let data = roster[column], data.isValid(row) else { return nil }
            switch data.values {
            case .days(let days): return Int(days[row])
            case .moments(let moments): return Self.day(ofMoment: moments[row])
            default: return nil
            }
        }
        employees = (0..<roster.rowCount).map { row in
            Employee(
                number: text("emp_no", row), name: text("emp_name", row), department: text("dept", row),
                post: text("post", row), joined: day("hired_at", row), left: day("left_at", row))
        }
        for (place, employee) in employees.enumerated() {
            for name in [employee.name, employee.number] { note(HeaderFolding.foldKey(name), place) }
        }
        for (alias, name) in aliases.sorted(by: { $0.key < $1.key }) {
            for place in places[HeaderFolding.foldKey(name)] ?? [] {
                note(HeaderFolding.foldKey(alias), place)
            }
        }
    }

    private mutating func note(_ name: String, _ place: Int) {
        guard !name.isEmpty, places[name]?.contains(place) != true else { return }
        places[name, default: []].append(place)
    }

    static func day(ofMoment moment: Int64) -> Int {
        Int(moment >= 0 ? moment / 86_400_000 : (moment - 86_399_999) / 86_400_000)
    }

    /// What a name means.
    ///
    /// - Parameters:
    ///   - name: The name as it is written.
    ///   - day: The day in question, as days since 1970-01-01; nil when it is not known.
    /// - Returns: The employee, or why there is none.
    public func outcome(of name: String, on day: Int?) -> Outcome {
        let folded = HeaderFolding.foldKey(name)
        if folded.isEmpty { return .blank }
        guard hasRoster else { return .unchecked }
        let found = places[folded] ?? places[Self.withoutRemark(folded)] ?? []
        guard !found.isEmpty else { return .unknown }
        let present = found.filter { place in
            guard let day, let left = employees[place].left else { return true }
            return day <= left
        }
        switch present.count {
        case 1: return .employee(present[0])
        case 0: return found.count == 1 ? .gone(found[0]) : .ambiguous(found)
        default:
            // Of two of one name, one may have left without a day being asked for.
            let staying = present.filter { employees[$0].left == nil }
            return day == nil && staying.count == 1 ? .employee(staying[0]) : .ambiguous(present)
        }
    }

    /// A name without what stands in brackets behind it, such as a staff number or a department.
    private static func withoutRemark(_ folded: String) -> String {
        guard let open = folded.firstIndex(where: { $0 == "(" || $0 == "[" || $0 == "【" }) else {
            return folded
        }
        return String(folded[..<open])
    }

    /// The employee that a name means on a day, with the department; nil when there is none, or more than one.
    ///
    /// Without a roster the name stands for itself.
    public func employee(named name: String, on day: CivilDay) -> (name: String, department: String)? {
        switch outcome(of: name, on: day.daysSince1970) {
        case .employee(let place): return (employees[place].name, employees[place].department)
        case .unchecked: return (name, "")
        case .blank, .unknown, .gone, .ambiguous: return nil
        }
    }
}
