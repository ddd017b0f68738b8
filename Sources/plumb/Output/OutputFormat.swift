import ArgumentParser
import Model
import YAML

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, yaml
}

struct OutputOptions: ParsableArguments {
    @Option(name: [.short, .customLong("output")], help: "text, json or yaml.")
    var output = OutputFormat.text

    /// Prints a result: as a person reads it, or as programs do.
    func report(_ value: @autoclosure () -> Value, text: () -> String) {
        switch output {
        case .text: Terminal.write(text())
        case .json: Terminal.writeLine(value().prettyJSON(indent: 2))
        case .yaml: Terminal.write(value().yaml)
        }
    }
}
