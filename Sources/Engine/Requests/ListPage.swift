import ClusterAPI
import Model

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Where a list begins and how much of it is wanted. A token is opaque to clients: a version and the last key, in JSON
/// and Base64, as kube-apiserver's own are.
struct ListPage {
    var limit: Int
    var after: String?

    init(_ options: Request.Options, current: UInt64) throws(ClusterError) {
        limit = max(0, options.limit)
        guard !options.continueToken.isEmpty else {
            try ListPage.check(options, current: current)
            return
        }
        guard let bytes = Data(base64Encoded: options.continueToken), let token = try? Value(json: Array(bytes)),
            let start = token["start"]?.string
        else { throw .badRequest("continue key is not valid: the token could not be decoded") }
        if !options.resourceVersion.isEmpty, options.resourceVersion != "0" {
            throw .badRequest("specifying resource version is not allowed when using continue")
        }
        after = start
    }

    private static func check(_ options: Request.Options, current: UInt64) throws(ClusterError) {
        let text = options.resourceVersion
        guard !text.isEmpty else { return }
        let version = try resourceVersion(text)
        if version > current { throw ListPage.tooLarge(version, current) }
        if options.resourceVersionMatch == "Exact", version != 0, version < current {
            throw .expired("The provided resource version is too old: only the current state can be listed.")
        }
    }

    /// A resourceVersion from its text, or 400 as kube-apiserver says it.
    static func resourceVersion(_ text: String) throws(ClusterError) -> UInt64 {
        guard let version = UInt64(text) else {
            throw .badRequest("Invalid value: \"\(text)\": strconv.ParseUint: parsing \"\(text)\": invalid syntax")
        }
        return version
    }

    static func tooLarge(_ version: UInt64, _ current: UInt64) -> ClusterError {
        var details = ClusterError.Details()
        details.causes = [
            ClusterError.Cause(reason: "ResourceVersionTooLarge", message: "Too large resource version", field: "")
        ]
        details.retryAfterSeconds = 1
        return ClusterError(
            code: 504, reason: .timeout,
            message: "Too large resource version: \(version), current: \(current)", details: details)
    }

    func token(after key: String, version: UInt64) -> String {
        let token: Value = ["v": "meta.k8s.io/v1", "rv": Value(Int64(clamping: version)), "start": Value(key)]
        return Data(token.jsonBytes).base64EncodedString()
    }
}
