public import Model

/// Reads all documents of a file, as kubectl would: split at lines that begin with `---`, scalars by the rules of
/// sigs.k8s.io/yaml, which is YAML 1.1 read into JSON. Documents that hold nothing are left out.
///
/// A document that cannot be read becomes a problem, and the others are read all the same. Problems name the line and
/// the column; they never quote values.
public func documents(
    in bytes: [UInt8], file: String, options: ParseOptions = ParseOptions()
) -> (documents: [Document], problems: [Problem]) {
    if bytes.count > options.bytes {
        let problem = Problem(
            "the file has \(bytes.count) bytes, more than the \(options.bytes) that are read. Split it.",
            origin: Origin(file: file, line: 1))
        return ([], [problem])
    }
    return bytes.withUnsafeBufferPointer { buffer in
        var reading = FileReading(bytes: buffer, file: file, options: options)
        if isPlain(buffer), reading.readWhole() { return reading.result }
        reading.readEach(of: splitDocuments(buffer))
        return reading.result
    }
}

/// Reads one document; the first problem is thrown.
public func document(
    in text: String, file: String = "", options: ParseOptions = ParseOptions()
) throws(Problem) -> Value {
    let (documents, problems) = documents(in: Array(text.utf8), file: file, options: options)
    if let problem = problems.first { throw problem }
    return documents.first?.value ?? .null
}
