import Testing

@testable import Registers

@Suite("Check digits and masks")
struct CheckDigitTests {
    private func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

    @Test(
        "Identity numbers are checked",
        arguments: [
            ("11010519491231002X", true), ("11010519491231002x", true), ("110105194912310021", false),
            ("11010519491331002X", false), ("1101051949123100", false), ("abcdefghijklmnopqr", false),
        ])
    func identity(_ value: (String, Bool)) { #expect(CheckDigit.isIdentity(scalars(value.0)) == value.1) }

    @Test(
        "Credit codes are checked",
        arguments: [
            ("91350100M000100Y43", true), ("91350100M000100Y44", false), ("91350100M000100Y4", false),
            ("91350100I000100Y43", false),
        ])
    func creditCode(_ value: (String, Bool)) { #expect(CheckDigit.isCreditCode(scalars(value.0)) == value.1) }

    @Test(
        "Bank card numbers are checked",
        arguments: [
            ("4111111111111111", true), ("4111111111111112", false), ("411111", false),
            ("41111111111111a1", false),
        ])
    func bankCard(_ value: (String, Bool)) { #expect(CheckDigit.isBankCard(scalars(value.0)) == value.1) }

    @Test(
        "Telephone numbers are checked",
        arguments: [
            ("13700010074", true), ("137-0001-0074", true), ("+86 13700010074", true),
            ("8613700010074", true),
            ("1370001007", false), ("137000100741", false), ("12700010074", false), ("0571-88000000", true),
            ("(010)88000000", true), ("057188000000", true), ("0571-88000000转801", true),
            ("400-800-0000", true),
            ("88000000", false), ("无", false), ("", false), ("137000100ab", false),
        ])
    func phone(_ value: (String, Bool)) { #expect(CheckDigit.isPhone(scalars(value.0)) == value.1) }

    @Test(
        "The telling part is masked",
        arguments: [
            ("13700010074", Sensitivity.phone, "137****0074"),
            ("6222020000000000123", .bankAccount, "****0123"),
            ("11010519491231002X", .identity, "110****2X"), ("浙江省宁波市示例路1号", .address, "浙江省宁波市****"),
            ("123", .phone, "1****"),
        ])
    func mask(_ value: (String, Sensitivity, String)) {
        #expect(Masking.mask(value.0, as: value.1) == value.2)
    }
}
