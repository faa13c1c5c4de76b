/// The names of the commands, for those who mistype one.
enum CommandName {
    /// The command that a word was probably meant for; nil when it is one, is an option, or resembles none.
    static func nearest(to word: String) -> String? {
        let names = Hedui.configuration.subcommands.compactMap { $0.configuration.commandName }
        guard !word.hasPrefix("-"), !names.contains(word) else { return nil }
        let near = names.map { (name: $0, distance: distance($0, word)) }.min { $0.distance < $1.distance }
        return near.flatMap { $0.distance <= 2 ? $0.name : nil }
    }

    /// How many characters must be put in, taken out or changed to turn one word into the other.
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right.prefix(40))
        var row = Array(0...right.count)
        for (index, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for place in right.indices {
                let changed = diagonal + (right[place] == character ? 0 : 1)
                diagonal = row[place + 1]
                row[place + 1] = min(changed, row[place] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
