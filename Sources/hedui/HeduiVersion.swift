/// The version of the program.
enum HeduiVersion {
    static let current = "0.1.0"
}
