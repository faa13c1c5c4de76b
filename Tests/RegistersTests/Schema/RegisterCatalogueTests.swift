import Foundation
import Registers
import Testing

@Suite("The registers of the policy")
struct RegisterCatalogueTests {
    @Test("All 94 registers load, with 994 columns")
    func count() throws {
        let catalogue = try Repository.catalogue.get()
        #expect(catalogue.registers.count == 94)
        #expect(catalogue.registers.reduce(0) { $0 + $1.columns.count } == 994)
    }

    @Test("The program carries the files of policy/registers as they are")
    func builtIn() throws {
        let files = try PolicyText.files(in: Repository.path("policy/registers"))
        let builtIn = PolicyText.builtIn("registers")
        #expect(
            builtIn.map { $0.file.split(separator: "/").last }
                == files.map { $0.file.split(separator: "/").last })
        #expect(builtIn.map(\.text) == files.map(\.text))
    }

    @Test("Every register has a primary key, and columns of telephone numbers and accounts are sensitive")
    func soundness() throws {
        for register in try Repository.catalogue.get().registers {
            #expect(!register.primaryKey.isEmpty, "\(register.key)")
            for column in register.columns where [.phone, .idCard, .bankCard].contains(column.type) {
                #expect(column.sensitivity != nil, "\(register.key).\(column.name)")
            }
        }
    }

    @Test(
        "The registers hold what the catalogue of forms defines",
        .enabled(if: Forms.exist, "\(Forms.path) is absent"))
    func forms() throws {
        let catalogue = try Repository.catalogue.get()
        let forms = try Forms.read()
        #expect(Set(forms.keys) == Set(catalogue.registers.map(\.key)))
        for (key, form) in forms {
            let register = try #require(catalogue[key])
            #expect(register.tier == Int(form.tier))
            #expect(Set(register.columns.map(\.name)) == Set(form.cols.keys), "\(key)")
            for (name, expected) in form.cols {
                let column = try #require(register[name])
                #expect(column.header == expected.cn)
                let need: ColumnNeed =
                    expected.rq == "R" ? .required : expected.rq == "R*" ? .whenDone : .optional
                #expect(column.need == need, "\(key).\(name)")
                let synonyms = Set(
                    expected.sy.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) })
                #expect(synonyms.subtracting(column.headers).isEmpty, "\(key).\(name)")
            }
        }
    }
}

/// The catalogue of forms beside the repository.
enum Forms {
    struct Form: Decodable {
        var tier: String
        var cols: [String: Column]
    }
    struct Column: Decodable {
        var cn: String
        var rq: String
        var sy: String
    }
    private struct File: Decodable { var registers: [String: Form] }

    static let path: String = {
        let shared = ProcessInfo.processInfo.environment["HEDUI_SHARED"] ?? Repository.path("../shared")
        return shared + "/policy/clauses.json"
    }()
    static let exist = FileManager.default.fileExists(atPath: path)

    static func read() throws -> [String: Form] {
        try JSONDecoder().decode(File.self, from: Data(contentsOf: URL(fileURLWithPath: path))).registers
    }
}
