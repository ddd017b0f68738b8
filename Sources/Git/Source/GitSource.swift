/// What an application follows: a repository, a reference in it and a folder inside.
public struct GitSource: Hashable, Sendable, CustomStringConvertible {
    public var location: GitLocation
    /// A branch, a tag, a full reference name, a full or short commit id, or a version range such as `1.x`.
    public var ref: String
    /// The folder, relative to the root of the repository, without leading or trailing slashes; empty for the root.
    public var path: String
    public var credentials: GitCredentials

    /// Reads the words of a user.
    ///
    /// - Parameters:
    ///   - repo: a path, `file://`, `http(s)://`, `git://`, `ssh://` or `user@host:path`.
    ///   - folder: what relative paths are relative to; the working folder where it is nil.
    public init(
        repo: String, ref: String = "main", path: String = "", credentials: GitCredentials = GitCredentials(),
        relativeTo folder: String? = nil
    ) throws(GitTrouble) {
        location = try GitLocation(repo, relativeTo: folder)
        let ref = ref.trimmingSpaces
        guard !ref.isEmpty else {
            throw GitTrouble(.invalid, "The reference is empty. Name a branch, a tag, a commit or a range such as 1.x.")
        }
        self.ref = ref
        self.path = try GitSource.normalized(path: path)
        self.credentials = credentials
    }

    /// The address without any user or password, the reference and the path.
    public var description: String { "\(location) at \(ref)" + (path.isEmpty ? "" : ", folder \(path)") }

    /// `./deploy//web/` is `deploy/web`. `..` is refused: a folder outside of the repository is never read.
    static func normalized(path: String) throws(GitTrouble) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            guard part != "..", !part.utf8.contains(0) else {
                throw GitTrouble(
                    .invalid, "The path \"\(path)\" may not hold \"..\". Write it from the root of the repository.")
            }
            parts.append(part)
        }
        return parts.joined(separator: "/")
    }
}

extension String {
    var trimmingSpaces: String {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
