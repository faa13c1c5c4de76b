import Foundation
import Testing

/// Reads the manifest and the sources, and holds them to the architecture.
struct ArchitectureTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardizedFileURL

    /// The modules from the lowest layer to the highest; a module may import only those of lower layers.
    private static let layers: [Set<String>] = [
        ["CLibXML2", "CLibZip", "CISAL", "CPolicy", "CLinux", "COpenSSL", "CProcessor"], ["Spreadsheet"],
        ["Registers"],
        ["Formulas"],
        ["Rules", "Reconciliation"],
        ["Reports"], ["Pipeline"], ["hedui"],
    ]

    private static func layer(of module: String) -> Int? { layers.firstIndex { $0.contains(module) } }

    /// The path below `Sources` and the lines of every Swift file there.
    private static let sources: [(path: String, lines: [Substring])] = {
        let folder = root.appending(path: "Sources")
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".swift") }.sorted().compactMap { name in
            guard let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8) else {
                return nil
            }
            return (name, text.split(separator: "\n", omittingEmptySubsequences: false))
        }
    }()

    /// The code of a line: what stands before `//`.
    ///
    /// Good enough for words that no string literal here has.
    private static func code(_ line: Substring) -> Substring {
        line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line
    }

    private static func module(of path: String) -> String { String(path.prefix { $0 != "/" }) }

    @Test func everyModuleHasALayer() {
        #expect(!Self.sources.isEmpty)
        for module in Set(Self.sources.map { Self.module(of: $0.path) }) {
            #expect(Self.layer(of: module) != nil, "\(module) is in no layer")
        }
    }

    @Test func noModuleImportsOneAboveIt() throws {
        let importing =
            /^\s*(?:@\w+\s+|public\s+|internal\s+)*import\s+(?:struct\s+|class\s+|enum\s+|func\s+)?(\w+)/
        var imports = 0
        for (path, lines) in Self.sources {
            let own = try #require(Self.layer(of: Self.module(of: path)))
            for line in lines {
                guard let match = try importing.firstMatch(in: line),
                    let other = Self.layer(of: String(match.1))
                else {
                    continue
                }
                imports += 1
                #expect(other < own, "\(path) imports \(match.1)")
            }
        }
        #expect(imports > 0)
    }

    @Test func noTargetDependsOnOneAboveIt() throws {
        let manifest = try String(contentsOf: Self.root.appending(path: "Package.swift"), encoding: .utf8)
        let target = /\.(?:target|executableTarget)\(\s*name:\s*"(\w+)",\s*dependencies:\s*\[([^\]]*)\]/
        var seen: Set<String> = []
        for match in manifest.matches(of: target) {
            // Benchmarks and fuzz targets may use whatever they measure.
            guard let own = Self.layer(of: String(match.1)) else { continue }
            seen.insert(String(match.1))
            for name in match.2.matches(of: /"(\w+)"/) {
                if let other = Self.layer(of: String(name.1)) {
                    #expect(other < own, "\(match.1) depends on \(name.1)")
                }
            }
        }
        let modules = Set(Self.sources.map { Self.module(of: $0.path) })
        #expect(seen == modules, "the manifest could not be understood")
    }

    @Test func onlyTheCommandLineTalksToPeople() {
        let talking = /(^|[^\w.])(print|debugPrint|dump|fputs|NSLog)\(/
        for (path, lines) in Self.sources where Self.module(of: path) != "hedui" {
            for (index, line) in lines.enumerated() where Self.code(line).contains(talking) {
                // A method of one's own that is called dump is none of the standard library's.
                guard !Self.code(line).contains(/func dump\(|(return|try) dump\(/) else { continue }
                Issue.record("\(path):\(index + 1) writes to a standard stream: \(line)")
            }
        }
    }

    @Test func onlyOneTypeReadsTheTimeOfDay() {
        let clock =
            /(^|[^\w.])(Date\(\)|Date\.now|Calendar\.current|gettimeofday\(|time\(nil\)|CFAbsoluteTimeGetCurrent)/
        var readers: [String] = []
        for (path, lines) in Self.sources {
            for line in lines where Self.code(line).contains(clock) { readers.append(path) }
        }
        #expect(readers == ["Pipeline/Clock/MachineClock.swift"])
    }

    @Test func nothingDependsOnTheLocale() {
        let dependent =
            /Locale\.current|Locale\.autoupdatingCurrent|setlocale\(|\.localizedCompare|String\(format:/
        for (path, lines) in Self.sources {
            for (index, line) in lines.enumerated() where Self.code(line).contains(dependent) {
                Issue.record("\(path):\(index + 1) depends on the locale: \(line)")
            }
        }
    }

    @Test func fileNamesAreUniqueWithinAModule() {
        var taken: [String: String] = [:]
        for (path, _) in Self.sources {
            let key = Self.module(of: path) + "/" + (path.split(separator: "/").last ?? "")
            #expect(taken[key] == nil, "\(path) and \(taken[key] ?? "")")
            taken[key] = path
        }
    }
}
