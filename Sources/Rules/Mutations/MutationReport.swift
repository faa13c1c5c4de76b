/// What came of turning comparisons around.
public struct MutationReport: Hashable, Sendable {
    /// A comparison that was changed without any example failing.
    public struct Survivor: Hashable, Sendable {
        /// The rule, the derived register, or `performance`.
        public var owner: String
        /// The key of the policy file that the formula stands under, such as `when` or `expect`.
        public var key: String
        /// The file.
        public var file: String
        /// The line of the formula.
        public var line: Int
        /// How it was changed.
        public var change: MutationCheck.Change
        /// The comparison as it is written.
        public var comparison: String
        /// The formula that no example tells from the one in the policy.
        public var mutant: String
    }

    /// How many comparisons the formulas have.
    public var comparisons = 0
    /// How many changed formulas were tried.
    public var mutants = 0
    /// How many of them the formula compiler refused, so that no policy can hold them.
    public var refused = 0
    /// Those that no example noticed.
    public var survivors: [Survivor] = []

    /// How many of them an example noticed.
    public var noticed: Int { mutants - refused - survivors.count }

    static func += (left: inout MutationReport, right: MutationReport) {
        left.comparisons += right.comparisons
        left.mutants += right.mutants
        left.refused += right.refused
        left.survivors += right.survivors
    }
}
