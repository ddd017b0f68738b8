// swift-tools-version: 6.2
import PackageDescription

// The import table of docs/design.md, section 2: a target depends only on targets of the levels above its own line.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let deques: Target.Dependency = .product(name: "DequeModule", package: "swift-collections")
let heaps: Target.Dependency = .product(name: "HeapModule", package: "swift-collections")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTLS: Target.Dependency = .product(name: "HummingbirdTLS", package: "hummingbird")
let x509: Target.Dependency = .product(name: "X509", package: "swift-certificates")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
    name: "plumb",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "plumb", targets: ["plumb"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Level 0
        .systemLibrary(name: "CLibGit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        library("Model", []),
        // Level 1
        library("YAML", ["Model", "CLibYAML"]),
        library("Diff", ["Model"]),
        library("ClusterAPI", ["Model"]),
        library("Git", ["Model", "CLibGit2"]),
        // Level 2
        library("Kinds", ["Model", "Diff"]),
        library("Render", ["Model", "YAML"]),
        // Level 3
        library("Engine", ["Model", "Diff", "ClusterAPI", "Kinds", deques, heaps]),
        library("Kubernetes", ["Model", "YAML", "ClusterAPI", httpClient, nioCore, nioHTTP1, nioPosix, nioSSL]),
        library("Apply", ["Model", "Diff", "ClusterAPI", "Kinds"]),
        // Level 4
        library("EngineStore", ["Model", "Engine", grdb]),
        library("Ledger", ["Model", "Diff", "Apply", grdb, crypto]),
        library(
            "APIServer",
            [
                "Model", "YAML", "Diff", "ClusterAPI", "Kinds", hummingbird, hummingbirdTLS, x509, crypto, nioCore,
                nioSSL,
                logging, lifecycle,
            ]),
        // Level 5
        library(
            "Reconciler",
            [
                "Model", "YAML", "Diff", "ClusterAPI", "Git", "Kinds", "Render", "Apply", "Ledger", logging, lifecycle,
            ]),
        // Level 6
        library("Console", ["Model", "Reconciler", "Ledger", hummingbird, crypto, nioCore, logging, lifecycle]),
        // Level 7
        .executableTarget(
            name: "plumb",
            dependencies: [
                "Model", "YAML", "Diff", "ClusterAPI", "Git", "Kinds", "Render", "Engine", "EngineStore", "Apply",
                "Ledger", "APIServer", "Kubernetes", "Reconciler", "Console", argumentParser, httpClient, logging,
                lifecycle,
                nioCore, nioHTTP1, nioSSL, unixSignals,
            ],
            swiftSettings: strict),
        // Measurements: `make bench`
        .executableTarget(
            name: "bench",
            dependencies: [
                "Model", "YAML", "CLibYAML", "ClusterAPI", "Git", "Engine", "EngineStore", "Diff", "Apply", "Ledger",
                "Reconciler", logging, grdb,
            ],
            swiftSettings: strict),
        // Scenarios under seeds: `make simulate`
        .executableTarget(
            name: "simulate",
            dependencies: [
                "Model", "ClusterAPI", "Git", "Kinds", "Engine", "Apply", "Ledger", "Reconciler", sqlite, logging,
            ],
            swiftSettings: strict),
        // Tests
        .target(
            name: "TestSupport",
            dependencies: ["Model", "ClusterAPI"],
            swiftSettings: strict),
        tests("ModelTests", ["Model", "TestSupport"]),
        tests("YAMLTests", ["Model", "YAML", "TestSupport"]),
        tests("DiffTests", ["Model", "Diff", "Kinds", "TestSupport"]),
        tests("KindsTests", ["Model", "YAML", "Diff", "Kinds", "TestSupport"]),
        tests("RenderTests", ["Model", "Diff", "Render", "TestSupport"]),
        .executableTarget(name: "git-child", dependencies: ["Git"], path: "Tests/git-child", swiftSettings: strict),
        tests("GitTests", ["Model", "Git", "TestSupport", "git-child"]),
        tests("EngineTests", ["Model", "YAML", "Diff", "ClusterAPI", "Kinds", "Engine", "EngineStore", "TestSupport"]),
        tests("ApplyTests", ["Model", "Diff", "ClusterAPI", "Kinds", "Engine", "Apply", "TestSupport"]),
        tests("LedgerTests", ["Model", "Diff", "ClusterAPI", "Apply", "Ledger", "TestSupport", grdb]),
        tests(
            "APIServerTests",
            [
                "Model", "YAML", "ClusterAPI", "Kinds", "Engine", "APIServer", "Kubernetes", "TestSupport", httpClient,
                logging, lifecycle, nioCore, nioPosix, nioSSL,
            ]),
        tests(
            "KubernetesTests",
            [
                "Model", "ClusterAPI", "Engine", "APIServer", "Kubernetes", "TestSupport", logging, lifecycle, nioCore,
            ]),
        tests(
            "ReconcilerTests",
            [
                "Model", "Diff", "ClusterAPI", "Git", "Render", "Apply", "Ledger", "Engine", "Reconciler",
                "TestSupport", logging,
            ]),
        tests(
            "ConsoleTests",
            [
                "Model", "ClusterAPI", "Engine", "Apply", "Reconciler", "Ledger", "Console", "TestSupport", httpClient,
                crypto,
                logging, lifecycle, nioCore, nioHTTP1,
            ]),
        tests("SimulateTests", ["Model", "TestSupport", "simulate"]),
        tests("PlumbTests", ["Model", "YAML", "plumb", "TestSupport"]),
    ]
)
