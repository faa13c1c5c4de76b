import Spreadsheet

extension Evaluator {
    /// WORKDAY and NETWORKDAYS with their international forms.
    ///
    /// Without a list of holidays the policy's calendar applies, with its make-up working days; with a list
    /// only the list does.
    func workdays(_ index: Int, _ frame: Frame, international: Bool, counts: Bool) -> ColumnVector {
        let node = nodes[index]
        let first = value(node.arguments[0], frame)
        let second = value(node.arguments[1], frame)
        let weekends = international ? argument(node, 2, frame) : nil
        let holidayPlace = international ? 3 : 2
        var holidays: Result<Set<Int>, FormulaFailure>?
        if node.arguments.count > holidayPlace {
            let source = arrayArgument(node.arguments[holidayPlace], frame)
            if !(source.count == 1 && source.vector[0].isBlank) { holidays = Self.days(source) }
        }
        var known: [FormulaValue: Result<WorkdayTable, FormulaFailure>] = [:]
        func table(_ weekend: FormulaValue) -> Result<WorkdayTable, FormulaFailure> {
            if let found = known[weekend] { return found }
            let made: Result<WorkdayTable, FormulaFailure>
            do throws(FormulaFailure) {
                let mask = try Self.weekendMask(weekend)
                if let holidays {
                    made = .success(WorkdayTable(weekend: mask, holidays: try holidays.get()))
                } else {
                    made = .success(context.workdays.table(mask, context.calendar))
                }
            } catch {
                made = .failure(error)
            }
            if known.count < 1_000 { known[weekend] = made }
            return made
        }
        let (starts, seconds, patterns) = (first.elements, second.elements, weekends?.elements)
        let usual = patterns == nil ? table(.blank) : nil
        // The same few days come again and again.
        var asked = IntTable(capacity: 256)
        var answers: [FormulaValue] = []
        func answer(_ table: WorkdayTable, _ start: Int, _ second: Int) -> FormulaValue {
            if counts { return .integer(table.count(from: start, to: second)) }
            return table.day(after: start, second).map { .integer($0, kind: .date) } ?? .error(.number)
        }
        var builder = VectorBuilder(capacity: frame.count)
        for row in 0..<frame.count {
            do throws(FormulaFailure) {
                let start = try starts[row].asSerial()
                let table = try (usual ?? table(patterns?[row] ?? .blank)).get()
                let second = counts ? try seconds[row].asSerial() : try seconds[row].asInteger()
                guard patterns == nil, let low = Int32(exactly: start), let high = Int32(exactly: second)
                else {
                    builder.append(answer(table, start, second))
                    continue
                }
                let place = Int(
                    asked.insert(UInt64(UInt32(bitPattern: low)) << 32 | UInt64(UInt32(bitPattern: high))))
                if place == answers.count { answers.append(answer(table, start, second)) }
                builder.append(answers[place])
            } catch {
                builder.append(.error(error.error))
            }
        }
        return builder.finish()
    }

    private static func days(_ source: ArrayValue) -> Result<Set<Int>, FormulaFailure> {
        var days: Set<Int> = []
        for element in 0..<source.count {
            let value = source.vector[element]
            if value.isBlank { continue }
            do throws(FormulaFailure) { days.insert(try value.asSerial()) } catch { return .failure(error) }
        }
        return .success(days)
    }

    /// Days off: a number 1-7 for two days, 11-17 for one, or seven digits from Monday with 1 for a day off.
    private static func weekendMask(_ value: FormulaValue) throws(FormulaFailure) -> UInt8 {
        switch value {
        case .blank: return 0b110_0000
        case .text(let text):
            let bytes = Array(text.utf8)
            guard bytes.count == 7, bytes.allSatisfy({ $0 == 48 || $0 == 49 }), bytes.contains(48) else {
                throw FormulaFailure(.value)
            }
            return bytes.enumerated().reduce(0) { $0 | ($1.element == 49 ? 1 << UInt8($1.offset) : 0) }
        default:
            let code = try value.asInteger()
            switch code {
            // 1 is Saturday and Sunday, 2 Sunday and Monday, and so on.
            case 1...7: return 1 << UInt8((code + 4) % 7) | 1 << UInt8((code + 5) % 7)
            // 11 is Sunday, 12 Monday, and so on.
            case 11...17: return 1 << UInt8((code - 11 + 6) % 7)
            default: throw FormulaFailure(.number)
            }
        }
    }
}
