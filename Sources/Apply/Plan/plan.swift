public import ClusterAPI
public import Diff
public import Model

/// Orders changes into a plan: which steps, in what order and why, and whatever can be said against them without
/// asking the cluster. Costs grow with the changes, not with the revision.
///
/// - Parameters:
///   - changes: What is to be done. Deletes of objects that must stay become `kept`.
///   - manifests: The whole revision, after every transformation.
///   - live: The object that the cluster has, as far as the caller knows; nil says nothing.
///   - managed: How many objects of this application the cluster holds by the ledger's account.
///   - served: What the cluster serves.
///   - hooks: The Jobs that run with this transaction; none where nothing runs.
///   - locate: Where a field of a manifest stands, where that is known more closely than the manifest's own origin.
public func plan(
    _ changes: [Change], manifests: ManifestSet, hooks: [Manifest] = [], live: (ObjectKey) -> Value?, managed: Int,
    served: [ServedResource],
    settings: PlanSettings, locate: (ObjectKey, FieldPath) -> Origin? = { _, _ in nil }
) -> Plan {
    withoutActuallyEscaping(live) { live in
        withoutActuallyEscaping(locate) { locate in
            var graph = PlanGraph(
                settings: settings, manifests: manifests, served: served, live: live, locate: locate)
            graph.addSteps(changes)
            graph.addHooks(hooks)
            graph.tieReferences()
            graph.tieByRules()
            graph.tieMarks()
            graph.tieDeletes()
            graph.surveyDeletes()
            graph.placeHooks()
            graph.checkPruning(managed: managed)
            return graph.ordered()
        }
    }
}

/// The same, for a revision that is at hand as a list.
public func plan(
    _ changes: [Change], manifests: [Manifest], hooks: [Manifest] = [], live: (ObjectKey) -> Value?, managed: Int,
    served: [ServedResource],
    settings: PlanSettings, locate: (ObjectKey, FieldPath) -> Origin? = { _, _ in nil }
) -> Plan {
    plan(
        changes, manifests: ManifestSet(manifests), hooks: hooks, live: live, managed: managed, served: served,
        settings: settings,
        locate: locate)
}
