// swift-tools-version: 6.1
import Foundation
import PackageDescription

// The fuzz targets need libFuzzer's own main function, so they are built only by scripts/fuzz.sh. Without it the same
// functions run over the inputs that are kept, as a test.
let fuzzTarget: Target =
    ProcessInfo.processInfo.environment["HEDUI_FUZZ"] == nil
    ? .testTarget(
        name: "FuzzTests", dependencies: ["Formulas", "Spreadsheet"], path: "Fuzz",
        exclude: ["FuzzMain.swift"])
    : .executableTarget(
        name: "hedui-fuzz", dependencies: ["Formulas", "Spreadsheet"], path: "Fuzz",
        exclude: ["FuzzReplayTests.swift"])

let package = Package(
    name: "Hedui",
    products: [
        .library(name: "Spreadsheet", targets: ["Spreadsheet"]),
        .library(name: "Formulas", targets: ["Formulas"]),
        .executable(name: "hedui", targets: ["hedui"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CProcessor"),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "Spreadsheet", dependencies: ["CISAL", "CLibXML2", "CLibZip", "CProcessor"]),
        .target(name: "Formulas", dependencies: ["Registers", "Spreadsheet"]),
        .target(name: "CPolicy"),
        .target(
            name: "Registers",
            dependencies: ["Spreadsheet", "CPolicy", .product(name: "Yams", package: "Yams")]),
        .target(
            name: "Reconciliation",
            dependencies: ["CProcessor", "Formulas", "Registers", "Spreadsheet"]),
        .target(
            name: "Rules",
            dependencies: [
                "Formulas", "Registers", "Spreadsheet", .product(name: "Yams", package: "Yams"),
            ]),
        .target(
            name: "Reports",
            dependencies: [
                "COpenSSL", "Formulas", "Reconciliation", "Registers", "Rules", "Spreadsheet",
                .product(name: "Mustache", package: "swift-mustache"),
            ]),
        .target(
            name: "Pipeline",
            dependencies: [
                "CLinux", "COpenSSL", "Formulas", "Reconciliation", "Registers", "Reports", "Rules",
                "Spreadsheet",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .executableTarget(
            name: "hedui",
            dependencies: [
                "Formulas", "Pipeline", "Reconciliation", "Registers", "Rules", "Spreadsheet",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(
            name: "hedui-bench", dependencies: ["Formulas", "Reconciliation", "Registers", "Spreadsheet"],
            path: "Benchmarks/bench"),
        .testTarget(
            name: "FormulasTests", dependencies: ["Formulas", "Registers", "Spreadsheet"],
            exclude: ["Vectors"]),
        // The inspector is tested on the workbooks that these tests build.
        .testTarget(name: "SpreadsheetTests", dependencies: ["Pipeline", "Registers", "Spreadsheet"]),
        .testTarget(name: "RegistersTests", dependencies: ["Registers", "Spreadsheet"]),
        .testTarget(
            name: "ReconciliationTests",
            dependencies: ["Formulas", "Reconciliation", "Registers", "Spreadsheet"]),
        .testTarget(name: "RulesTests", dependencies: ["Formulas", "Registers", "Rules", "Spreadsheet"]),
        .testTarget(
            name: "ReportsTests",
            dependencies: ["Formulas", "Reconciliation", "Registers", "Reports", "Rules", "Spreadsheet"]),
        .testTarget(
            name: "PipelineTests",
            dependencies: [
                "Pipeline", "Registers", "Spreadsheet", .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(name: "ArchitectureTests"),
        fuzzTarget,
    ]
)
