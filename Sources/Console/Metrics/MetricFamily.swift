/// Samples of one name, in Prometheus' text format.
/// https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
struct MetricFamily: Sendable {
    enum Kind: String, Sendable { case counter, gauge, histogram }

    struct Sample: Sendable {
        var suffix = ""
        var labels: [(name: String, value: String)] = []
        var value: Double
    }

    var name: String
    var kind: Kind
    var help: String
    var samples: [Sample]

    init(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        self.name = name
        self.kind = kind
        self.help = help
        self.samples = samples
    }

    /// Histograms by application.
    init(_ name: String, _ help: String, _ histograms: [String: Histogram]) {
        self.init(name, .histogram, help, [])
        for (application, histogram) in histograms.sorted(by: { $0.key < $1.key }) {
            let label = (name: "application", value: application)
            var below = 0
            for (bound, count) in zip(Histogram.bounds.map { number($0) } + ["+Inf"], histogram.counts) {
                below += count
                samples.append(Sample(suffix: "_bucket", labels: [label, ("le", bound)], value: Double(below)))
            }
            samples.append(Sample(suffix: "_sum", labels: [label], value: histogram.sum))
            samples.append(Sample(suffix: "_count", labels: [label], value: Double(histogram.count)))
        }
    }

    var text: String {
        var text = "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
        for sample in samples {
            let labels = sample.labels.map { "\($0.name)=\"\(escapedLabel($0.value))\"" }.joined(separator: ",")
            text += "\(name)\(sample.suffix)\(labels.isEmpty ? "" : "{\(labels)}") \(number(sample.value))\n"
        }
        return text
    }
}

/// Whole numbers without a fraction.
private func number(_ value: Double) -> String {
    if let whole = Int64(exactly: value) { return String(whole) }
    return String(value)
}

func escapedLabel(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
}
