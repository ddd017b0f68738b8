import Engine
import Foundation
import TestSupport
import Testing

/// Real kubectl judges the server: each script of `Tests/Fixtures/kubectl` runs against a cluster of its own. Commands
/// that have to fail are marked with `!`; no other may.
///
/// What a script prints is compared, whole, with `NAME.VERSION.txt` beside it, where VERSION is kubectl's: `1.33`. Their
/// words differ from one to the next, so where there is no text of the version at hand, only the exit codes are judged.
/// A new script is a new file. `PLUMB_RECORD=1` writes the texts anew, of the kubectl on the PATH or the one that
/// `PLUMB_KUBECTL` names.
@Suite("kubectl")
struct KubectlTests {
    @Test(
        "kubectl is at home", .enabled(if: Kubectl.isPresent, "there is no kubectl on the PATH"),
        arguments: Kubectl.scripts)
    func script(_ name: String) async throws {
        let cluster = try await kubectlCluster()
        await cluster.start()
        let output = try await RunningServer.with(cluster) { server in
            try await Kubectl.run(script: name, kubeconfig: server.kubeconfig, folder: server.folder)
                .replacing(server.folder, with: "HOME")
        }
        await cluster.stop()
        let text = normalised(output)
        let version = try #require(try await Kubectl.version(), "kubectl does not say its version")
        let golden = "\(Kubectl.folder)/\(name).\(version).txt"
        if ProcessInfo.processInfo.environment["PLUMB_RECORD"] != nil {
            try text.write(toFile: golden, atomically: true, encoding: .utf8)
            return
        }
        #expect(unexpectedFailures(in: text) == [])
        guard let expected = try? String(contentsOfFile: golden, encoding: .utf8) else { return }
        #expect(firstDifference(text, expected) == nil)
    }
}

/// The commands that failed although the script did not mark them with `!`.
private func unexpectedFailures(in text: String) -> [String] {
    let lines = text.split(separator: "\n")
    return lines.indices.filter { lines[$0].hasPrefix("(exit ") }.map { index in
        let start = lines[..<index].lastIndex { $0.hasPrefix("$ kubectl") } ?? index
        return lines[start...index].joined(separator: "\n")
    }
}

/// A cluster whose pods start in no time worth waiting for.
func kubectlCluster() async throws -> InProcessCluster {
    var settings = ClusterSettings()
    settings.simulation.pullDelay = .milliseconds(10)
    settings.simulation.startDelay = .milliseconds(10)
    settings.simulation.readyDelay = .milliseconds(10)
    settings.simulation.stopDelay = .milliseconds(10)
    return try await InProcessCluster(settings: settings, controllers: standardControllers)
}

/// The first line in which two texts differ, with both; nil where they are the same.
private func firstDifference(_ text: String, _ expected: String) -> String? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
    for index in 0..<max(lines.count, wanted.count) {
        let line = index < lines.count ? lines[index] : "(nothing)"
        let other = index < wanted.count ? wanted[index] : "(nothing)"
        if line != other {
            let command = lines.prefix(index + 1).last { $0.hasPrefix("$ kubectl") } ?? ""
            return "line \(index + 1), after \(command):\n  is:     \(line)\n  wanted: \(other)"
        }
    }
    return nil
}
