import Foundation

/// A folder that is there while the work goes on.
func withTemporaryFolder<Result>(_ work: (String) throws -> Result) throws -> Result {
    let path = try makeTemporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try work(path)
}

func makeTemporaryFolder() throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "plumb-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
}

func permissions(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
}
