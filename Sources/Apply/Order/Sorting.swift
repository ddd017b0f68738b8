internal import Model

/// The order that a graph of steps allows: layers, each of which waits only for the ones before it.
///
/// Waves are nodes of their own, so that a thousand steps that wait for a thousand others make two thousand edges.
struct Sorting {
    private(set) var layers: [[Int]] = []
    /// The walk round a cycle, where there is one: a message, and the step that it begins with.
    private(set) var cycle: (message: String, step: Int)?

    private let steps: [Step]
    private var before: [[(node: Int, because: String)]]
    private var waves: [Int] = []

    init(_ steps: [Step], _ members: [Int]) {
        self.steps = steps
        before = steps.map { $0.waits.map { ($0.on, $0.because) } }
        waves = Set(members.filter { steps[$0].action != .delete }.map { steps[$0].wave }).sorted()
        addWaves(members)
        sort(members)
    }

    /// The node of a wave stands for all of its steps being healthy.
    private mutating func addWaves(_ members: [Int]) {
        guard waves.count > 1 else { return }
        for (number, wave) in waves.enumerated() {
            let inWave = members.filter { steps[$0].action != .delete && steps[$0].wave == wave }
            before.append(inWave.map { ($0, "it is in that wave") })
            if number > 0 {
                for step in inWave { before[step].append((steps.count + number - 1, "\(Marks.wave) says so")) }
            }
        }
    }

    private mutating func sort(_ members: [Int]) {
        let isMember = Set(members)
        let nodes = members + Array(steps.count..<before.count)
        var after: [[Int]] = Array(repeating: [], count: before.count)
        var missing: [Int] = Array(repeating: 0, count: before.count)
        for node in nodes {
            for (other, _) in before[node] where other >= steps.count || isMember.contains(other) {
                after[other].append(node)
                missing[node] += 1
            }
        }
        var ready = nodes.filter { missing[$0] == 0 }
        var done = 0
        while !ready.isEmpty {
            var next: [Int] = []
            var layer: [Int] = []
            var queue = ready[...]
            // A wave's node takes no layer of its own.
            while let node = queue.popFirst() {
                done += 1
                if node < steps.count { layer.append(node) }
                for other in after[node] {
                    missing[other] -= 1
                    guard missing[other] == 0 else { continue }
                    if other >= steps.count { queue.append(other) } else { next.append(other) }
                }
            }
            if !layer.isEmpty {
                layers.append(layer.sorted { (steps[$0].wave, steps[$0].key) < (steps[$1].wave, steps[$1].key) })
            }
            ready = next
        }
        if done < nodes.count { cycle = walk(nodes.filter { missing[$0] > 0 }, missing) }
    }

    /// Follows what is missing from one to the next until it comes round.
    private func walk(_ left: [Int], _ missing: [Int]) -> (message: String, step: Int)? {
        guard var node = left.first(where: { $0 < steps.count }) ?? left.first else { return nil }
        var path: [Int] = []
        var reasons: [String] = []
        var position: [Int: Int] = [:]
        while position[node] == nil {
            position[node] = path.count
            path.append(node)
            guard let next = before[node].first(where: { missing[$0.node] > 0 }) else { return nil }
            reasons.append(next.because)
            node = next.node
        }
        let start = position[node] ?? 0
        var text = spoken(path[start])
        for index in start..<path.count {
            let next = index + 1 < path.count ? path[index + 1] : path[start]
            text += " waits for \(spoken(next)) (\(reasons[index]))" + (index + 1 < path.count ? ", which" : "")
        }
        let first = path[start...].first { $0 < steps.count } ?? 0
        return ("\(text). Take out one of these.", first)
    }

    private func spoken(_ node: Int) -> String {
        node < steps.count ? steps[node].key.spoken : "wave \(waves[node - steps.count])"
    }
}
