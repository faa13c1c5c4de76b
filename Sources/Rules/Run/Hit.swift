import Formulas
import Registers
import Spreadsheet

/// A violation while it is priced.
///
/// An object, as hits are many and have many parts: lists of them are put together and sorted without copying these. Only
/// one thread at a time has a hit.
final class Hit: @unchecked Sendable {
    /// What it comes to.
    var violation: Violation
    /// The place of the rule in the policy, for the order of the report.
    let ruleIndex: Int
    let pack: String?
    /// Whether the rule has a price that is not of a clause.
    let hasOwnPrice: Bool
    let isCandidate: Bool
    /// The text of the rule's `case:`; nil for none.
    let caseKey: String?
    let order: String?
    /// What it costs before it is combined with others; nil for nothing.
    var price: Price?
    /// The amounts from the n-th time on, computed for this hit.
    var steps: [(from: Int, points: ExactDecimal?, fine: ExactDecimal?)] = []

    init(
        _ violation: Violation, of rule: Rule, ruleIndex: Int, isCandidate: Bool, caseKey: String?,
        order: String?
    ) {
        self.violation = violation
        self.ruleIndex = ruleIndex
        pack = rule.pack
        hasOwnPrice = rule.prices[""] != nil
        self.isCandidate = isCandidate
        self.caseKey = caseKey
        self.order = order
    }

    /// Takes away what it costs.
    func unprice() {
        price = nil
        violation.points = .zero
        violation.fine = .zero
        violation.effects = []
        steps = []
    }

    /// Puts the hits of a rule in order and gives each its identity: a digest of rule, register, key and group; of several
    /// alike the later ones a number.
    static func arrange(_ hits: inout [Hit]) {
        hits.sort(by: precedes)
        var seen: [UInt64: Int] = [:]
        let id = TextScratch()
        for hit in hits {
            let digest = hit.digest
            let count = (seen[digest] ?? 0) + 1
            seen[digest] = count
            id.clear()
            id.append(hit.violation.rule)
            id.append("-")
            let digits = String(digest, radix: 16)
            for _ in digits.utf8.count..<16 { id.append("0") }
            id.append(digits)
            if count > 1 {
                id.append("-")
                id.append(count)
            }
            hit.violation.id = id.string
        }
    }

    /// FNV-1a of what tells the violation from others.
    private var digest: UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        let parts = [violation.rule, violation.register, violation.key, violation.group]
        for (place, part) in parts.enumerated() {
            if place > 0 { add(0x1F) }
            for byte in part.utf8 { add(byte) }
        }
        return hash
    }

    /// Whether one comes before another in the report: by rule and key; the place in the file comes last, so that the
    /// order of rows matters only between rows that are alike.
    static func precedes(_ left: Hit, _ right: Hit) -> Bool {
        if left.ruleIndex != right.ruleIndex { return left.ruleIndex < right.ruleIndex }
        // Field by field, as a violation copied for every comparison would cost more than the comparison.
        func order<Value: Comparable>(_ field: (Hit) -> Value) -> Bool? {
            let (a, b) = (field(left), field(right))
            return a == b ? nil : a < b
        }
        return order { $0.violation.key } ?? order { $0.violation.group } ?? order { $0.violation.clause }
            ?? order { $0.violation.date.daysSince1970 } ?? order { $0.violation.person }
            ?? order { $0.violation.messages.chinese } ?? order { $0.violation.origins.first?.file ?? "" }
            ?? order { $0.violation.origins.first?.sheet ?? "" }
            ?? order { $0.violation.origins.first?.row ?? 0 } ?? false
    }
}
