/// Says of some files which register they are.
public struct RegisterPin: Hashable, Sendable {
    /// Which files.
    public var file: FilePattern
    /// Which sheets; nil for all.
    public var sheet: FilePattern?
    /// The key of the register.
    public var register: String
    /// Where it stands in the configuration.
    public var line: Int
    /// Where it stands in the configuration.
    public var column: Int

    /// Whether the pin speaks of a sheet.
    func matches(file path: String, sheet name: String?) -> Bool {
        guard file.matches(path) else { return false }
        guard let sheet else { return true }
        return name.map { sheet.matches($0) } ?? false
    }
}
