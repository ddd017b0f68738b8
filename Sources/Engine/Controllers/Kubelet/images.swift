import Model

/// Whether no registry has an image: the settings say so, or its host is under `.invalid`, which RFC 2606 keeps free.
func isMissing(_ image: String, settings: SimulationSettings) -> Bool {
    let host = registryHost(of: image)
    return host == "invalid" || host.hasSuffix(".invalid")
        || settings.missingImages.contains { matches(Array($0.utf8)[...], Array(image.utf8)[...]) }
}

/// The registry's name without its port; `docker.io` where an image names none.
func registryHost(of image: String) -> String {
    let parts = image.split(separator: "/", maxSplits: 1)
    guard parts.count == 2, let first = parts.first,
        first.contains(".") || first.contains(":") || first == "localhost"
    else { return "docker.io" }
    return String(first.split(separator: ":").first ?? first)
}

/// `docker.io/library/nginx:1.27` for `nginx:1.27`.
func fullReference(_ image: String) -> String {
    let hasHost = image.contains("/") && (registryHost(of: image) != "docker.io" || image.hasPrefix("docker.io/"))
    var name = hasHost ? image : "docker.io/" + (image.contains("/") ? image : "library/" + image)
    let last = name.split(separator: "/").last ?? ""
    if !last.contains(":"), !last.contains("@") { name += ":latest" }
    return name
}

/// What containerd says of an image that it cannot get.
func pullError(_ image: String) -> String {
    let reference = fullReference(image)
    let host = registryHost(of: image)
    let start = "failed to pull and unpack image \"\(reference)\": failed to resolve reference \"\(reference)\": "
    if host == "invalid" || host.hasSuffix(".invalid") {
        return start + "failed to do request: dial tcp: lookup \(host): no such host"
    }
    return "rpc error: code = NotFound desc = " + start + "\(reference): not found"
}

/// What containerd says where a registry wants credentials, and was shown none or wrong ones.
func unauthorizedPullError(_ image: String) -> String {
    let reference = fullReference(image)
    return "failed to pull and unpack image \"\(reference)\": failed to resolve reference \"\(reference)\": "
        + "failed to authorize: failed to fetch anonymous token: unexpected status from GET request to "
        + "https://\(registryHost(of: image))/token: 401 Unauthorized"
}

/// Made up, the same for the same image.
func imageSize(_ image: String) -> Int { Int(5_000_000 + Hashing.fnv64(image) % 200_000_000) }

/// `*` stands for any characters. Linear in both lengths.
private func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
    var pattern = pattern
    var text = text
    var retry: (pattern: ArraySlice<UInt8>, text: ArraySlice<UInt8>)?
    while true {
        if pattern.first == 0x2a {
            pattern = pattern.dropFirst()
            retry = (pattern, text)
        } else if let byte = text.first {
            if pattern.first == byte {
                pattern = pattern.dropFirst()
                text = text.dropFirst()
            } else if let known = retry, !known.text.isEmpty {
                retry = (known.pattern, known.text.dropFirst())
                pattern = known.pattern
                text = known.text.dropFirst()
            } else {
                return false
            }
        } else {
            return pattern.isEmpty
        }
    }
}
