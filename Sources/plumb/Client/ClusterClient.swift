import ClusterAPI
import Kubernetes
import Model

/// Asks a cluster for what people look at: the one that flags name, else the one that the data folder's daemon drives.
struct ClusterClient {
    static let table = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json"

    private let place: ClusterPlace

    init(folder: DataFolder, chosen: ClusterOptions? = nil) throws {
        if let choice = chosen?.choice, let place = ClusterPlace(choice.cluster) {
            self.place = place
            return
        }
        guard let place = folder.runningCluster() else {
            throw CommandFailure(
                "no daemon runs on the data folder \(folder.path). Start one with `plumb run`, or name a cluster with "
                    + "--kubeconfig.")
        }
        self.place = place
    }

    func get(_ path: String, accept: String) async throws -> Value {
        try await asking { cluster throws(ClusterError) in try await cluster.document(path, accept: accept) }
    }

    /// A JSON merge patch, written in the name of `manager`.
    func patch(
        _ type: ResourceType, namespace: String, name: String, _ patch: Value, manager: String
    ) async throws {
        _ = try await asking { cluster throws(ClusterError) in
            try await cluster.patch(type, namespace: namespace, name: name, patch, as: .merge, manager: manager)
        }
    }

    private func asking(_ question: (RemoteCluster) async throws(ClusterError) -> Value) async throws -> Value {
        let cluster = try RemoteCluster(place, agent: "plumb/\(plumbVersion)")
        let result: Result<Value, ClusterError>
        do throws(ClusterError) { result = .success(try await question(cluster)) } catch { result = .failure(error) }
        await cluster.shutdown()
        do {
            return try result.get()
        } catch {
            throw CommandFailure("\(error.message)")
        }
    }
}
