/// A picture, PNG or JPEG.
public struct Picture: Sendable {
    /// The bytes of the file.
    public let bytes: [UInt8]
    /// The size in pixels of 1/96 inch, by the resolution that the file states.
    public let naturalSize: PixelSize
    let kind: Kind

    enum Kind: String {
        case png
        case jpeg
    }

    /// Makes a picture from the bytes of a PNG or JPEG file; nil for anything else.
    public init?(_ bytes: [UInt8]) {
        guard let found = Self.readPNG(bytes) ?? Self.readJPEG(bytes) else { return nil }
        self.bytes = bytes
        kind = found.kind
        naturalSize = PixelSize(
            width: Self.scaled(found.width, found.dotsPerInch),
            height: Self.scaled(found.height, found.dotsPerInch))
    }

    private struct Outline {
        var kind: Kind
        var width: Int
        var height: Int
        var dotsPerInch = 96.0
    }

    private static func scaled(_ pixels: Int, _ dotsPerInch: Double) -> Int {
        max(1, Int((Double(pixels) * 96 / dotsPerInch).rounded()))
    }

    /// The header and the resolution (PNG specification, 11.2.2 and 11.3.5.3).
    private static func readPNG(_ bytes: [UInt8]) -> Outline? {
        guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), bytes.count >= 33 else {
            return nil
        }
        var outline = Outline(kind: .png, width: number(bytes, 16), height: number(bytes, 20))
        guard isSane(outline) else { return nil }
        var place = 8
        while place + 12 <= bytes.count {
            let length = number(bytes, place)
            let type = bytes[place + 4..<place + 8]
            if type.elementsEqual("IDAT".utf8) { break }
            if type.elementsEqual("pHYs".utf8), length == 9, place + 17 <= bytes.count, bytes[place + 16] == 1
            {
                let perMetre = number(bytes, place + 8)
                if (394...400_000).contains(perMetre) { outline.dotsPerInch = Double(perMetre) * 0.0254 }
            }
            place += 12 + length
        }
        return outline
    }

    /// The frame header and the JFIF resolution (ITU-T T.81, B.2.2; JFIF 1.02).
    private static func readJPEG(_ bytes: [UInt8]) -> Outline? {
        guard bytes.starts(with: [0xFF, 0xD8, 0xFF]) else { return nil }
        var dotsPerInch = 96.0
        var place = 2
        while place + 9 < bytes.count, bytes[place] == 0xFF {
            let marker = bytes[place + 1]
            let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
            if marker == 0xE0, place + 16 <= bytes.count,
                bytes[place + 4..<place + 8].elementsEqual("JFIF".utf8)
            {
                let density = Double(Int(bytes[place + 12]) << 8 | Int(bytes[place + 13]))
                let unit = bytes[place + 11]
                if density >= 10, unit == 1 { dotsPerInch = density }
                if density >= 4, unit == 2 { dotsPerInch = density * 2.54 }
            }
            let isFrame = (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
            if isFrame {
                let outline = Outline(
                    kind: .jpeg, width: Int(bytes[place + 7]) << 8 | Int(bytes[place + 8]),
                    height: Int(bytes[place + 5]) << 8 | Int(bytes[place + 6]), dotsPerInch: dotsPerInch)
                return isSane(outline) ? outline : nil
            }
            place += 2 + max(2, length)
        }
        return nil
    }

    private static func isSane(_ outline: Outline) -> Bool {
        (1...1_000_000).contains(outline.width) && (1...1_000_000).contains(outline.height)
    }

    private static func number(_ bytes: [UInt8], _ place: Int) -> Int {
        bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
    }
}
