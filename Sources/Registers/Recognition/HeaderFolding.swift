import Foundation

/// Brings headers and keys into the one form in which they are compared.
public enum HeaderFolding {
    /// A header without what does not matter: width and compatibility forms (NFKC), case, traditional
    /// characters, blanks, line breaks, `*`, colons and units in brackets.
    ///
    /// Other remarks in brackets, such as `(含税)`, stay without their brackets.
    public static func fold(_ header: String) -> String { fold(header, keepsRemarks: true) }

    /// The folded header without anything in brackets.
    public static func foldWithoutRemarks(_ header: String) -> String { fold(header, keepsRemarks: false) }

    private static func fold(_ header: String, keepsRemarks: Bool) -> String {
        let header = simplified(header)
        if header.utf8.allSatisfy(isPlain) { return header }
        var result = String.UnicodeScalarView()
        var remarks = String.UnicodeScalarView()
        var remark: String.UnicodeScalarView?
        for scalar in header.unicodeScalars where !isDropped(scalar) {
            if openings.contains(scalar) {
                if let open = remark { remarks.append(contentsOf: open) }
                remark = String.UnicodeScalarView()
            } else if closings.contains(scalar) {
                if let closed = remark {
                    remarks.append(contentsOf: closed)
                    if keepsRemarks, !units.contains(String(closed)) { result.append(contentsOf: closed) }
                }
                remark = nil
            } else if remark != nil {
                remark?.append(scalar)
            } else {
                result.append(scalar)
            }
        }
        if let open = remark, keepsRemarks { result.append(contentsOf: open) }
        // A header that is nothing but brackets keeps what is in them.
        return String(result.isEmpty ? remarks : result)
    }

    private static let openings = Set("([{【〔「《".unicodeScalars)
    private static let closings = Set(")]}】〕」》".unicodeScalars)
    private static let units: Set<String> = [
        "元", "万元", "千元", "百元", "亿元", "万", "rmb", "cny", "人民币", "人民币元", "单位元", "单位万元", "元/件", "元/公斤", "元/kg",
        "kg", "公斤", "千克", "g", "克", "吨", "t", "m3", "立方", "立方米", "方", "m", "米", "km", "公里", "%", "件", "箱",
        "个", "票",
        "台", "套", "张", "份", "人", "次", "天", "日", "小时", "h", "分钟", "min", "分", "¥", "百分比", "必填", "选填", "可选",
    ]

    /// A key without what does not matter: width and compatibility forms (NFKC), case and blanks.
    public static func foldKey(_ key: String) -> String {
        if key.utf8.allSatisfy(isFolded) { return key }
        return String(
            String.UnicodeScalarView(
                compatible(key).lowercased().unicodeScalars.filter { !isBlank($0) }))
    }

    /// Bytes of keys that are folded already: small letters, digits and signs of ASCII, and common Chinese characters.
    @inline(__always)
    private static func isFolded(_ byte: UInt8) -> Bool {
        byte < 0x80
            ? byte > 0x20 && byte < 0x7F && (byte < 0x41 || byte > 0x5A)
            : byte < 0xC0 || (0xE4...0xE9).contains(byte)
    }

    /// Bytes of folded headers in which nothing is to be dropped and nothing stands in brackets.
    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
            UInt8(ascii: "}"), UInt8(ascii: "*"), UInt8(ascii: ":"):
            false
        default: isFolded(byte)
        }
    }

    /// What stands in brackets in a header, such as `万元`, in order.
    public static func bracketed(_ header: String) -> [String] {
        var parts: [String] = []
        var part: String.UnicodeScalarView?
        for scalar in simplified(header).unicodeScalars {
            switch scalar {
            case "(", "[", "{", "【", "〔": part = String.UnicodeScalarView()
            case ")", "]", "}", "】", "〕":
                if let done = part { parts.append(String(done)) }
                part = nil
            default: if !isBlank(scalar) { part?.append(scalar) }
            }
        }
        return parts
    }

    /// NFKC, lower case, simplified characters.
    static func simplified(_ text: String) -> String {
        let text = text.utf8.allSatisfy(isFolded) ? text : compatible(text).lowercased()
        guard text.unicodeScalars.contains(where: { simplifiedForm(of: $0) != nil }) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { simplifiedForm(of: $0) ?? $0 }))
    }

    /// The simplified form of a traditional character; nil for any other.
    @inline(__always)
    private static func simplifiedForm(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        let place = Int(scalar.value) - firstIdeograph
        guard place >= 0, place < simplifiedForms.count, simplifiedForms[place] != 0 else { return nil }
        return Unicode.Scalar(simplifiedForms[place])
    }

    /// NFKC.
    ///
    /// The characters of most headers stay as they are, and are not looked up.
    static func compatible(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            scalar.value < 0x80 || (0x4E00...0x9FFF).contains(scalar.value)
                || (0x3001...0x3011).contains(scalar.value)
        }
        return isPlain ? text : text.precomposedStringWithCompatibilityMapping
    }

    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        isBlank(scalar) || scalar == "*" || scalar == "※" || scalar == ":" || scalar == "\u{FEFF}"
    }

    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.value < 0x20 || (0x200B...0x200F).contains(scalar.value)
            || scalar.value == 0xFEFF || scalar.value == 0x2060
    }

    private static let firstIdeograph = 0x3400

    /// The simplified forms of U+3400...U+9FFF by their place; 0 for characters that have none.
    private static let simplifiedForms: [UInt32] = {
        var forms = [UInt32](repeating: 0, count: 0xA000 - firstIdeograph)
        for (traditional, simplified) in zip(
            TraditionalTable.traditional.unicodeScalars, TraditionalTable.simplified.unicodeScalars)
        {
            let place = Int(traditional.value) - firstIdeograph
            if forms.indices.contains(place), forms[place] == 0 { forms[place] = simplified.value }
        }
        return forms
    }()
}
