/// What a command printed, without what differs from run to run: times, ages, identities, addresses.
func normalised(_ text: String) -> String {
    var text = text
    // How often a wait says that it waits is chance; so is which part of a pipe begins first.
    text = text.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.hasPrefix("Waiting for ") && $0.prefixMatch(of: /\$+ (?!kubectl |KUBE)/) == nil }
        .joined(separator: "\n")
    text.replace(#/^\$+ /#.anchorsMatchLineEndings(), with: "$ ")
    text.replace(/\b(LIVE|MERGED|edit|debugger)-[a-z0-9]+/) { "\($0.1)-ID" }
    text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/, with: "UID")
    text.replace(/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z/, with: "TIME")
    text.replace(/[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} \+0000/, with: "TIME")
    text.replace(/(resourceVersion"?: )"[0-9]+"/) { "\($0.1)\"N\"" }
    text.replace(/127\.0\.0\.1:[0-9]+/, with: "HOST")
    text.replace(/\b10\.[0-9]+\.[0-9]+\.[0-9]+\b/.wordBoundaryKind(.simple), with: "IP")
    text.replace(/\b([a-z][a-z0-9]*(?:-[a-z]+)*)-[bcdf-hj-np-tv-xz24-9]{6,10}-[bcdf-hj-np-tv-xz24-9]{5}\b/) {
        "\($0.1)-HASH-ID"
    }
    text.replace(/\b([a-z][a-z0-9]*(?:-[a-z]+)*)-[bcdf-hj-np-tv-xz24-9]{8,10}\b/) { "\($0.1)-HASH" }
    text.replace(/\b([a-z][a-z0-9]*(?:-[a-z]+)*)-[bcdf-hj-np-tv-xz24-9]{5}\b/) { "\($0.1)-ID" }
    text.replace(/([ (]|^)[0-9]+[smh]([0-9]+s)?(?=[ ),]|$)/.anchorsMatchLineEndings()) { "\($0.1)AGE" }
    text.replace(/\/tmp\/[A-Za-z0-9._\/-]+/, with: "FILE")
    text.replace(/[ \t]+$/.anchorsMatchLineEndings(), with: "")
    text.replace(/([^ \n]) {2,}/) { "\($0.1)  " }
    return text
}
