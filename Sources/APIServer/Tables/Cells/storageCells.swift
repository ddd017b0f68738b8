import Model

/// Name, Status, Volume, Capacity, Access Modes, StorageClass, VolumeAttributesClass, Age, VolumeMode.
let claimCells: CellWriter = { claim, now in
    let volume = claim.spec["volumeName"]?.string ?? ""
    let isBound = !volume.isEmpty
    let phase = claim.isBeingDeleted ? "Terminating" : claim.status["phase"]?.string ?? ""
    return [
        name(claim), Value(phase), Value(volume), isBound ? text(claim.at("status", "capacity", "storage")) : "",
        Value(isBound ? accessModes(claim.status["accessModes"]) : ""),
        text(
            claim.spec["storageClassName"]
                ?? claim.at("metadata", "annotations", "volume.beta.kubernetes.io/storage-class")),
        text(claim.spec["volumeAttributesClassName"], or: "<unset>"), ageCell(claim, now),
        text(claim.spec["volumeMode"], or: "<unset>"),
    ]
}

/// Name, Capacity, Access Modes, Reclaim Policy, Status, Claim, StorageClass, VolumeAttributesClass, Reason, Age,
/// VolumeMode.
let volumeCells: CellWriter = { volume, now in
    let claim = volume.spec["claimRef"].map { "\($0["namespace"]?.string ?? "")/\($0["name"]?.string ?? "")" } ?? ""
    return [
        name(volume), text(volume.at("spec", "capacity", "storage")), Value(accessModes(volume.spec["accessModes"])),
        text(volume.spec["persistentVolumeReclaimPolicy"]),
        Value(volume.isBeingDeleted ? "Terminating" : volume.status["phase"]?.string ?? ""), Value(claim),
        text(volume.spec["storageClassName"]), text(volume.spec["volumeAttributesClassName"], or: "<unset>"),
        text(volume.status["reason"]), ageCell(volume, now), text(volume.spec["volumeMode"], or: "<unset>"),
    ]
}

/// Name, Provisioner, ReclaimPolicy, VolumeBindingMode, AllowVolumeExpansion, Age.
let storageClassCells: CellWriter = { object, now in
    let isDefault = [
        "storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class",
    ].contains { object.annotation($0) == "true" }
    return [
        Value(object.name + (isDefault ? " (default)" : "")), text(object["provisioner"]),
        text(object["reclaimPolicy"], or: "Delete"), text(object["volumeBindingMode"], or: "Immediate"),
        Value(object["allowVolumeExpansion"]?.bool ?? false), ageCell(object, now),
    ]
}
