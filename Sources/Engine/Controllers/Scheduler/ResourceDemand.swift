import Model

/// What a pod asks of its node: its containers together, or its greediest init container, and its overhead.
struct ResourceDemand: Sendable {
    private(set) var amounts: [String: Quantity] = [:]

    /// `part`: the requests, or what the limits come to in the same way.
    init(of pod: Value, part: String = "requests") {
        func requests(_ container: Value) -> [(String, Quantity)] {
            (container.at("resources", part)?.members ?? Members()).compactMap { name, value in
                Quantity(value).map { (name, $0) }
            }
        }
        var sum: [String: Quantity] = [:]
        for container in pod.at("spec", "containers")?.elements ?? [] {
            for (name, amount) in requests(container) { sum[name, default: .zero] += amount }
        }
        var peak: [String: Quantity] = [:]
        var sidecars: [String: Quantity] = [:]
        for container in pod.at("spec", "initContainers")?.elements ?? [] {
            let isSidecar = container.text("restartPolicy") == "Always"
            for (name, amount) in requests(container) {
                if isSidecar { sidecars[name, default: .zero] += amount }
                peak[name] = max(peak[name] ?? .zero, (sidecars[name] ?? .zero) + (isSidecar ? .zero : amount))
            }
        }
        for (name, amount) in sidecars { sum[name, default: .zero] += amount }
        for (name, amount) in peak { sum[name] = max(sum[name] ?? .zero, amount) }
        for (name, value) in pod.at("spec", "overhead")?.members ?? Members() {
            if let amount = Quantity(value) { sum[name, default: .zero] += amount }
        }
        amounts = sum.filter { $0.value > .zero }
    }
}
