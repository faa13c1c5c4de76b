import Registers

/// Brings names of parties into the one form in which they are compared.
struct PartyFolder {
    private let endings: [[UInt8]]
    private let canonical: [String: String]
    /// The name that counts, by its folded form.
    private let names: [String: String]

    init(_ rules: PartyNames) {
        endings = rules.endings.map { Array(HeaderFolding.fold($0).utf8) }.filter { !$0.isEmpty }.sorted {
            $0.count > $1.count
        }
        var canonical: [String: String] = [:]
        var names: [String: String] = [:]
        for (name, aliases) in rules.aliases.sorted(by: { $0.key < $1.key }) {
            let folded = Self.stripped(HeaderFolding.fold(name), endings)
            names[folded] = name
            for alias in aliases { canonical[Self.stripped(HeaderFolding.fold(alias), endings)] = folded }
        }
        self.canonical = canonical
        self.names = names
    }

    /// The folded name, without endings that do not tell parties apart, and with aliases resolved.
    func fold(_ name: String) -> String {
        let folded = Self.stripped(HeaderFolding.fold(name), endings)
        return canonical[folded] ?? folded
    }

    /// The name that the definition gives a party; nil when it gives none.
    func name(ofFolded folded: String) -> String? { names[folded] }

    private static func stripped(_ name: String, _ endings: [[UInt8]]) -> String {
        var name = name
        return name.withUTF8 { utf8 in
            var rest = UnsafeBufferPointer(rebasing: utf8[...])
            while let ending = endings.first(where: {
                $0.count < rest.count && rest.suffix($0.count).elementsEqual($0)
            }) {
                rest = UnsafeBufferPointer(rebasing: rest.dropLast(ending.count))
            }
            return String(decoding: rest, as: UTF8.self)
        }
    }
}
