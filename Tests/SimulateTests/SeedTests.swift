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

/// `make simulate SEEDS=N` runs many more, from an optimized build.
@Suite struct SeedTests {
    @Test("whatever goes wrong and wherever it is killed, every promise is kept, and a seed runs the same twice")
    func promises() throws {
        let said = try runCommand([try program(), "--seeds", "5", "--twice", "--no-shrink"])
        #expect(said.contains("5 of them twice and compared; no promise is broken"))
    }

    @Test("a disk that only says that it syncs is found out")
    func findsLyingDisk() throws {
        let program = try program()
        let error = #expect(throws: Problem.self) {
            try runCommand([program, "--lying-disk", "--seeds", "48", "--stop-at-first", "--no-shrink"])
        }
        #expect(error?.message.contains("; 1 failed") == true)
    }
}
