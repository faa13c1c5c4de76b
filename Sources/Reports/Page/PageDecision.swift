/// Something that a person has to decide or do today.
struct PageDecision {
    /// How soon.
    enum Urgency {
        /// Before anything else.
        case now
        /// Today.
        case today
    }

    var urgency: Urgency
    /// What, with its number.
    var head: String
    /// The particulars; nil for none.
    var text: String?
    /// The section to go to.
    var section: String
    /// The column that the list is cut down by, and its value; nil for the whole list.
    var filter: (column: String, value: String)?

    /// The decision for the template.
    func context(_ words: Words) -> [String: Any] {
        var context: [String: Any] = [
            "tone": urgency == .now ? "bad" : "warn", "sign": urgency == .now ? "!" : "?",
            "toneName": urgency == .now ? words("立即", "Now") : words("今天", "Today"), "head": head,
            "href": "#" + section, "link": words("查看", "Show"),
        ]
        if let text { context["text"] = text }
        if let filter {
            context["column"] = filter.column
            context["wanted"] = filter.value
        }
        return context
    }
}
