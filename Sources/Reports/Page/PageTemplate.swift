import Foundation
import Registers

/// The look of the page: markup with gaps (Mustache), style sheet and script.
///
/// A workspace that has its own `policy/page/` folder may change each of the three files.
public struct PageTemplate: Hashable, Sendable {
    /// The markup, `index.mustache`.
    public var markup: String
    /// The style sheet, `page.css`.
    public var style: String
    /// The script, `page.js`.
    public var script: String

    /// Makes a template.
    public init(markup: String, style: String, script: String) {
        self.markup = markup
        self.style = style
        self.script = script
    }

    /// The template that the program was built with.
    public static var builtIn: PageTemplate {
        func text(_ name: String) -> String { PolicyText.builtIn(file: "page/" + name).first?.text ?? "" }
        return PageTemplate(markup: text("index.mustache"), style: text("page.css"), script: text("page.js"))
    }

    /// The template of a folder; files that it does not have are those that the program was built with.
    /// - Throws: A file-system error when a file is there and cannot be read.
    public static func load(folder: String) throws -> PageTemplate {
        func text(_ name: String, _ standard: String) throws -> String {
            let path = folder + "/" + name
            guard FileManager.default.fileExists(atPath: path) else { return standard }
            return String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        }
        let standard = builtIn
        return PageTemplate(
            markup: try text("index.mustache", standard.markup), style: try text("page.css", standard.style),
            script: try text("page.js", standard.script))
    }
}
