public import Model

/// Whether an object goes by itself once it has done what it is for: a Job that says how long it is kept after it has
/// finished. That it is not there any more means that it is done.
/// https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/
public func vanishesWhenDone(_ object: Value) -> Bool {
    object.objectKind == "Job" && object.group == "batch" && object.spec["ttlSecondsAfterFinished"]?.int != nil
}
