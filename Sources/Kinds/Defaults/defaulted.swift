public import Model

/// The object with every default that kube-apiserver sets when it reads one of this kind, and normalised as it prints
/// it: quantities in canonical form, a Secret's `stringData` in `data`, members that its kind does not have and
/// members without meaning dropped, those that are always printed there. Objects of kinds that are not built in keep
/// everything but their metadata as it is; so do objects that cannot be read.
public func defaulted(_ object: Value) -> Value {
    var decoder = StructDecoder(setsDefaults: true)
    let read = decoder.decode(object: object)
    return decoder.problem == nil ? read : object
}

extension StructDecoder {
    /// Reads a whole object of any kind.
    mutating func decode(object: Value) -> Value {
        let table = StructTable.shared
        if let structure = table.kind(apiVersion: object.apiVersion, kind: object.objectKind) {
            return decode(object, as: structure)
        }
        guard let metadata = object["metadata"], let structure = table.index["meta.v1.ObjectMeta"] else {
            return object
        }
        var read = object
        read["metadata"] = decode(metadata, as: structure)
        return read
    }
}
