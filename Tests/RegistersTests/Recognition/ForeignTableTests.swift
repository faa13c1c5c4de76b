import Foundation
import Registers
import Spreadsheet
import Testing

@Suite("Tables that are no register")
struct ForeignTableTests {
    let recogniser: RegisterRecogniser

    init() throws { recogniser = try Repository.recogniser.get() }

    static let foreign: [(name: String, csv: String)] = [
        ("weather", "station,temperature,humidity,wind\nA,21.5,60,3\nB,19.0,71,5\nC,18.2,66,2\n"),
        (
            "iris",
            "sepal_length,sepal_width,petal_length,petal_width,species\n5.1,3.5,1.4,0.2,setosa\n4.9,3,1.4,0.2,setosa\n"
        ),
        ("bare words", "编号,日期,姓名,金额,状态,备注\n1,2026-03-01,职员甲,12.5,正常,\n2,2026-03-02,职员乙,7,正常,\n"),
        ("school marks", "学号,姓名,班级,语文,数学,英语,总分\n01,学生甲,一班,90,88,79,257\n02,学生乙,一班,70,98,89,257\n"),
        (
            "library",
            "书名,作者,出版社,ISBN,定价,馆藏数量\n甲书,作者甲,乙社,9780000000000,35.00,3\n乙书,作者乙,乙社,9780000000001,42.00,1\n"
        ),
        ("recipe", "菜名,主料,配料,烹饪时间,难度\n炒菜,青菜,蒜,5,易\n炖肉,猪肉,葱,60,中\n"),
        (
            "stock prices",
            "证券代码,证券简称,开盘价,最高价,最低价,收盘价,成交量\n000001,甲,10,11,9,10.5,1000\n000002,乙,8,9,7,8.5,900\n"
        ),
        ("genes", "gene_id,chromosome,start,end,strand\nG1,1,100,200,+\nG2,2,150,300,-\n"),
    ]

    @Test("A table of another subject is no register", arguments: foreign)
    func isForeign(_ table: (name: String, csv: String)) throws {
        let document = try Document(MemoryBytes(Array(table.csv.utf8)), file: "a.csv")
        let found = document.recognitions(recogniser, file: "a.csv")
        #expect(found.count == 1)
        #expect(found.allSatisfy { $0.recognition.register == nil }, "\(found.map(\.recognition.candidates))")
        #expect(found.first?.recognition.findings.count == 1)
    }

    @Test("Bare words count once the file name says what they are in")
    func bareWordsInIdentifiedRegister() throws {
        let csv = "编号,日期,姓名,类型,次数\nJC1,2026-03-01,职员甲,处罚,1\nJC2,2026-03-02,职员乙,奖励,2\n"
        let document = try Document(MemoryBytes(Array(csv.utf8)), file: "x.csv")
        let named = document.recognitions(recogniser, file: "收到/违规奖惩登记.csv").first?.recognition
        #expect(document.recognitions(recogniser, file: "x.csv").compactMap(\.recognition.register).isEmpty)
        #expect(named?.register?.key == "incident")
        #expect(
            named?.columns.map(\.name) == ["incident_no", "occurred_at", "emp_name", "direction", "times"])
    }

    @Test(
        "A pinned register is taken whatever the headers say, and an unknown pin is reported with the nearest"
    )
    func pins() throws {
        let document = try Document(MemoryBytes(Array("a,b\n1,2\n3,4\n".utf8)), file: "x.csv")
        let tables = document.sheet(at: 0, threads: 1).tables()
        let table = try #require(tables.tables.first)
        let pinned = recogniser.recognise(
            table, in: tables, hints: RecognitionHints(file: "x.csv", pinned: "waybill"))
        #expect(pinned.register?.key == "waybill")
        #expect(!pinned.missing.isEmpty)
        let wrong = recogniser.recognise(
            table, in: tables, hints: RecognitionHints(file: "x.csv", pinned: "waybil"))
        #expect(wrong.register == nil)
        #expect(wrong.findings.map { $0.values["nearest"] } == ["waybill"])
    }

    @Test("A missing required column names the most similar header that was seen")
    func nearMiss() throws {
        let csv = """
            物流公司,発运日期,発货单号,目的地,件数,重量(kg),运费,単据收回日期,運単号
            示例物流,2026-03-01,FH1,宁波,3,1.5,20.5,2026-03-05,8801
            示例物流,2026-03-02,FH2,苏州,4,2.5,30.5,2026-03-06,8802
            """
        let document = try Document(MemoryBytes(Array(csv.utf8)), file: "运单登记.csv")
        let recognition = try #require(document.recognitions(recogniser, file: "运单登记.csv").first?.recognition)
        #expect(recognition.register?.key == "waybill")
        #expect(recognition.missing.first { $0.name == "waybill_no" }?.nearest == "運単号")
        let finding = try #require(recognition.findings.first { $0.values["column"] == "waybill_no" })
        let message = FindingCatalogue.registers.sentences(for: finding, in: .chinese).message
        #expect(message == "运单登记：没有找到“运单号”，最接近的是“運単号”。" || message.hasSuffix("没有找到“运单号”，最接近的是“運単号”。"))
    }
}
