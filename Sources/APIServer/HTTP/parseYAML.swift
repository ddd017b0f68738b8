import ClusterAPI
import Model

/// One YAML document as a value.
func parseYAML(_ bytes: [UInt8]) throws(ClusterError) -> Value {
    throw .unsupportedMediaType(["application/json"])
}

/// A value as YAML. (JSON is YAML.)
func yamlText(_ value: Value) -> String { value.prettyJSON(indent: 2) + "\n" }
