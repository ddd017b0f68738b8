import Foundation
import Model

/// The `plumb` that was built beside these tests; `PLUMB_BINARY` names another.
enum Binary {
    static func path() throws -> String {
        let environment = ProcessInfo.processInfo.environment
        if let named = environment["PLUMB_BINARY"], !named.isEmpty { return named }
        let program = URL(fileURLWithPath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let bundle = Bundle.main.bundleURL
        let places = [program.path, bundle.path, bundle.deletingLastPathComponent().path, "/\(root)/.build/debug"]
        guard let found = places.map({ "\($0)/plumb" }).first(where: FileManager.default.isExecutableFile) else {
            throw Problem("no plumb was built beside the tests: looked in \(places.joined(separator: ", "))")
        }
        return found
    }
}
