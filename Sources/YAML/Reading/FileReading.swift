import Model

/// The reading of one file: what was found, and what was wrong.
struct FileReading {
    let bytes: UnsafeBufferPointer<UInt8>
    let file: String
    let options: ParseOptions
    private(set) var result: (documents: [Document], problems: [Problem]) = ([], [])

    init(bytes: UnsafeBufferPointer<UInt8>, file: String, options: ParseOptions) {
        self.bytes = bytes
        self.file = file
        self.options = options
    }

    /// Reads the file in one go, which is fastest. False where it is no YAML: then each part has to be looked at alone.
    mutating func readWhole() -> Bool { readTokens() || readEvents() }

    mutating func readTokens() -> Bool {
        var reader = TokenReader(bytes: bytes, file: file, options: options)
        guard reader.read() else { return false }
        result.documents = reader.documents
        return true
    }

    mutating func readEvents() -> Bool {
        var reader = DocumentReader(bytes: bytes, firstLine: 0, file: file, options: options)
        do throws(Problem) {
            while let outcome = try reader.next() { take(outcome, bytes) }
        } catch {
            result = ([], [])
            return false
        }
        return true
    }

    /// Reads each part as Kubernetes does.
    mutating func readEach(of split: SplitFile) {
        for part in split.parts { read(part) }
        guard let separator = split.badSeparator else { return }
        result.problems.append(
            Problem(
                "invalid Yaml document separator: \(separator.text). Put the document on the line after ---.",
                origin: Origin(file: file, line: separator.line + 1)))
    }

    private mutating func read(_ part: SplitFile.Part) {
        let text = UnsafeBufferPointer(rebasing: bytes[part.range])
        if let document = json(text, part) {
            result.documents.append(document)
            return
        }
        var reader = DocumentReader(bytes: text, firstLine: part.line, file: file, options: options)
        do throws(Problem) {
            guard let first = try reader.next() else { return }
            take(first, text)
            guard let more = try reader.next(), more.isSomething else { return }
            result.problems.append(
                Problem(
                    "Kubernetes reads nothing that follows '...' in a document. Separate documents with ---.",
                    origin: more.origin))
        } catch {
            result.problems.append(explained(error, text))
        }
    }

    /// A template that was not rendered is the likeliest reason of all.
    private func explained(_ problem: Problem, _ text: UnsafeBufferPointer<UInt8>) -> Problem {
        guard holdsTemplate(text) else { return problem }
        var problem = problem
        problem.message +=
            ". It has {{ }} in it, so it is a template, and plumb reads plain manifests. Commit what `helm template` prints."
        return problem
    }

    private mutating func take(_ outcome: DocumentReader.Outcome, _ text: UnsafeBufferPointer<UInt8>) {
        if !outcome.problems.isEmpty { result.problems += outcome.problems.map { explained($0, text) } }
        if outcome.problems.isEmpty, !outcome.value.isNull {
            result.documents.append(Document(value: outcome.value, origin: outcome.origin))
        }
    }

    /// A part that is JSON. What is nearly JSON is left to YAML, which knows lines and takes more.
    private func json(_ text: UnsafeBufferPointer<UInt8>, _ part: SplitFile.Part) -> Document? {
        guard let start = text.firstIndex(where: { $0 > 0x20 }), text[start] == 0x7b || text[start] == 0x5b else {
            return nil
        }
        var limits = JSONLimits()
        limits.depth = options.depth
        limits.bytes = options.bytes
        if case .lastWins = options.duplicates {} else { limits.refusesDuplicates = true }
        guard let value = try? Value(json: Array(text), limits: limits) else { return nil }
        let line = part.line + text[..<start].count { $0 == 0x0a }
        let lineStart = text[..<start].lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
        return Document(value: value, origin: Origin(file: file, line: line + 1, column: start - lineStart + 1))
    }
}

/// Whether some line holds `{{` outside of a comment.
private func holdsTemplate(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.split(separator: 0x0a).contains { line in
        guard let start = line.firstIndex(where: { $0 > 0x20 }), line[start] != 0x23 else { return false }
        return zip(line, line.dropFirst()).contains { $0 == 0x7b && $1 == 0x7b }
    }
}
