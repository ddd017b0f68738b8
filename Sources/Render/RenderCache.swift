import Model

/// Turns files into manifests, and keeps what each file said, so that files that did not change are not read again.
public struct RenderCache: Sendable {
    private var contents: [SourceFile: FileContent] = [:]

    public init() {}

    /// The files among these that hold manifests and are not known yet: their bytes are wanted.
    public func unknown(among files: [SourceFile]) -> [SourceFile] { files.filter { contents[$0] == nil } }

    /// Reads the bytes of a file.
    public mutating func add(_ bytes: [UInt8], of file: SourceFile, settings: RenderSettings) {
        contents[file] = FileContent(bytes, of: file.path, settings: settings)
    }

    /// What these files say together. All of them must have been added; files that are not among them are forgotten.
    public mutating func render(_ files: [SourceFile]) -> Rendering {
        var rendering = Rendering()
        var kept: [SourceFile: FileContent] = [:]
        kept.reserveCapacity(files.count)
        var unknown: [Int] = []
        for file in files {
            guard let content = contents[file] else { continue }
            if !content.hasUnknownScope { kept[file] = content }
            unknown += content.unknownScopes.map { $0 + rendering.manifests.count }
            rendering.manifests += content.manifests
            rendering.problems += content.problems
            rendering.passedOver += content.passedOver
        }
        contents = kept
        if !unknown.isEmpty { place(unknown, in: &rendering.manifests) }
        rendering.problems += duplicates(in: rendering.manifests)
        return rendering
    }
}

/// Objects that are defined twice, with both places.
func duplicates(in manifests: [Manifest]) -> [Problem] {
    var first: [ObjectKey: Origin] = [:]
    first.reserveCapacity(manifests.count)
    var repeated: [(manifest: Manifest, first: Origin)] = []
    for manifest in manifests {
        if let other = first[manifest.key] {
            repeated.append((manifest, other))
        } else {
            first[manifest.key] = manifest.origin
        }
    }
    return repetitions(repeated)
}

/// What is said of definitions that another one stands before.
func repetitions(_ repeated: [(manifest: Manifest, first: Origin)]) -> [Problem] {
    repeated.map { manifest, first in
        let place = manifest.key.namespace.isEmpty ? "" : " in namespace \"\(manifest.key.namespace)\""
        return Problem(
            "\(manifest.key.spoken)\(place) is defined here and in \(first.file):\(first.line). Remove one of them.",
            origin: manifest.origin, object: manifest.key)
    }
}
