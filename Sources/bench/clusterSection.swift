import ClusterAPI
import Dispatch
import Engine
import EngineStore
import Foundation
import Model
import Synchronization

/// Creates that a new cluster takes, in memory and durably: 5,000 objects, no controllers.
let clusterSection = Section(name: "cluster", about: "5,000 creates in a new embedded cluster") {
    let count = 5_000
    let machine = best(of: 3) {
        var state = ClusterState(at: Instant(seconds: 1_800_000_000))
        for number in 0..<count {
            keep(try? state.handle(creation(number), at: state.now))
            // As the actor does after each request.
            keep(state.takeWrites())
        }
    }
    var rows = [
        Row("the state machine alone", Double(count) / machine, "/s")
    ]
    if let memory = blocking({ try await create(count, persistence: nil) }) {
        rows.append(Row("in memory, 64 at a time", Double(count) / memory, "/s"))
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "plumb-bench-\(UUID())")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "cluster.sqlite").path()
    let durable = blocking {
        let database = try ClusterDatabase(path: path)
        defer { try? database.close() }
        return try await create(count, persistence: database)
    }
    if let durable {
        rows.append(
            Row("on disk, 64 at a time", Double(count) / durable, "/s", goal: ("well under 1 s in all", durable < 0.8)))
        rows.append(Row("on disk, all of them", durable, "s"))
    }
    return rows
}

private let deployments = ResourceType(
    group: "apps", version: "v1", kind: "Deployment", plural: "deployments", isNamespaced: true)

private func creation(_ number: Int) -> Request {
    let name = Value("web-\(number)")
    let body: Value = [
        "apiVersion": "apps/v1", "kind": "Deployment",
        "metadata": ["name": name, "namespace": "default", "labels": ["app": name]],
        "spec": [
            "replicas": 2, "selector": ["matchLabels": ["app": name]],
            "template": [
                "metadata": ["labels": ["app": name]],
                "spec": [
                    "containers": [
                        [
                            "name": "app", "image": "registry.example/app:1.0", "ports": [["containerPort": 8080]],
                            "env": [["name": "A", "value": "1"], ["name": "B", "value": "2"]],
                            "resources": ["requests": ["cpu": "100m", "memory": "64Mi"]],
                        ]
                    ]
                ],
            ],
        ],
    ]
    var request = Request(.create, deployments, namespace: "default", body: body)
    request.options.fieldManager = "bench"
    return request
}

/// The seconds that the creates took.
private func create(_ count: Int, persistence: (any ObjectPersistence)?) async throws -> Double {
    let cluster = try await InProcessCluster(controllers: [], persistence: persistence)
    let start = ContinuousClock.now
    await withTaskGroup { group in
        for lane in 0..<64 {
            group.addTask {
                for number in stride(from: lane, to: count, by: 64) { _ = try? await cluster.perform(creation(number)) }
            }
        }
    }
    let seconds = Double((ContinuousClock.now - start).milliseconds) / 1000
    await cluster.stop()
    return seconds
}

/// Runs asynchronous work and waits for it; nil where it fails.
private func blocking<T: Sendable>(_ work: @escaping @Sendable () async throws -> T) -> T? {
    let box = Box<T>()
    let done = DispatchSemaphore(value: 0)
    Task.detached {
        let value = try? await work()
        box.mutex.withLock { $0 = value }
        done.signal()
    }
    done.wait()
    return box.mutex.withLock { $0 }
}

private final class Box<T: Sendable>: Sendable {
    let mutex = Mutex<T?>(nil)
}
