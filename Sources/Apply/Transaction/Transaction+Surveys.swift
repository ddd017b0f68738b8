internal import ClusterAPI
internal import Model

extension Transaction {
    mutating func answeredSurvey(_ index: Int, _ result: Result<Response, ClusterError>) {
        let survey = surveys[index]
        switch result {
        case .success(let response):
            let items = (response.list?.items ?? []).map { item in
                var object = item
                object["apiVersion"] = Value(survey.type.apiVersion)
                object["kind"] = Value(survey.type.kind)
                return object
            }
            surveyed[survey.step, default: []] += items
        case .failure(let error) where error.reason == .notFound || error.reason == .methodNotAllowed: break
        case .failure(let error):
            let key = steps[survey.step].key
            problems.append(
                Problem(
                    "\(key.spoken) is to be pruned, and whether \(survey.type.plural) of others would go with it cannot "
                        + "be seen: \(error.message)", object: key))
        }
    }

    /// Refuses to prune what would take more with it than what is pruned anyway: objects of others, of other
    /// applications, and those that the revision keeps.
    mutating func judgeSurveys() {
        let deleted = Set(steps.lazy.filter { $0.action == .delete }.map(\.key))
        for (step, objects) in surveyed.sorted(by: { $0.key < $1.key }) {
            let staying = Company(of: objects, deleting: deleted, application: application).others
            if staying.isEmpty { continue }
            let key = steps[step].key
            let names = staying.prefix(20).map { who($0, besides: key) }.joined(separator: ", ")
            problems.append(
                Problem(
                    "\(key.spoken) is to be pruned, and with it would go what the revision does not prune: \(names)"
                        + (staying.count > 20 ? " and \(staying.count - 20) more" : "")
                        + ". Move or delete what is not needed any more, or keep \(key.spoken) "
                        + "(\(Marks.prune): \"false\").", object: key))
        }
        surveyed = [:]
    }

    /// An object, and whose it is.
    private func who(_ object: Value, besides pruned: ObjectKey) -> String {
        let key = object.key
        let isElsewhere = pruned.kind != "Namespace" && !key.namespace.isEmpty
        let name = key.spoken + (isElsewhere ? " in namespace \"\(key.namespace)\"" : "")
        switch Marks.application(of: object) {
        case application?: return "\(name) (which stays)"
        case let owner?: return "\(name) (of application \"\(owner)\")"
        case nil:
            let managers = (object.metadata["managedFields"]?.elements ?? []).compactMap { $0["manager"]?.string }
            return (managers.first { $0 != "kube-controller-manager" } ?? managers.first).map { "\(name) (by \($0))" }
                ?? name
        }
    }
}
