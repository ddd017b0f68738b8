import Foundation
import Model
import TestSupport

/// The shop of `examples-repo`, to be changed by a commit.
enum Shop {
    static let folder: String = {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return "/\(root)/examples-repo"
    }()

    static func file(_ path: String) throws -> String {
        try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
    }

    static func files() throws -> [String: TemporaryRepository.File] {
        let paths = [
            "shop/00-namespace.yaml", "shop/api.yaml", "shop/database.yaml", "shop/web.yaml", "handbook/handbook.yaml",
        ]
        return try Dictionary(uniqueKeysWithValues: paths.map { ($0, .text(try file($0))) })
    }

    /// A file of the shop with some words replaced; each must stand in it.
    static func file(_ path: String, _ edits: KeyValuePairs<String, String>) throws -> TemporaryRepository.File {
        var text = try file(path)
        for (old, new) in edits {
            guard text.contains(old) else { throw Problem("\(path) does not hold \(old)") }
            text = text.replacingOccurrences(of: old, with: new)
        }
        return .text(text)
    }

    /// The values of its Secrets, as written, decoded and encoded. None of them may ever be shown.
    static let secrets: [String] = {
        let plain = ["correct-horse-battery-staple", "MIIB-example-certificate", "MIIE-example-private-key"]
        return plain + plain.map { Data($0.utf8).base64EncodedString() }
    }()
}
