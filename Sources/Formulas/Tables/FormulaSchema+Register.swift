import Registers

extension FormulaSchema.Table {
    /// The columns of a register as formulas name them: canonical names and Chinese headers.
    public init(_ register: RegisterSchema) {
        self.init(
            register.chineseName.isEmpty ? [register.key] : [register.key, register.chineseName],
            register.columns.map { column in
                FormulaSchema.Column(
                    column.header == column.name ? [column.name] : [column.name, column.header],
                    ValueType(column.type))
            })
    }
}

extension ValueType {
    /// The type of the values of a register column.
    ///
    /// Months, weeks and other periods are text, such as `2026-03`, which compares with `PERIOD`.
    public init(_ type: ColumnType) {
        switch type {
        case .text, .key, .list, .enum, .phone, .idCard, .creditCode, .bankCard: self = .text
        case .month, .week, .period: self = .text
        case .money, .money4, .decimal, .int, .percent: self = .number
        case .date, .datetime: self = .date
        case .time: self = .time
        case .boolean: self = .boolean
        }
    }
}
