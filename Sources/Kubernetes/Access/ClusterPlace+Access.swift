import Model
import YAML

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension ClusterPlace {
    /// Reads everything anew: tokens and certificates are replaced on disk while plumb runs.
    func access() throws(AccessProblem) -> Access {
        switch self {
        case .kubeconfig(let file, let context):
            do {
                return try kubeconfig(file, context).access(folder: folder(of: file))
            } catch {
                throw AccessProblem("the kubeconfig \(file) cannot be used: \(error)")
            }
        case .serviceAccount(let folder, let host, let port):
            guard !host.isEmpty, !port.isEmpty else {
                throw AccessProblem(
                    "there is no cluster around: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set, as "
                        + "they are in every pod. Outside of one, name a kubeconfig.")
            }
            let shown = host.contains(":") ? "[\(host)]" : host
            var access = Access(address: try ServerAddress("https://\(shown):\(port)"))
            access.authorities = try readText("\(folder)/ca.crt")
            access.headers = [bearer(try readText("\(folder)/token"))]
            return access
        }
    }

    private func kubeconfig(_ file: String, _ context: String) throws(AccessProblem) -> Kubeconfig {
        let (documents, problems) = documents(in: Array(try readText(file).utf8), file: file)
        if let problem = problems.first { throw AccessProblem("\(problem)") }
        guard let value = documents.first?.value, value.isObject else { throw AccessProblem("it is empty") }
        return try Kubeconfig(value, context: context)
    }

    private func folder(of file: String) -> String {
        let whole = file.hasPrefix("/") ? file : "\(FileManager.default.currentDirectoryPath)/\(file)"
        return whole.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    }
}
