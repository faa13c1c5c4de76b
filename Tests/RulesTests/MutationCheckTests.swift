import Testing

@testable import Rules

/// Comparisons are changed one at a time, and examples notice or do not.
struct MutationCheckTests {
    @Test(arguments: [
        ("[@a]<3", ["[@a]>=3", "[@a]<=3"]),
        ("[@a]=3", ["[@a]<>3"]),
        ("AND([@a]>=1,[@b]<>2)", ["AND([@a]<1,[@b]<>2)", "AND([@a]>1,[@b]<>2)", "AND([@a]>=1,[@b]=2)"]),
        (
            "([@a]>1)=([@b]>2)",
            [
                "[@a]>1<>([@b]>2)", "[@a]<=1=([@b]>2)", "[@a]>=1=([@b]>2)", "[@a]>1=([@b]<=2)",
                "[@a]>1=([@b]>=2)",
            ]
        ),
        ("COUNTIFS(t[x],\">=\"&[@a])", ["COUNTIFS(t[x],\"<\"&[@a])", "COUNTIFS(t[x],\">\"&[@a])"]),
        ("SUMIFS(t[s],t[x],[@a])", ["SUMIFS(t[s],t[x],\"<>\"&[@a])"]),
        ("COUNTIF(t[x],\"<>\")", ["COUNTIF(t[x],\"=\")"]),
        ("ROUND([@a],2)+1", []),
    ])
    func eachComparisonIsChangedByItself(_ formula: String, _ mutants: [String]) {
        #expect(FormulaMutants.all(of: formula).map(\.formula).sorted() == mutants.sorted())
    }

    @Test func boundariesAreMovedAndComparisonsTurned() {
        let mutants = FormulaMutants.all(of: "[@a]<3")
        #expect(mutants.map(\.change) == [.opposite, .boundary])
        #expect(mutants.map(\.comparison) == ["[@a]<3", "[@a]<3"])
    }

    @Test func comparisonsThatNoExampleGuardsAreNamed() throws {
        let sound = MutationCheck(try TestPolicy.rules(RuleEngineTests.late)).run()
        #expect(sound.survivors.isEmpty)
        #expect((sound.comparisons, sound.mutants, sound.noticed) == (2, 3, 3))
        let loose = RuleEngineTests.late.replacing("登记时间: 2026-03-03", with: "登记时间: 2026-03-02")
        let report = MutationCheck(try TestPolicy.rules(loose)).run()
        #expect(report.survivors.map(\.mutant) == ["[@登记时间]<[@咨询时间]+1"])
        #expect(report.survivors.map(\.change) == [.boundary])
        #expect(report.survivors.map(\.key) == ["expect"])
    }

    @Test func conditionsPricesAndDerivedRegistersAreCheckedToo() throws {
        let policy = try TestPolicy.rules(
            """
            derive:
              big_order:
                from: order
                where: '[@订单金额]>=100'
            rules:
              - id: BIG
                title: 大单
                register: big_order
                when: '[@客户名称]<>"甲"'
                hit: 'NOT(ISBLANK([@订单号]))'
                penalty: {points: 'IF([@订单金额]>200, 2, 1)'}
                examples:
                  - {tables: {order: [{订单号: A, 订单金额: 150, 客户名称: 乙}]}, violates: true}
                  - {tables: {order: [{订单号: A, 订单金额: 99, 客户名称: 乙}]}, violates: false}
            """)
        let report = MutationCheck(policy).run()
        #expect(
            report.survivors.map { "\($0.owner) \($0.key) \($0.change.rawValue)" } == [
                "BIG points opposite", "BIG points boundary", "big_order where boundary",
            ])
    }

    @Test func theNumberOfThreadsDoesNotMatter() throws {
        let policy = try Policy.builtIn()
        let names = policy.rules.prefix(4).map(\.id)
        let check = MutationCheck(policy)
        #expect(check.run(names, threads: 1) == check.run(names, threads: 3))
    }
}
