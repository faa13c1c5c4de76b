import CLibXML2

/// What has to be done once, or once a thread, before libxml2 is called.
enum LibXML2 {
    /// Initialises the library's global tables.
    ///
    /// Safe to call from several threads at once.
    static let initialise: Void = xmlInitParser()

    /// Keeps the library from writing messages to standard error.
    ///
    /// The setting belongs to the calling thread, and a task may come back on another one, so this is called
    /// at every entry.
    @inline(__always)
    static func silence() {
        _ = initialise
        xmlSetStructuredErrorFunc(nil) { _, _ in }
    }
}
