import Testing

@testable import Spreadsheet

struct FormulaShifterTests {
    @Test(
        arguments: [
            ("A1", 1, 1, "B2"), ("$A1", 1, 1, "$A2"), ("A$1", 1, 1, "B$1"), ("$A$1", 5, 5, "$A$1"),
            ("SUM(A1:B$2)*2", 1, 0, "SUM(A2:B$2)*2"), ("a1+b2", 1, 1, "B2+C3"), ("A:C", 3, 1, "B:D"),
            ("$A:C", 3, 1, "$A:D"), ("2:4", 1, 3, "3:5"), ("$2:4", 1, 3, "$2:5"),
            ("SUM(A:A,1:1)", 2, 2, "SUM(C:C,3:3)"),
            ("LOG10(A1)", 1, 0, "LOG10(A2)"), ("ATAN2(A1,B1)", 0, 1, "ATAN2(B1,C1)"),
            ("A1&\"A1 \"\"A1\"\"\"", 1, 0, "A2&\"A1 \"\"A1\"\"\""),
            ("'A1 ''B1'!A1", 1, 0, "'A1 ''B1'!A2"), ("Sheet1!A1", 1, 0, "Sheet1!A2"),
            ("AB1!A1", 1, 0, "AB1!A2"),
            ("A1:C1!B2", 1, 1, "A1:C1!C3"), ("[1]Sheet1!A1", 1, 0, "[1]Sheet1!A2"),
            ("Table1[A1]+A1", 1, 0, "Table1[A1]+A2"),
            ("T1[[#This Row],[A1]]*A1", 1, 0, "T1[[#This Row],[A1]]*A2"),
            ("T1[a'[b]*A1", 1, 0, "T1[a'[b]*A2"),
            ("A1", -1, 0, "#REF!"), ("A1", 0, -1, "#REF!"), ("XFD1048576", 1, 0, "#REF!"),
            ("A1:B2", 0, -1, "#REF!:A2"),
            ("A:B", 0, -1, "#REF!"), ("1:2", -1, 0, "#REF!"), ("1E+5+A1", 1, 0, "1E+5+A2"),
            ("1.5*A1", 1, 0, "1.5*A2"),
            ("#REF!+A1", 1, 0, "#REF!+A2"), ("#DIV/0!+A1", 1, 0, "#DIV/0!+A2"), ("A1#", 1, 0, "A2#"),
            ("#N/A", 1, 1, "#N/A"),
            ("工资表!A1+合计", 1, 0, "工资表!A2+合计"), ("rate1_A1", 1, 0, "rate1_A1"), ("TAX2024", 1, 0, "TAX2025"),
            ("ABCD12", 1, 0, "ABCD12"), ("A1048577", 1, 0, "A1048577"), ("A0", 1, 0, "A0"),
            ("_A1", 1, 0, "_A1"), ("A1.B", 1, 0, "A1.B"),
            ("{1,2;3,4}*A1", 1, 0, "{1,2;3,4}*A2"), ("-A1%", 1, 0, "-A2%"), ("A1 B1", 1, 0, "A2 B2"),
            ("@A1", 1, 0, "@A2"),
            ("\"open", 1, 0, "\"open"), ("'open", 1, 0, "'open"), ("[open", 1, 0, "[open"), ("", 1, 1, ""),
            ("A$1048576:$XFD1", 0, 1, "B$1048576:$XFD1"),
        ] as [(String, Int, Int, String)])
    func movesRelativeReferences(formula: String, rows: Int, columns: Int, expected: String) {
        #expect(FormulaShifter.shift(formula, rows: rows, columns: columns) == expected)
    }
}
