import Model

/// Volumes and what they are made from.
let volumeDefaults: [String: DefaultTable.Setter] = [
    "core.v1.Volume": { volume in
        if volume.allSatisfy({ $0.key == "name" }) { volume["emptyDir"] = .emptyObject }
        volume.edit("image") { image in
            image.fill("pullPolicy", Value(defaultPullPolicy(image: image.text("reference"))))
        }
    },
    "core.v1.SecretVolumeSource": defaultMode,
    "core.v1.ConfigMapVolumeSource": defaultMode,
    "core.v1.DownwardAPIVolumeSource": defaultMode,
    "core.v1.ProjectedVolumeSource": defaultMode,
    "core.v1.ServiceAccountTokenProjection": { $0.fill("expirationSeconds", 3600) },
    "core.v1.PodCertificateProjection": { $0.fill("maxExpirationSeconds", 86400) },
    "core.v1.HostPathVolumeSource": { $0.fill("type", "") },
    "core.v1.ISCSIVolumeSource": { $0.fillEmpty("iscsiInterface", "default") },
    "core.v1.ISCSIPersistentVolumeSource": { $0.fillEmpty("iscsiInterface", "default") },
    "core.v1.RBDVolumeSource": rbd,
    "core.v1.RBDPersistentVolumeSource": rbd,
    "core.v1.AzureDiskVolumeSource": { disk in
        disk.fill("cachingMode", "ReadWrite")
        disk.fill("kind", "Shared")
        disk.fill("fsType", "ext4")
        disk.fill("readOnly", false)
    },
    "core.v1.ScaleIOVolumeSource": scaleIO,
    "core.v1.ScaleIOPersistentVolumeSource": scaleIO,
    "core.v1.PersistentVolumeClaimSpec": { $0.fill("volumeMode", "Filesystem") },
    "core.v1.PersistentVolumeClaim": { claim in
        claim.edit("status") { $0.fill("phase", "Pending") }
    },
    "core.v1.PersistentVolume": { volume in
        volume.edit("spec") { spec in
            spec.fill("persistentVolumeReclaimPolicy", "Retain")
            spec.fill("volumeMode", "Filesystem")
        }
        volume.edit("status") { $0.fill("phase", "Pending") }
    },
]

/// 0644
private func defaultMode(_ source: inout Members) { source.fill("defaultMode", 420) }

private func rbd(_ source: inout Members) {
    source.fillEmpty("pool", "rbd")
    source.fillEmpty("user", "admin")
    source.fillEmpty("keyring", "/etc/ceph/keyring")
}

private func scaleIO(_ source: inout Members) {
    source.fillEmpty("storageMode", "ThinProvisioned")
    source.fillEmpty("fsType", "xfs")
}
