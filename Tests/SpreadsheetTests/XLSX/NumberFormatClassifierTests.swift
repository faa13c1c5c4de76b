import Testing

@testable import Spreadsheet

struct NumberFormatClassifierTests {
    @Test(
        arguments: [
            ("General", .general), ("", .general), ("general", .general), ("[Red]General", .general),
            ("General\"元\"", .general),
            ("G/通用格式", .general), ("General;[Red]-General", .general),
            ("0", .number), ("0.00", .number), ("#,##0.00", .number), ("#,##0.00_);[Red](#,##0.00)", .number),
            ("0.00E+00", .number),
            ("##0.0e-0", .number), ("# ?/?", .number), ("¥#,##0.00", .number), ("[$¥-804]#,##0.00", .number),
            ("\"d\"0", .number),
            ("0\"天\"", .number), ("\\d0", .number), ("_d0", .number), ("*d0", .number), (";;;", .number),
            ("\"日期\"", .number),
            ("[>=100]0;[<0]\"m\"0;0.0", .number), ("[DBNum1][$-804]General", .general),
            ("[DBNum2][$-804]0", .number),
            ("[$EUR-407] 0.00", .number), ("0;yyyy", .number), ("_-* #,##0.00_-;-* #,##0.00_-", .number),
            ("0%", .percent), ("0.00%", .percent), ("0.0\\%", .number), ("[Red]0%;0", .percent),
            ("@", .text), ("[Red]@", .text), ("@\" 号\"", .text), ("General;General;General;@", .general),
            ("yyyy-mm-dd", .date), ("yyyy/m/d", .date), ("d-mmm-yy", .date), ("mmm", .date), ("mmmmm", .date),
            ("YYYY-MM-DD", .date),
            ("yyyy\"年\"m\"月\"d\"日\"", .date), ("yyyy年m月d日", .date), ("[$-804]yyyy\"年\"m\"月\"", .date),
            ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", .date),
            ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", .date), ("[$-404]e/m/d", .date),
            ("[$-404]e\"年\"", .date), ("[$-411]ggge\"年\"", .date),
            ("[$-804]aaaa", .date), ("aaa", .date), ("[$-107041E]d/m/bb", .date), ("m/d;@", .date),
            ("yyyy;0", .date), ("[Red]yyyy", .date),
            ("h:mm", .time), ("h:mm AM/PM", .time), ("h:mm a/p", .time), ("上午/下午h\"时\"mm\"分\"", .time),
            ("mm:ss", .time), ("mm:ss.0", .time),
            ("[$-F400]h:mm:ss\\ AM/PM", .time), ("ss.000", .time), ("h\"时\"mm\"分\"ss\"秒\"", .time),
            ("hh", .time),
            ("yyyy-mm-dd hh:mm:ss", .dateTime), ("m/d/yy h:mm", .dateTime),
            ("yyyy\"年\"m\"月\"d\"日\" h\"时\"", .dateTime), ("d h:mm", .dateTime),
            ("h:mm m/d", .dateTime), ("yyyy-mm-ddThh:mm", .dateTime),
            ("[h]:mm", .duration), ("[hh]:mm:ss", .duration), ("[mm]:ss", .duration), ("[m]", .duration),
            ("[s].00", .duration), ("[H]:MM", .duration),
            ("[h]\"小时\"mm\"分\"", .duration), ("[$-804][h]:mm", .duration),
            ("\"open", .number), ("[open", .number), ("\\", .number), ("[]0", .number), ("[", .number),
        ] as [(String, NumberFormatClass)])
    func classifiesCodes(code: String, expected: NumberFormatClass) {
        #expect(NumberFormatClassifier.classify(code) == expected)
    }

    @Test(
        arguments: [
            (0...0, .general), (1...8, .number), (9...10, .percent), (11...13, .number), (14...17, .date),
            (18...21, .time),
            (22...22, .dateTime), (23...26, .general), (27...31, .date), (32...35, .time), (36...36, .date),
            (37...44, .number),
            (45...45, .time), (46...46, .duration), (47...47, .time), (48...48, .number), (49...49, .text),
            (50...54, .date),
            (55...56, .time), (57...58, .date), (59...62, .number), (63...66, .general), (67...68, .percent),
            (69...70, .number),
            (71...74, .date), (75...76, .time), (77...77, .dateTime), (78...78, .time), (79...79, .duration),
            (80...80, .time),
            (81...81, .date), (82...500, .general), (-1 ... -1, .general),
        ] as [(ClosedRange<Int>, NumberFormatClass)])
    func knowsBuiltInFormats(ids: ClosedRange<Int>, expected: NumberFormatClass) {
        for id in ids { #expect(NumberFormatClassifier.builtIn(id) == expected, "\(id)") }
    }
}
