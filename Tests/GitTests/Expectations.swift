import Testing

@testable import Git

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Expects a trouble of one kind, or any where that is nil, with some words in its message, and no secret.
func expectTrouble<Result>(
    _ kind: GitTrouble.Kind?, _ words: String = "", sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Result
) async {
    do {
        _ = try await body()
        Issue.record("no trouble at all", sourceLocation: sourceLocation)
    } catch let trouble as GitTrouble {
        #expect(kind == nil || trouble.kind == kind, "\(trouble)", sourceLocation: sourceLocation)
        #expect(trouble.message.contains(words) || words.isEmpty, "\(trouble)", sourceLocation: sourceLocation)
        #expect(!trouble.message.contains("s3cret"), sourceLocation: sourceLocation)
    } catch {
        Issue.record("\(error)", sourceLocation: sourceLocation)
    }
}

func removeFolder(_ path: String) throws { try FileManager.default.removeItem(atPath: path) }

/// Writes nonsense over the middle of a file, or of every file under a folder.
func overwriteFiles(under path: String) throws {
    let manager = FileManager.default
    var isFolder = false
    guard manager.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    guard isFolder else {
        try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        try Data("nonsense".utf8).write(to: URL(filePath: path))
        return
    }
    for name in try manager.contentsOfDirectory(atPath: path) { try overwriteFiles(under: path + "/" + name) }
}
