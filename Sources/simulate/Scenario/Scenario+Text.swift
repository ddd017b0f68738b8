extension Scenario {
    /// For people, a line for each thing that happens and for each way in which something goes wrong.
    var lines: [String] {
        happenings.map { "\(spokenTime($0.milliseconds))  \($0.act)" } + [
            "a look at the branch every \(intervalSeconds) s, \(timeoutSeconds) s for a transaction, "
                + "\(downMilliseconds) ms from a crash to the next start",
            "of 1000 requests: \(cluster)", "of 1000 writes to the disk, syncs and reads: \(disk)",
            "of 1000 looks at the branch: \(git)",
        ]
    }
}

/// Since the beginning of the simulation.
func spokenTime(_ milliseconds: Int64) -> String {
    let text = "\(milliseconds / 1000)."
    let rest = String(milliseconds % 1000)
    let time = text + String(repeating: "0", count: max(0, 3 - rest.count)) + rest
    return String(repeating: " ", count: max(0, 9 - time.count)) + time
}

extension Scenario.Act: CustomStringConvertible {
    var description: String {
        switch self {
        case .push(let content): "\(name): \(content)"
        case .forcePush(let commit): "\(name): back to commit \(commit + 1)"
        case .annotate(let object, let value), .drift(let object, let value): "\(name): object \(object), \(value)"
        case .delete(let object): "\(name): object \(object)"
        case .deletePod(let number): "\(name): pod \(number)"
        case .scaleWorker(let replicas): "\(name): to \(replicas)"
        case .hold(let object, let time): "\(name): object \(object) for \(time) ms"
        case .precede(let extra): "\(name): extra-\(extra)"
        case .outage(let time), .gitGone(let time), .diskFull(let time): "\(name) for \(time) ms"
        case .crash(let effects, let losesPower): "\(losesPower ? "power goes" : name) after \(effects) more effects"
        case .restart, .wake: name
        case .inPhase(let moment, let act): "\(name) \(moment.rawValue): \(act)"
        }
    }

    /// Which kind of happening it is.
    var name: String {
        switch self {
        case .push: "a push"
        case .forcePush: "a force-push"
        case .annotate: "somebody annotates"
        case .drift: "somebody writes a field of ours"
        case .delete: "somebody deletes"
        case .deletePod: "a pod is deleted"
        case .scaleWorker: "an autoscaler scales the worker"
        case .hold: "somebody sets a finalizer"
        case .precede: "somebody makes an object that we will define"
        case .outage: "the API server is gone"
        case .gitGone: "Git is gone"
        case .diskFull: "the disk is full"
        case .crash: "kill -9"
        case .restart: "a restart"
        case .wake: "a webhook"
        case .inPhase: "in the middle of"
        }
    }

    static var names: [String] {
        [
            push(Content(mark: 0)), forcePush(0), annotate(object: 0, value: 0), drift(object: 0, value: 0),
            delete(object: 0), deletePod(0), scaleWorker(0), hold(object: 0, milliseconds: 0), precede(extra: 0),
            outage(milliseconds: 0), gitGone(milliseconds: 0), diskFull(milliseconds: 0),
            crash(effects: 0, losesPower: false), restart, wake,
            inPhase(.applying, wake),
        ].map(\.name)
    }
}

extension ClusterFaults: CustomStringConvertible {
    var description: String {
        let told = ClusterFaults.rates.filter { self[keyPath: $0.path] > 0 }
        return told.isEmpty ? "none" : told.map { "\($0.name) \(self[keyPath: $0.path])" }.joined(separator: ", ")
    }
}

extension FaultyDisk.Faults: CustomStringConvertible {
    var description: String {
        let told =
            [("short writes", writeError), ("syncs that fail", syncError), ("reads that fail", readError)]
            .filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" } + (liesAboutSyncs ? ["no sync is true"] : [])
        return told.isEmpty ? "none" : told.joined(separator: ", ")
    }
}

extension FaultyRepository.Faults: CustomStringConvertible {
    var description: String {
        let told = [("cannot be reached", unreachable), ("sees where it was before", behind)].filter { $0.1 > 0 }
        return told.isEmpty ? "none" : told.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}
