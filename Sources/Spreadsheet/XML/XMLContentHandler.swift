/// Receives the content of an XML part from an ``XMLPushParser``.
///
/// Elements of a namespace other than the root's, and everything inside them, are left out, and so are extension
/// lists (`extLst`). Names, attributes and text are valid only during the call.
protocol XMLContentHandler {
    /// An element begins. `depth` is 1 for the root.
    mutating func startElement(_ name: XMLName, _ attributes: XMLAttributes, depth: Int, preservesSpace: Bool)

    /// Some of the text of the current element; more may follow in further calls.
    mutating func text(_ bytes: UnsafeRawBufferPointer)

    /// An element ends. `depth` is that of its beginning.
    mutating func endElement(_ name: XMLName, depth: Int)

    /// Whether the handler has had enough: it will get no further calls.
    var isDone: Bool { get }
}

extension XMLContentHandler {
    var isDone: Bool { false }
}
