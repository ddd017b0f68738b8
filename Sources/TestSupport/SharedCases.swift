public import Model

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The real cases beside the project (`../shared/cases` from its root), where the folder is there.
public enum SharedCases {
    /// The folder's path, or nil where it is absent; tests then skip and say so.
    public static let folder: String? = {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let path = "/\(root)/../shared/cases"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }()

    public static var arePresent: Bool { folder != nil }

    /// The bytes of one file of the folder.
    public static func bytes(_ path: String) throws -> [UInt8] {
        guard let folder else { throw Problem("../shared/cases is absent") }
        return try Array(Data(contentsOf: URL(filePath: "\(folder)/\(path)")))
    }

    public static func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

    /// A JSON file.
    public static func json(_ path: String) throws -> Value { try Value(json: bytes(path)) }

    /// A file with one JSON text a line.
    public static func jsonLines(_ path: String) throws -> [Value] {
        try bytes(path).split(separator: 0x0a).map { try Value(json: Array($0)) }
    }

    /// The names in a folder of the cases, sorted.
    public static func names(in path: String) throws -> [String] {
        guard let folder else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(path)").sorted()
    }
}
