import Model

extension Content {
    /// The repository's files, in two folders.
    var files: [(path: String, text: String)] {
        if flaw == .empty { return [("README.md", "nothing\n")] }
        var files: [(path: String, text: String)] = []
        for object in objects + hookJobs {
            let name = object.name == "" ? "none" : object.name
            let folder = object.objectKind == "ConfigMap" ? "config" : "deploy"
            files.append(("\(folder)/\(object.objectKind.lowercased())-\(name).yaml", object.json + "\n"))
        }
        if flaw == .unparsable { files.append(("deploy/zz-broken.yaml", "kind: [ConfigMap\n  name: x: y\n")) }
        return files.sorted { $0.path < $1.path }
    }

    /// The keys of what it defines.
    var keys: Set<ObjectKey> { Set(objects.map(\.key)) }
}
