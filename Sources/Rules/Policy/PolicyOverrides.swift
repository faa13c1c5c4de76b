/// What a company sets in its `pipeline.yml` in place of the policy's own.
public struct PolicyOverrides: Hashable, Sendable {
    /// Values of parameters as texts, by canonical or Chinese name; a list has several.
    public var parameters: [String: [String]]
    /// The packs that are on; nil for those of `packs.yml`.
    public var packs: [String]?

    /// Makes overrides.
    public init(parameters: [String: [String]] = [:], packs: [String]? = nil) {
        self.parameters = parameters
        self.packs = packs
    }
}
