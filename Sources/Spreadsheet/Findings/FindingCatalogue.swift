/// The wording of finding codes: one catalogue a module, merged by whoever shows findings.
public struct FindingCatalogue: Sendable {
    /// Every code with its wording in each language.
    public private(set) var wordings: [FindingCode: [Language: FindingWording]]

    /// Makes a catalogue.
    public init(_ wordings: [FindingCode: [Language: FindingWording]]) {
        self.wordings = wordings
    }

    /// This catalogue together with another.
    ///
    /// A code must not have two wordings; a test sees to it. If it has, the first counts.
    public func merging(_ other: FindingCatalogue) -> FindingCatalogue {
        FindingCatalogue(
            wordings.merging(other.wordings) { first, second in
                assert(first == second, "two wordings for one finding code")
                return first
            })
    }

    /// The two sentences for a finding.
    ///
    /// A code without wording shows its bare name and particulars.
    public func sentences(for finding: Finding, in language: Language) -> (
        message: String, remedy: String
    ) {
        guard let wording = wordings[finding.code]?[language] else {
            let particulars = finding.values.sorted { $0.key < $1.key }
                .map { "\($0.key)=\($0.value)" }.joined(separator: " ")
            return (finding.code.rawValue + " " + particulars, "")
        }
        return wording.filled(for: finding)
    }
}
