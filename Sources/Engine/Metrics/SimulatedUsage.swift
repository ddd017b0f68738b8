import Model

/// What a running pod's containers use of processors and memory. Nobody runs them, so it is made up: what an autoscaler
/// aims at, where one has the pod; else half of what was requested; else a little. `sim.plumb.dev/cpu-load` and
/// `memory-load` say what all ready pods of a workload use together.
struct SimulatedUsage {
    /// By container.
    private(set) var containers: [(name: String, cpu: Quantity, memory: Quantity)] = []

    init(of pod: Value, in view: any ClusterView) {
        let specs = pod.at("spec", "containers")?.elements ?? []
        for (place, container) in specs.enumerated() {
            func amount(_ resource: String, unrequested: Quantity) -> Quantity {
                if let load = SimulatedUsage.load(resource, of: pod) {
                    return load.share(of: place, specs, resource, among: SimulatedUsage.sharers(of: pod, in: view))
                }
                guard let request = Quantity(container.at("resources", "requests", resource)) else {
                    return unrequested
                }
                let percent = SimulatedUsage.aim(for: resource, of: pod, in: view) ?? 50
                return resource == "cpu"
                    ? Quantity(milli: request.milliValue.share(percent))
                    : Quantity(request.value.share(percent), format: .binarySI)
            }
            let hash = Hashing.fnv64("\(pod.uid) \(container.text("name"))")
            containers.append(
                (
                    container.text("name"),
                    amount("cpu", unrequested: Quantity(milli: Int(1 + hash % 4))),
                    amount("memory", unrequested: Quantity(Int(8 + hash % 24) << 20, format: .binarySI))
                ))
        }
    }

    var cpu: Quantity { containers.reduce(.zero) { $0 + $1.cpu } }
    var memory: Quantity { containers.reduce(.zero) { $0 + $1.memory } }

    func amount(of resource: String) -> Quantity { resource == "cpu" ? cpu : memory }

    /// What a workload's pods use together, where their annotation says so.
    struct Load {
        let amount: Quantity
        let isCPU: Bool

        /// A container's part: of its pod's, as its requests are to its neighbours'.
        func share(of place: Int, _ containers: [Value], _ resource: String, among pods: Int) -> Quantity {
            let requests = containers.map { Quantity($0.at("resources", "requests", resource))?.milliValue ?? 0 }
            let sum = requests.reduce(0, +)
            let part = sum > 0 ? Double(requests[place]) / Double(sum) : 1 / Double(max(containers.count, 1))
            let amount = (isCPU ? Double(amount.milliValue) : Double(amount.value)) * part / Double(max(pods, 1))
            let bounded = Int(min(amount.rounded(), 1e15))
            return isCPU ? Quantity(milli: bounded) : Quantity(bounded, format: .binarySI)
        }
    }

    static func load(_ resource: String, of pod: Value) -> Load? {
        guard let text = pod.annotation("sim.plumb.dev/\(resource)-load"), let amount = Quantity(Value(text)),
            amount >= .zero
        else { return nil }
        return Load(amount: amount, isCPU: resource == "cpu")
    }

    private static let ownLabels = [
        "pod-template-hash", "controller-revision-hash", "statefulset.kubernetes.io/pod-name",
        "apps.kubernetes.io/pod-index",
    ]

    /// The ready pods that bear a load with this one: those with its labels.
    private static func sharers(of pod: Value, in view: any ClusterView) -> Int {
        let labels = pod.labels.filter { !ownLabels.contains($0.key) }
        let selector = ObjectSelector(labels: Members(labels.map { ($0.key, $0.value) }))
        return view.pods(namespace: pod.namespace, matching: selector).count { $0.isActivePod && $0.isPodReady }
    }

    /// The utilization that an autoscaler of the pod's workload aims at, in percent of the requests.
    private static func aim(for resource: String, of pod: Value, in view: any ClusterView) -> Int? {
        for autoscaler in view.objects(
            group: "autoscaling", kind: "HorizontalPodAutoscaler", namespace: pod.namespace)
        {
            guard let target = ScaleTarget(of: autoscaler, in: view), target.selector.matches(pod) else { continue }
            for metric in autoscaler.at("spec", "metrics")?.elements ?? [] {
                guard let source = metric["resource"], source.text("name") == resource,
                    let percent = source.at("target", "averageUtilization")?.int
                else { continue }
                return min(max(percent, 0), 10_000)
            }
        }
        return nil
    }
}

extension Int {
    fileprivate func share(_ percent: Int) -> Int { Int(Swift.min(Double(self) * Double(percent) / 100, 1e15)) }
}
