internal import Model

/// The worst that the pods of a workload's present revision say: trouble that is proven to last, else the first.
struct PodsVerdict {
    var trouble: PodTrouble?

    init(_ pods: [Value], at now: Instant) {
        for pod in pods.sorted(by: { $0.name < $1.name }) {
            guard let found = PodTrouble.find(in: pod, at: now) else { continue }
            if found.isPermanent {
                trouble = found
                return
            }
            if trouble == nil {
                trouble = found
            } else if let due = found.permanentAt, due < trouble?.permanentAt ?? .distantFuture {
                trouble?.permanentAt = due
            }
        }
    }

    /// Progressing for the reason given, unless the pods prove that it will come to nothing.
    func progressing(_ reason: String) -> Health {
        guard let trouble else { return .progressing(reason) }
        if trouble.isPermanent { return .failed(trouble.text) }
        return Health(.progressing, "\(reason); \(trouble.text)", reviewAt: trouble.permanentAt)
    }

    /// Failed for the reason given, which the pods may know better.
    func failed(_ reason: String) -> Health {
        guard let trouble else { return .failed(reason) }
        return .failed("\(trouble.text); \(reason)")
    }
}
