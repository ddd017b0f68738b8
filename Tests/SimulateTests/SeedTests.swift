import Foundation
import Model
import TestSupport
import Testing

/// The `simulate` that was built beside these tests.
private func program() throws -> String {
    let tests = URL(fileURLWithPath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let places = [tests.path, Bundle.main.bundleURL.deletingLastPathComponent().path, "/\(root)/.build/debug"]
    guard let found = places.map({ "\($0)/simulate" }).first(where: FileManager.default.isExecutableFile) else {
        throw Problem("no simulate was built beside the tests: looked in \(places.joined(separator: ", "))")
    }
    return found
}

@Suite struct SeedTests {
    /// `make simulate SEEDS=N` runs many more, from an optimized build.
    @Test("whatever goes wrong and wherever it is killed, every promise is kept")
    func promises() throws {
        try runCommand([try program(), "--seeds", "16", "--workers", "2"])
    }

    @Test("a seed runs the same again, to the last line of its trace")
    func replays() throws {
        let words = [try program(), "--seed", "5", "--trace", "--no-shrink"]
        let first = try runCommand(words)
        #expect(first.split(separator: "\n").count > 50)
        #expect(try runCommand(words) == first)
    }
}
