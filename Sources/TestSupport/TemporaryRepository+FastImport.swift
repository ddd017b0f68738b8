/// The input of `git fast-import`: a whole commit with its files in one process.
struct FastImportStream {
    private(set) var bytes: [UInt8] = []

    mutating func commit(branch: String, parent: String?, author: String, time: Int, message: String) {
        line("commit refs/heads/\(branch)")
        line("mark :1")
        line("author \(author) \(time) +0000")
        line("committer \(author) \(time) +0000")
        data(Array(message.utf8))
        if let parent { line("from \(parent)") }
        // Answered when the commit is whole, which the end of the input makes it.
        footer = "get-mark :1\n"
    }

    mutating func remove(_ path: String) { line("D \(quoted(path))") }

    mutating func add(_ path: String, _ file: TemporaryRepository.File) {
        switch file {
        case .text(let text): add(path, mode: "100644", Array(text.utf8))
        case .bytes(let bytes): add(path, mode: "100644", bytes)
        case .executable(let text): add(path, mode: "100755", Array(text.utf8))
        case .symlink(let target): add(path, mode: "120000", Array(target.utf8))
        case .submodule(let commit): line("M 160000 \(commit) \(quoted(path))")
        }
    }

    private var footer = ""

    private mutating func add(_ path: String, mode: String, _ content: [UInt8]) {
        line("M \(mode) inline \(quoted(path))")
        data(content)
    }

    private mutating func data(_ content: [UInt8]) {
        line("data \(content.count)")
        bytes += content
        line("")
    }

    private mutating func line(_ text: String) { bytes += (text + "\n").utf8 }

    private func quoted(_ path: String) -> String {
        "\"" + path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
    }

    /// The stream with its end.
    var whole: [UInt8] { bytes + footer.utf8 }
}
