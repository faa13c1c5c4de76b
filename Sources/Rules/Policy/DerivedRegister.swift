import Formulas
import Registers

/// A register made from others.
struct DerivedRegister: Sendable {
    /// Where the rows come from.
    enum Source: Sendable {
        /// One row for each row of a table.
        case from(String)
        /// One row for each row of a table and each unit of time.
        case expand(String, TimeUnit)
        /// The rows of several tables.
        case union([String])
    }

    /// A unit of time.
    enum TimeUnit: String, CaseIterable, Sendable {
        case days, workdays, weeks, months, quarters, years

        /// The period that a unit is; nil for days.
        var grain: PeriodGrain? {
            switch self {
            case .days, .workdays: nil
            case .weeks: .week
            case .months: .month
            case .quarters: .quarter
            case .years: .year
            }
        }
    }

    /// What formulas know of it.
    var shape: TableShape
    /// Where the rows come from.
    var source: Source
    /// Whether units after the as-of date count too.
    var isThroughEnd: Bool
    /// The computed columns, in order.
    var columns: [(name: String, formula: PolicyFormula)]
    /// The rows that stay.
    var filter: PolicyFormula?

    /// The tables that the rows come from.
    var sources: [String] {
        switch source {
        case .from(let name), .expand(let name, _): [name]
        case .union(let names): names
        }
    }

    /// Every table that it needs, those that it looks things up in included.
    var tablesRead: Set<String> {
        var names = Set(sources)
        for formula in columns.map(\.formula) + [filter].compactMap({ $0 }) { names.formUnion(formula.tables) }
        names.remove(shape.name)
        return names
    }

    /// The columns that an expansion adds.
    static func timeColumns(_ unit: TimeUnit) -> [TableShape.Column] {
        let first =
            unit.grain == nil
            ? TableShape.Column(name: "day", header: "当日", type: .date, isRequired: true)
            : TableShape.Column(name: "period", header: "所属期间", type: .text, isRequired: true)
        return [
            first, TableShape.Column(name: "first_day", header: "期初日", type: .date, isRequired: true),
            TableShape.Column(name: "last_day", header: "期末日", type: .date, isRequired: true),
        ]
    }
}
