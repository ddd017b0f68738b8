import Model
import TestSupport

/// One scenario that was recorded with a real kube-controller-manager, scheduler and API server.
struct Recording: Sendable {
    let name: String
    let steps: [Value]
    /// Which parts of a step came out equal in two recordings of it.
    let certain: [Value]

    static let folder = "controllers"

    static func names(with prefixes: [String]) -> [String] {
        let files = (try? SharedCases.names(in: folder)) ?? []
        return files.filter { file in prefixes.contains { file.hasPrefix($0) } && file.hasSuffix(".json") }
            .map { String($0.dropLast(5)) }
    }

    init(_ name: String, index: Value) throws {
        self.name = name
        steps = try SharedCases.json("\(Recording.folder)/\(name).json")["steps"]?.elements ?? []
        certain = index.at(name, "twoRuns")?.elements ?? []
    }

    /// Some were recorded without their pods.
    var showsPods: Bool {
        steps.contains { step in
            step["objects"]?.members.contains { $0.key.hasPrefix("Pod/") } ?? false
                || step["events"]?.elements.contains { $0["on"]?.string?.hasPrefix("Pod/") ?? false } ?? false
        }
            || !steps.contains { ($0.at("extremes", "maxPods")?.int ?? 0) > 0 }
    }

    /// Whether the step's objects, events or extremes are the same every time, as far as two runs can tell.
    func isCertain(_ part: String, step: Int) -> Bool {
        guard step < certain.count else { return true }
        return certain[step][part]?.bool ?? true
    }
}
