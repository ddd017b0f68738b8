import ArgumentParser

/// A folder of a repository at a revision. Nil is what was not given.
struct RevisionOptions: ParsableArguments {
    @Option(help: "The repository: a path, or a file://, https://, ssh:// or git:// address.")
    var repo: String?
    @Option(help: "A branch, a tag, a version range (\"1.x\") or a commit. (default: main)")
    var ref: String?
    @Option(help: "The folder inside the repository; its root where none is named.")
    var path: String?
    @Option(help: "The namespace for objects that name none.")
    var namespace: String?

    var wantedRef: String { ref ?? "main" }
}
