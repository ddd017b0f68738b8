import ClusterAPI
import Model
import YAML

/// The one YAML document that a body is, as kube-apiserver reads it: of duplicate keys the last wins.
func parseYAML(_ bytes: [UInt8]) throws(ClusterError) -> Value {
    let (documents, problems) = documents(in: bytes, file: "body", options: .lenient)
    if let problem = problems.first { throw .badRequest("the body of the request is no YAML: \(problem)") }
    guard documents.count <= 1 else { throw .badRequest("the body of the request has several YAML documents") }
    return documents.first?.value ?? .null
}

/// A value as YAML, which JSON is.
func yamlText(_ value: Value) -> String { value.prettyJSON(indent: 2) + "\n" }
