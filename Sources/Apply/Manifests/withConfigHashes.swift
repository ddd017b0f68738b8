public import Model

/// The manifests, with an annotation on the pod templates that read a ConfigMap or Secret of the same revision which
/// changes with it (`ConfigRolling`).
///
/// - Parameters:
///   - applied: What was applied last, after this same transformation; nil for what never was.
///   - live: What the cluster holds; asked for what was never applied.
///   - digest: A keyed digest of the bytes, as hexadecimal digits or the like: it will stand in an annotation that
///     others can read, and must not tell them a Secret.
public func withConfigHashes(
    _ manifests: [Manifest], applied: (ObjectKey) -> Value?, live: (ObjectKey) -> Value?, digest: ([UInt8]) -> String
) -> [Manifest] {
    let defined = ManifestSet(manifests.filter { ConfigRolling.isSource($0.key) })
    return withoutActuallyEscaping(applied) { applied in
        withoutActuallyEscaping(live) { live in
            withoutActuallyEscaping(digest) { digest in
                var rolling = ConfigRolling(
                    defined: { defined.object($0) }, applied: applied, live: live, digest: digest)
                return manifests.map { manifest in
                    rolling.rolled(manifest, reading: ConfigRolling.sources(of: manifest))
                }
            }
        }
    }
}
