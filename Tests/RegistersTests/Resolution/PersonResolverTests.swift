import Registers
import Spreadsheet
import Testing

@Suite("Who is meant by a name")
struct PersonResolverTests {
    static let roster: [[String: String]] = [
        ["emp_no": "E01", "emp_name": "甲一", "dept": "销售部"],
        ["emp_no": "E02", "emp_name": "乙二", "dept": "销售部", "left_at": "2026-02-27"],
        ["emp_no": "E03", "emp_name": "丙三", "dept": "财务部"],
        ["emp_no": "E04", "emp_name": "丙三", "dept": "仓库"],
        ["emp_no": "E05", "emp_name": "丁四", "dept": "销售部", "left_at": "2025-12-31"],
        ["emp_no": "E06", "emp_name": "丁四", "dept": "市场部"],
        ["emp_no": "E07", "emp_name": "Ann Example", "dept": "外贸部"],
    ]

    static func resolver(_ aliases: [String: String] = [:]) throws -> PersonResolver {
        let schema = try #require(try Repository.catalogue.get()["employee"])
        return PersonResolver(
            roster: RegisterTable(register: schema, rows: roster, file: "roster.csv"), aliases: aliases)
    }

    static func day(_ text: String) -> CivilDay {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        return CivilDay(year: parts[0], month: parts[1], day: parts[2])
    }

    @Test(
        arguments: [
            ("甲一", "2026-03-05", "甲一"), (" 甲 一 ", "2026-03-05", "甲一"), ("E01", "2026-03-05", "甲一"),
            ("e01", "2026-03-05", "甲一"), ("甲一（E01）", "2026-03-05", "甲一"), ("甲一(销售部)", "2026-03-05", "甲一"),
            ("ANN EXAMPLE", "2026-03-05", "Ann Example"), ("Ａｎｎ　Ｅｘａｍｐｌｅ", "2026-03-05", "Ann Example"),
            ("小甲", "2026-03-05", "甲一"),
            // The last day still counts.
            ("乙二", "2026-02-27", "乙二"), ("乙二", "2026-02-28", nil),
            // Of two of one name, the one who was there.
            ("丁四", "2026-01-05", "丁四"), ("丙三", "2026-03-05", nil),
            ("戊五", "2026-03-05", nil), ("", "2026-03-05", nil), ("甲一、乙二", "2026-03-05", nil),
        ] as [(String, String, String?)])
    func isFoundInTheRoster(name: String, day: String, expected: String?) throws {
        let found = try Self.resolver(["小甲": "E01"]).employee(named: name, on: Self.day(day))
        #expect(found?.name == expected)
    }

    @Test func tellsWhyNobodyIsMeant() throws {
        let resolver = try Self.resolver()
        let march = Self.day("2026-03-05").daysSince1970
        #expect(resolver.outcome(of: "乙二", on: march) == .gone(1))
        #expect(resolver.outcome(of: "丙三", on: march) == .ambiguous([2, 3]))
        #expect(resolver.outcome(of: "丁四", on: march) == .employee(5))
        #expect(resolver.outcome(of: "丁四", on: Self.day("2025-12-01").daysSince1970) == .ambiguous([4, 5]))
        #expect(resolver.outcome(of: "丁四", on: nil) == .employee(5))
        #expect(resolver.outcome(of: "戊五", on: march) == .unknown)
        #expect(resolver.outcome(of: "　", on: march) == .blank)
    }

    @Test func takesNamesAsWrittenWithoutARoster() {
        let resolver = PersonResolver(roster: nil)
        #expect(resolver.outcome(of: "甲一", on: nil) == .unchecked)
        #expect(resolver.employee(named: "甲一", on: Self.day("2026-03-05"))?.name == "甲一")
    }
}
