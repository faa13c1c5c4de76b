/// Properties of a workbook as a whole.
///
/// Nothing is taken from the clock, the user or the machine.
public struct WorkbookOptions: Sendable {
    /// The face of cells that name none.
    public var face = Face.chinese
    /// The size of cells that name none, in points.
    public var fontSize = 10.0
    /// Threads that deflate, the calling one included.
    ///
    /// The bytes are the same for any number.
    public var threads = 2
    /// How much work goes into small files.
    public var compression = Compression.small
    /// What the file says about itself.
    public var properties = DocumentProperties()
    /// Whether Excel calculates all formulas anew when it opens the file.
    ///
    /// Formulas that were written without a value make it do so in any case.
    public var recalculatesOnOpening = false

    /// How much work goes into small files.
    public enum Compression: Sendable {
        /// Files are small; a helping thread hides most of the work.
        case small
        /// Less than half the work for files that are a few percent larger; for several workbooks at a time.
        case fast
    }

    /// A typeface together with what Excel needs to know of it.
    public struct Face: Hashable, Sendable {
        /// The name of the face in cells.
        public var name: String
        /// The face of Latin letters in charts and themes.
        public var latin: String
        /// The face of Chinese characters in charts and themes.
        public var eastAsian: String
        /// The character set (ECMA-376 part 1, 18.4.1); 134 is GB 2312.
        public var characterSet: Int?

        /// Makes a face.
        public init(name: String, latin: String, eastAsian: String, characterSet: Int? = nil) {
            self.name = name
            self.latin = latin
            self.eastAsian = eastAsian
            self.characterSet = characterSet
        }

        /// 微软雅黑, on every Chinese Windows and in WPS.
        public static let chinese = Face(
            name: "微软雅黑", latin: "微软雅黑", eastAsian: "微软雅黑", characterSet: 134)
        /// 等线, the face of Chinese Excel since 2016.
        public static let dengXian = Face(
            name: "等线", latin: "等线", eastAsian: "等线", characterSet: 134)
        /// Calibri, with 微软雅黑 for Chinese characters.
        public static let english = Face(name: "Calibri", latin: "Calibri", eastAsian: "微软雅黑")
    }

    /// The defaults: 微软雅黑, 10 points, two threads.
    public init() {}
}

/// What a workbook says about itself.
public struct DocumentProperties: Hashable, Sendable {
    /// The title.
    public var title: String?
    /// The subject.
    public var subject: String?
    /// Who made it.
    public var author: String?
    /// Key words.
    public var keywords: String?
    /// Remarks.
    public var comments: String?
    /// The category.
    public var category: String?
    /// The company.
    public var company: String?
    /// The program that made it.
    public var application = "Hedui"
    /// When it was made, in UTC; nil for not said.
    public var created: SerialDate?
    /// Further properties by name, in this order.
    public var custom: [CustomProperty] = []

    /// A property that the file format does not know.
    public struct CustomProperty: Hashable, Sendable {
        /// The name.
        public var name: String
        /// The value.
        public var value: String

        /// Makes a property.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Says nothing.
    public init() {}
}
