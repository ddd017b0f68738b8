import Model

extension ClusterState {
    private func eventKey(_ namespace: String, _ name: String) -> ObjectKey {
        ObjectKey(group: "", kind: "Event", namespace: namespace, name: name)
    }

    /// Writes an Event, or counts one that is there.
    mutating func record(_ event: ClusterEvent) {
        guard case .write(let message, let existing) = recorder.record(event, at: now) else { return }
        let namespace = event.regarding.namespace.isEmpty ? "default" : event.regarding.namespace
        if let existing, var object = store.object(eventKey(namespace, existing)) {
            object["count"] = Value((object["count"]?.int ?? 1) + 1)
            object["lastTimestamp"] = Value(now.description)
            object["message"] = Value(message)
            _ = store.put(object, at: eventKey(namespace, existing))
            return
        }
        let version = store.resourceVersion &+ 1
        let name = "\(event.regarding.name).\(eventSuffix(version))"
        let key = eventKey(namespace, name)
        guard store.object(key) == nil else { return }
        recorder.didWrite(event, message: message, as: name)
        _ = store.put(body(of: event, message: message, namespace: namespace, name: name, version: version), at: key)
    }

    /// The time in nanoseconds, as client-go names Events, so that they are listed in their order; the version stands
    /// for what is finer than the clock.
    private func eventSuffix(_ version: UInt64) -> String {
        let milliseconds = UInt64(max(0, now.milliseconds))
        return String(milliseconds &* 1_000_000 &+ version % 1_000_000, radix: 16)
    }

    private func body(
        of event: ClusterEvent, message: String, namespace: String, name: String, version: UInt64
    ) -> Value {
        let object = event.regarding
        var involved: Value = [
            "kind": Value(object.objectKind), "name": Value(object.name), "uid": Value(object.uid),
            "apiVersion": Value(object.apiVersion),
        ]
        if !object.namespace.isEmpty { involved["namespace"] = Value(object.namespace) }
        if !object.resourceVersion.isEmpty { involved["resourceVersion"] = Value(object.resourceVersion) }
        if !event.fieldPath.isEmpty { involved["fieldPath"] = Value(event.fieldPath) }
        var source: Value = ["component": Value(event.source)]
        var instance = ""
        if event.source == "kubelet", let node = object.at("spec", "nodeName")?.string {
            source["host"] = Value(node)
            instance = node
        }
        return [
            "kind": "Event", "apiVersion": "v1",
            "metadata": [
                "name": Value(name), "namespace": Value(namespace), "uid": Value(identity.uid(version)),
                "creationTimestamp": Value(now.description),
            ],
            "involvedObject": involved, "reason": Value(event.reason), "message": Value(message), "source": source,
            "firstTimestamp": Value(now.description), "lastTimestamp": Value(now.description), "count": 1,
            "type": Value(event.type.rawValue), "eventTime": .null, "reportingComponent": Value(event.source),
            "reportingInstance": Value(instance),
        ]
    }

    /// Removes an Event that nobody has seen for its lifetime.
    mutating func expire(_ key: ObjectKey) {
        guard let event = store.object(key) else { return }
        let seen = ["lastTimestamp", "eventTime", "firstTimestamp"].compactMap { event[$0]?.string }.first
        let time = (seen ?? event.at("metadata", "creationTimestamp")?.string).flatMap { Instant($0) } ?? now
        let end = time + settings.eventLifetime
        if end <= now { store.remove(key) } else { queue.setTimer(.expire(key), at: end) }
    }
}
