import Reconciler

extension Watchman {
    /// Whenever a revision is set aside, that is right, and the reason is its own; also where the branch moves on later.
    func checkRejection(_ status: ApplicationStatus) {
        guard status.state == .refused || status.state == .rolledBack, let rejected = status.rejected,
            rejected.revision == status.tip, judged.insert(rejected.revision + rejected.reason).inserted,
            let content = content(rejected.revision)
        else { return }
        checkRejection(of: content, because: rejected.reason, status.state == .refused)
    }

    func checkRejection(of revision: Content, because reason: String, _ wasRefused: Bool) {
        if wasRefused {
            // Who follows a revision with another selector finds it immutable, whatever else may be wrong with him.
            if contents.contains(where: { $0.flaw == .otherSelector }), reason.contains("selector") { return }
            if revision.isGood {
                object(.whole, "\(revision) was refused, and nothing is wrong with it: \(reason)")
            } else if !revision.flaw.isRefused {
                object(.whole, "\(revision) was refused, though only its rollout shows what is wrong: \(reason)")
            }
        } else {
            // Pods that miss what a person deleted in the middle of it prove it; which of that and of what is wrong with the
            // revision shows first is chance.
            if !people.deleted.isEmpty, reason.contains("not found") { return }
            if revision.isGood {
                object(.whole, "\(revision) was rolled back, and nothing is wrong with it: \(reason)")
            }
            if revision.flaw.isRefused {
                object(.whole, "\(revision) was begun, though it can be refused before: \(reason)")
            }
        }
        checkReason(reason, revision)
    }

    /// The reason names what is wrong.
    private func checkReason(_ reason: String, _ tip: Content) {
        let word: String? =
            switch tip.flaw {
            case .missingImage: "api:bad"
            case .missingImageInSet: "db:bad"
            case .crashLoop: "api"
            case .neverReady: "api"
            case .unknownField: "replicaCount"
            case .wrongType: "data"
            case .unknownReference: "nowhere"
            case .unparsable: "zz-broken"
            case .otherSelector: "selector"
            case .hookBeforeFails: "migrate"
            case .hookAfterFails: "smoke"
            case .invalidRobot: "mark"
            case .empty, .none: nil
            }
        // Without a watch of pods for all of its time, it knows no more.
        if let word, !reason.contains(word), !reason.contains("is not healthy after") {
            object(.whole, "the reason for \(tip) does not say \"\(word)\": \(reason)")
        }
    }
}
