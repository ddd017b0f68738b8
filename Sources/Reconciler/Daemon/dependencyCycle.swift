/// A walk through applications that wait for each other, or nil where none do.
func dependencyCycle(in applications: [ApplicationSettings]) -> [String]? {
    let waits = Dictionary(applications.map { ($0.name, $0.dependsOn) }) { first, _ in first }
    var done: Set<String> = []
    for start in waits.keys.sorted() {
        var path: [String] = []
        var stack = [(name: start, depth: 0)]
        while let (name, depth) = stack.popLast() {
            path.removeSubrange(min(depth, path.count)...)
            if let index = path.firstIndex(of: name) { return Array(path[index...]) + [name] }
            if done.contains(name) { continue }
            path.append(name)
            for next in waits[name] ?? [] { stack.append((next, depth + 1)) }
        }
        done.insert(start)
    }
    return nil
}
