/// A page in Prometheus' text format.
/// https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
struct MetricsPage {
    private(set) var text = ""

    mutating func family(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    mutating func sample(_ name: String, _ labels: [(String, String)] = [], _ value: Double) {
        let shown = labels.map { "\($0.0)=\"\(escaped($0.1))\"" }.joined(separator: ",")
        text += shown.isEmpty ? name : "\(name){\(shown)}"
        text += " \(number(value))\n"
    }

    private func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    private func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }
}
