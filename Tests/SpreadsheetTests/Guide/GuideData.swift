/// What the examples of the guide write: made up, and the same every time.
enum GuideData {
    struct Order {
        var number: String
        var customer: String
        var city: String
        var day: Int
        var quantity: Int
        var cents: Int64

        /// The amount in yuan.
        var amount: Double { Double(Int64(quantity) * cents) / 100 }
    }

    static let orders: [Order] = [
        Order(number: "0061", customer: "样例甲有限公司", city: "上海", day: 2, quantity: 12, cents: 128_00),
        Order(number: "0062", customer: "样例乙物流有限公司", city: "成都", day: 5, quantity: 3, cents: 1_999_50),
        Order(number: "0063", customer: "样例丙商贸", city: "广州", day: 5, quantity: 40, cents: 75_25),
        Order(number: "0064", customer: "样例丁（集团）股份公司", city: "沈阳", day: 9, quantity: 7, cents: 460_00),
        Order(number: "0065", customer: "样例戊有限公司", city: "上海", day: 17, quantity: 1, cents: 8_800_00),
        Order(number: "0066", customer: "样例己有限公司", city: "武汉", day: 24, quantity: 25, cents: 212_40),
    ]

    static let months = ["一月", "二月", "三月", "四月", "五月", "六月"]
    static let income: [Double] = [128_400, 135_250, 119_800, 142_300, 151_020, 160_480]
    static let cost: [Double] = [96_200, 101_330, 99_450, 104_800, 109_900, 112_640]
}
