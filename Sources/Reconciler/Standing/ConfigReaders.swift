import Model

/// Which workloads read which ConfigMaps and Secrets, both ways.
struct ConfigReaders: Sendable {
    private var sources: [ObjectKey: [ObjectKey]] = [:]
    private var readers: [ObjectKey: Set<ObjectKey>] = [:]

    /// The ConfigMaps and Secrets that a workload reads.
    func sources(of workload: ObjectKey) -> [ObjectKey] { sources[workload] ?? [] }

    /// The workloads that read a ConfigMap or Secret.
    func readers(of source: ObjectKey) -> Set<ObjectKey> { readers[source] ?? [] }

    mutating func set(_ workload: ObjectKey, reading new: [ObjectKey]) {
        for source in sources[workload] ?? [] {
            readers[source]?.remove(workload)
            if readers[source]?.isEmpty ?? false { readers[source] = nil }
        }
        sources[workload] = new.isEmpty ? nil : new
        for source in new { readers[source, default: []].insert(workload) }
    }
}
