import Registers

/// Brings names of parties into the one form in which they are compared.
struct PartyFolder {
    private let endings: [String]
    private let canonical: [String: String]
    /// The name that counts, by its folded form.
    private let names: [String: String]

    init(_ rules: PartyNames) {
        endings = rules.endings.map(HeaderFolding.fold).filter { !$0.isEmpty }.sorted {
            ($1.count, $0) < ($0.count, $1)
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

    private static func stripped(_ name: String, _ endings: [String]) -> String {
        var name = name
        var isShorter = true
        while isShorter {
            isShorter = false
            for ending in endings where name.count > ending.count && name.hasSuffix(ending) {
                name.removeLast(ending.count)
                isShorter = true
                break
            }
        }
        return name
    }
}
