import Formulas
import Registers
import Spreadsheet

extension Policy {
    /// What the formulas of a run are evaluated with: the day, the period, the parameters and the working days.
    ///
    /// The working days are those of the context, or else the policy's own with the company's calendar register on
    /// top. There are no tables in it yet.
    public func evaluationContext(_ registers: RegisterSet, _ context: RunContext) -> EvaluationContext {
        var days: any WorkingCalendar = calendar
        if let given = context.calendar {
            days = given
        } else if let table = registers["work_calendar"] {
            var calendar = calendar
            calendar.override(table)
            days = calendar
        }
        return EvaluationContext(
            asOf: context.asOf, period: .text(context.span.label), parameters: parameterValues, calendar: days
        )
    }
}
