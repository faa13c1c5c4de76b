import Testing

@testable import Spreadsheet

struct BitMaskTests {
    @Test(arguments: [0, 1, 63, 64, 65, 127, 128, 1000])
    func countsItsBits(count: Int) {
        #expect(BitMask(count: count, repeating: true).population == count)
        #expect(BitMask(count: count, repeating: false).population == 0)
        #expect(BitMask(count: count, repeating: true).words.count == (count + 63) / 64)
    }

    @Test func setsAndClearsSingleBits() {
        var mask = BitMask(count: 200, repeating: false)
        let places = [0, 1, 62, 63, 64, 65, 127, 128, 199]
        for place in places { mask[place] = true }
        #expect((0..<200).filter { mask[$0] } == places)
        mask[64] = false
        mask[64] = false
        #expect((0..<200).filter { mask[$0] } == places.filter { $0 != 64 })
        #expect(mask.population == places.count - 1)
    }

    @Test func equalMasksHaveEqualBits() {
        var mask = BitMask(count: 70, repeating: false)
        for place in 0..<70 { mask[place] = true }
        #expect(mask == BitMask(count: 70, repeating: true))
    }
}
