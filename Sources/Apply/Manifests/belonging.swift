public import Model

/// A manifest with the label that says which application it belongs to.
public func belonging(_ manifest: Manifest, to application: String) -> Manifest {
    var manifest = manifest
    manifest.object.set(Value(application), at: "metadata", "labels", Marks.application)
    return manifest
}
