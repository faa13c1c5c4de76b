/// A line of the other side that might be the counterpart of an open item, with what speaks for and against it.
public struct NearMiss: Hashable, Sendable {
    /// The line of the other side.
    public var line: LineReference
    /// The names of the fields that agree.
    public var agreeing: [String]
    /// The fields that differ, and by how much.
    public var differing: [ComparedValue]

    /// Makes a near miss.
    public init(line: LineReference, agreeing: [String], differing: [ComparedValue]) {
        self.line = line
        self.agreeing = agreeing
        self.differing = differing
    }
}
