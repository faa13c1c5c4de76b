import Registers
import Spreadsheet
import Yams

/// One file of the policy while it is read.
final class PolicyFile {
    let text: PolicyText
    let log: PolicyLog
    let root: PolicyNode?
    /// The name of the file without its ending.
    let name: String
    /// The names of the folders that the file lies in, from the top.
    let folders: [Substring]

    init(_ text: PolicyText) {
        self.text = text
        let parts = text.file.split(separator: "/")
        name = String((parts.last ?? "").prefix { $0 != "." })
        folders = parts.dropLast()
        log = PolicyLog(file: text.file)
        root = PolicyReader.root(of: text, log)
    }

    /// Where a character of a text stands in the file.
    ///
    /// The text and the file are walked side by side, because quotes, escapes and folded lines make them differ.
    func place(of offset: Int, in node: PolicyNode) -> (line: Int, column: Int) {
        let start = node.place
        let lines = text.text.split(separator: "\n", omittingEmptySubsequences: false).map {
            Array($0.unicodeScalars)
        }
        guard case .scalar(let scalar) = node.node else { return start }
        var line = start.line - 1
        var column = start.column - 1
        var isBlock = false
        switch scalar.style {
        case .singleQuoted, .doubleQuoted: column += 1
        case .literal, .folded:
            (line, column, isBlock) = (line + 1, 0, true)
        default: break
        }
        func current() -> Unicode.Scalar? {
            guard line < lines.count, line >= 0 else { return nil }
            return column < lines[line].count ? lines[line][column] : "\n"
        }
        func advance() {
            if line < lines.count, column < lines[line].count {
                column += 1
            } else {
                (line, column) = (line + 1, 0)
            }
        }
        if isBlock { while current() == " " { advance() } }
        var walked = 0
        for wanted in scalar.string.unicodeScalars {
            // What the file has and the text has not: escapes, and blanks at the ends of folded lines.
            var patience = 200
            while let found = current(), found != wanted, patience > 0 {
                let isBreak = found == "\n" || found == "\r"
                if wanted == " ", isBreak { break }
                advance()
                patience -= 1
            }
            if walked == offset { break }
            walked += 1
            if wanted == " ", current() == "\n" || current() == "\r" {
                while let found = current(), found == " " || found == "\n" || found == "\r" { advance() }
                continue
            }
            if wanted == "'", scalar.style == .singleQuoted { advance() }
            advance()
            if wanted == "\n" { while current() == " " { advance() } }
        }
        guard line < lines.count else { return start }
        return (line + 1, min(column, lines[line].count) + 1)
    }
}
