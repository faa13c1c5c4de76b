import Foundation
import Testing

@testable import Spreadsheet

/// A workbook written into a scratch folder of its own, read back part by part.
struct WrittenPackage {
    /// The path of the workbook.
    let path: String
    /// The parts by name.
    let parts: [String: [UInt8]]
    /// The names of the parts, in the order of the package.
    let names: [String]

    /// Writes a workbook, reads its parts, and validates every one against the ECMA-376 schemas where these lie beside
    /// the repository.
    ///
    /// Set `KEEP_WRITTEN` to a folder to keep the workbooks, under the names given here, and look at them.
    init(
        _ name: String, options: WorkbookOptions = WorkbookOptions(),
        _ body: (WorkbookWriter) throws -> Void
    ) throws {
        try self.init(name) { path in try WorkbookWriter.write(to: path, options: options, body) }
    }

    /// The same for what `write` writes to the path that it is given.
    init(_ name: String, writing write: (String) throws -> Void) throws {
        let folder = try Scratch.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/" + name + ".xlsx"
        try write(path)
        try self.init(reading: path)
        if let kept = ProcessInfo.processInfo.environment["KEEP_WRITTEN"] {
            try? FileManager.default.removeItem(atPath: kept + "/" + name + ".xlsx")
            try FileManager.default.copyItem(atPath: path, toPath: kept + "/" + name + ".xlsx")
        }
        let problems = try packageProblems() + (SchemaValidator.shared?.problems(in: self) ?? [])
        for problem in problems { Issue.record("\(name): \(problem)") }
    }

    /// Reads the parts of a workbook.
    init(reading path: String) throws {
        self.path = path
        let package = try PackageReader(try FileBytes(path: path), file: path)
        var parts: [String: [UInt8]] = [:]
        for entry in package.entries { parts[entry.name] = try package.data(of: entry.name) }
        self.parts = parts
        names = package.entries.map(\.name)
    }

    /// What is wrong with the package as such: every part has one name and a content type, and every relationship
    /// inside leads to a part (ECMA-376 part 2, 9.1 to 9.3).
    private func packageProblems() throws -> [String] {
        var problems = Set(names).count == names.count ? [] : ["two parts of one name"]
        let types = try text("[Content_Types].xml")
        let endings = Set(types.matches(of: /Extension="([^"]*)"/).map { String($0.output.1) })
        let typed = Set(types.matches(of: /PartName="\/([^"]*)"/).map { String($0.output.1) })
        for name in names where !typed.contains(name) {
            // `_rels/.rels` has an ending here, though Foundation sees none.
            guard let ending = name.split(separator: ".").last, endings.contains(String(ending)) else {
                problems.append("\(name): no content type")
                continue
            }
        }
        problems += typed.subtracting(names).map { "\($0): has a content type and is not there" }
        for name in names where name.hasSuffix(".rels") {
            let folder = ((name as NSString).deletingLastPathComponent as NSString).deletingLastPathComponent
            for relation in try text(name).matches(of: /<Relationship [^>]*Target="([^"]*)"[^>]*>/)
            where !relation.output.0.contains("TargetMode=\"External\"") {
                let target = URL(filePath: "/" + folder).appending(path: String(relation.output.1))
                    .standardized
                if !names.contains(String(target.path.dropFirst())) {
                    problems.append("\(name): \(target.path) is not there")
                }
            }
        }
        return problems
    }

    /// The text of a part.
    func text(_ name: String) throws -> String {
        String(decoding: try #require(parts[name], "no part \(name)"), as: UTF8.self)
    }
}

/// Scratch folders.
enum Scratch {
    /// Makes a new empty folder.
    static func folder() throws -> String {
        let path = NSTemporaryDirectory() + "spreadsheet-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    /// The root of the package.
    static let package = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in
        url.deletingLastPathComponent()
    }

    /// The material that lies beside the repository.
    static let shared: URL = {
        if let folder = ProcessInfo.processInfo.environment["HEDUI_SHARED"] { return URL(filePath: folder) }
        return package.deletingLastPathComponent().appending(path: "shared")
    }()
}
