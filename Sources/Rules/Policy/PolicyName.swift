import Registers

/// How names in policy files are compared: width, case and blanks do not matter.
enum PolicyName {
    static func fold(_ name: String) -> String { HeaderFolding.foldKey(name) }
}
