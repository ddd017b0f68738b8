import Model
import Reconciler
import YAML

/// Reads the text of a configuration; problems name its lines.
func readConfiguration(_ bytes: [UInt8], file: String) throws -> Configuration {
    let (documents, problems) = documents(in: bytes, file: file)
    if !problems.isEmpty { throw ConfigurationProblems(problems: problems) }
    guard documents.count == 1, let document = documents.first else {
        throw CommandFailure("\(file) holds \(documents.count) documents; a configuration is one.")
    }
    return try Configuration(reading: document.value, locate: { origin(of: $0, in: bytes, start: document.origin) })
}
