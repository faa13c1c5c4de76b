import Registers
import Spreadsheet
import Testing

struct PeriodSpanTests {
    @Test(arguments: [
        (PeriodGrain.week, 2026, 3, 8, "2026-W10", 2, 8), (.week, 2026, 1, 1, "2026-W01", 29, 4),
        (.week, 2027, 1, 3, "2026-W53", 28, 3), (.month, 2026, 2, 10, "2026-02", 1, 28),
        (.month, 2024, 2, 29, "2024-02", 1, 29), (.month, 2026, 12, 31, "2026-12", 1, 31),
        (.quarter, 2026, 5, 5, "2026Q2", 1, 30), (.quarter, 2026, 12, 1, "2026Q4", 1, 31),
        (.year, 2026, 7, 7, "2026", 1, 31), (.week, 1969, 12, 31, "1970-W01", 29, 4),
    ])
    func aDayBelongsToItsPeriod(
        _ grain: PeriodGrain, _ year: Int, _ month: Int, _ day: Int, _ label: String, _ first: Int,
        _ last: Int
    ) {
        let span = PeriodSpan(
            grain, containing: CivilDay(year: year, month: month, day: day).daysSince1970)
        #expect(span.label == label)
        #expect(CivilDay(daysSince1970: span.first).day == first)
        #expect(CivilDay(daysSince1970: span.last).day == last)
    }
}
