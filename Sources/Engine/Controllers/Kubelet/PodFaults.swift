import Model

/// What a pod's annotations ask to go wrong or to take its time. docs/simulation.md tells them to people.
struct PodFaults {
    private let pod: Value

    init(of pod: Value) { self.pod = pod }

    private func text(_ name: String) -> String? { pod.annotation("sim.plumb.dev/\(name)") }

    /// `true` means every container; else the names of some, with commas between.
    private func concerns(_ name: String, _ container: String) -> Bool {
        guard let text = text(name) else { return false }
        return text == "true" || text.split(separator: ",").contains { $0 == container }
    }

    func neverReady(_ container: String) -> Bool { concerns("never-ready", container) }
    func crashes(_ container: String) -> Bool { concerns("crash-loop", container) }
    func cannotPull(_ container: String) -> Bool { concerns("cannot-pull", container) }

    /// The code that a container ends with, when it has run for its time: `3` for every one, `app=3` for one.
    func exitCode(_ container: String) -> Int? {
        guard let text = text("exit-code") else { return nil }
        let parts = text.split(separator: "=", maxSplits: 1)
        if parts.count == 2 { return parts[0] == container ? Int(parts[1]) : nil }
        return Int(text)
    }

    /// The same for an init container, which ends well unless it is named.
    func exitCodeOfOne(_ container: String) -> Int? {
        guard let text = text("exit-code"), text.contains("=") else { return nil }
        return exitCode(container)
    }

    /// How long a container answers its probes, from its start: `30s` for every one, `app=30s` for one.
    func silence(_ container: String) -> Duration? {
        guard let text = text("stops-answering") else { return nil }
        let parts = text.split(separator: "=", maxSplits: 1)
        if parts.count == 2 { return parts[0] == container ? PodFaults.duration(String(parts[1])) : nil }
        return text == "true" ? .zero : PodFaults.duration(text)
    }

    /// What a container writes to its log: its own annotation's, else everyone's.
    func logLines(_ container: String) -> [String]? {
        (text("log.\(container)") ?? text("log"))?.split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }

    /// How long a container runs until it ends by itself. `never` is `.some(nil)`.
    var runTime: Duration?? {
        guard let text = text("run-time") else { return nil }
        return text == "never" ? .some(nil) : PodFaults.duration(text).map { .some($0) }
    }

    /// From the binding to running, in place of the settings' pull and start delay.
    var startDelay: Duration? { text("start-delay").flatMap(PodFaults.duration) }
    var readyDelay: Duration? { text("ready-delay").flatMap(PodFaults.duration) }
    var stopDelay: Duration? { text("stop-delay").flatMap(PodFaults.duration) }

    /// `0.8` (seconds), `800ms`, `2s`, `5m`.
    static func duration(_ text: String) -> Duration? {
        for (unit, factor) in [("ms", 1.0), ("s", 1000.0), ("m", 60_000.0), ("", 1000.0)] where text.hasSuffix(unit) {
            guard let number = Double(text.dropLast(unit.count)), number >= 0, number < 1e7 else { continue }
            return .milliseconds(Int64((number * factor).rounded()))
        }
        return nil
    }
}
