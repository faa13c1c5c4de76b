/// The directory of an OLE compound file, and the first bytes of its streams: enough to tell what it holds.
///
/// Layout: [MS-CFB] 2.2 (header), 2.3 (FAT), 2.6 (directory). Every step is bounded by the size of the file.
struct CompoundFile {
    /// A stream or storage of the directory.
    struct Entry {
        var name: String
        var startSector: Int
        var size: Int
    }

    private(set) var entries: [Entry] = []
    /// Whether the whole directory could be read.
    private(set) var isWhole = false

    private let window: ByteWindow
    private let sectorSize: Int
    private let miniStreamCutoff: Int
    private static let endOfChain = 0xFFFF_FFFE
    private static let largestSector = 0xFFFF_FFFA

    /// Reads the directory; nil when the header is not one of a compound file.
    init?(_ window: ByteWindow) {
        guard window.has([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) else { return nil }
        self.window = window
        // 512 bytes in version 3, 4096 in version 4; anything else is damage, and 512 is tried.
        sectorSize = window.little16(at: 30) == 12 ? 4096 : 512
        miniStreamCutoff = window.little32(at: 56) ?? 4096
        readDirectory()
    }

    private mutating func readDirectory() {
        guard var sector = window.little32(at: 48) else { return }
        var steps = 0
        let most = window.count / sectorSize + 1
        while sector < Self.largestSector {
            guard steps <= most, let bytes = sectorBytes(sector) else { return }
            readEntries(ByteWindow(bytes))
            guard let next = nextSector(after: sector) else { return }
            sector = next
            steps += 1
        }
        isWhole = sector == Self.endOfChain && !entries.isEmpty
    }

    private mutating func readEntries(_ sector: ByteWindow) {
        for offset in stride(from: 0, to: sector.count - 127, by: 128) {
            guard let length = sector.little16(at: offset + 64), length >= 2, length <= 64,
                let kind = sector.byte(at: offset + 66), kind == 1 || kind == 2 || kind == 5,
                let start = sector.little32(at: offset + 116), let size = sector.little32(at: offset + 120)
            else { continue }
            let units = stride(from: offset, to: offset + length - 2, by: 2).compactMap {
                sector.little16(at: $0).map { UInt16($0) }
            }
            entries.append(
                Entry(name: String(decoding: units, as: UTF16.self), startSector: start, size: size))
        }
    }

    private func sectorBytes(_ sector: Int) -> UnsafeRawBufferPointer? {
        window.slice(at: (sector + 1) * sectorSize, count: sectorSize)
    }

    /// What the FAT says comes after a sector.
    private func nextSector(after sector: Int) -> Int? {
        let perSector = sectorSize / 4
        guard let table = tableSector(sector / perSector) else { return nil }
        return window.little32(at: (table + 1) * sectorSize + sector % perSector * 4)
    }

    /// Where part `index` of the FAT lies: in the header for the first 109, in the DIFAT chain beyond.
    private func tableSector(_ index: Int) -> Int? {
        if index < 109 {
            return window.little32(at: 76 + index * 4).flatMap { $0 < Self.largestSector ? $0 : nil }
        }
        let perSector = sectorSize / 4 - 1
        guard var sector = window.little32(at: 68) else { return nil }
        var hops = (index - 109) / perSector
        guard hops <= window.count / sectorSize else { return nil }
        while hops > 0 {
            guard sector < Self.largestSector,
                let next = window.little32(at: (sector + 1) * sectorSize + perSector * 4)
            else { return nil }
            sector = next
            hops -= 1
        }
        guard sector < Self.largestSector else { return nil }
        return window.little32(at: (sector + 1) * sectorSize + (index - 109) % perSector * 4)
            .flatMap { $0 < Self.largestSector ? $0 : nil }
    }

    /// The entry with one of these names, whatever their case.
    func entry(named names: String...) -> Entry? {
        entries.first { entry in names.contains { $0.lowercased() == entry.name.lowercased() } }
    }

    /// The first sector of a stream; nil for a small one, which lies elsewhere, or a damaged one.
    func firstSector(of entry: Entry) -> ByteWindow? {
        guard entry.size >= miniStreamCutoff, entry.startSector < Self.largestSector else { return nil }
        return sectorBytes(entry.startSector).map(ByteWindow.init)
    }
}
