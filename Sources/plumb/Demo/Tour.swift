import Ledger
import Model
import Reconciler

/// The tour: each chapter does something, waits until plumb has dealt with it, and says what happened.
struct Tour {
    let folder: DataFolder
    let repository: DemoRepository
    let daemon: Daemon

    func tell() async throws {
        try await daemonAnswers()
        try await firstApply()
        try await change()
        try await drift()
        try await badCommit()
        try await goodCommit()
        try await lookBack()
    }

    private func firstApply() async throws {
        heading(1, "A repository is deployed")
        say("A team's configuration repository: a shop with web, API and database, and a handbook that depends on it.")
        let commit = try repository.commit("Open the shop")
        say("git push of \(commit.prefix(8)) \"Open the shop\"")
        try await wait(for: "shop", revision: commit)
        try await wait(for: "handbook", revision: commit)
        try await show()
    }

    private func change() async throws {
        heading(2, "A commit changes one field")
        try repository.edit("shop/web.yaml", "replicas: 2", "replicas: 3")
        let commit = try repository.commit("Three web pods for the sale")
        say("git push of \(commit.prefix(8)) \"Three web pods for the sale\"")
        try await wait(for: "shop", revision: commit)
        try await tellLast("shop")
    }

    private func drift() async throws {
        heading(3, "Somebody changes the cluster by hand")
        let cluster = try ClusterClient(folder: folder)
        say("kubectl scale deployment web --replicas=1; kubectl label deployment web team=blue")
        let path = "/apis/apps/v1/namespaces/shop/deployments/web"
        let before = try await lastTransaction("shop")
        let edits: [(Value, String)] = [
            (["spec": ["replicas": 1]], "kubectl-scale"), (["metadata": ["labels": ["team": "blue"]]], "kubectl-label"),
        ]
        let deployments = ResourceType(
            group: "apps", version: "v1", kind: "Deployment", plural: "deployments", isNamespaced: true)
        for (edit, manager) in edits {
            try await cluster.patch(deployments, namespace: "shop", name: "web", edit, manager: manager)
        }
        try await until("the drift is healed") { try await self.lastTransaction("shop") != before }
        try await settled("shop")
        try await tellLast("shop")
        let live = try await cluster.get(path, accept: "application/json")
        say(
            "replicas is \(live["spec"]?["replicas"]?.json ?? "?") again, as Git says; the label team=\(live.label("team") ?? "?") "
                + "is not in Git, so it is none of plumb's business and stays.")
    }

    private func badCommit() async throws {
        heading(4, "A commit that cannot work")
        try repository.edit("shop/api.yaml", "registry.example/shop/api:2.3.0", "registry.invalid/shop/api:2.4.0")
        try repository.edit("shop/api.yaml", "LOG_LEVEL: info", "LOG_LEVEL: debug")
        let commit = try repository.commit("Release API 2.4.0")
        say("git push of \(commit.prefix(8)) \"Release API 2.4.0\": its image is on a registry that does not exist")
        try await until("the commit is rejected") {
            await self.daemon.loop("shop")?.status().rejected?.revision == commit
        }
        try await settled("shop")
        try await tellLast("shop")
        say("Everything is as it was before, the ConfigMap too. The commit is set aside until the branch moves:")
        try await show()
    }

    private func goodCommit() async throws {
        heading(5, "The next commit mends it")
        try repository.edit("shop/api.yaml", "registry.invalid/shop/api:2.4.0", "registry.example/shop/api:2.4.0")
        let commit = try repository.commit("Take API 2.4.0 from the right registry")
        say("git push of \(commit.prefix(8)) \"Take API 2.4.0 from the right registry\"")
        try await wait(for: "shop", revision: commit)
        try await wait(for: "handbook", revision: commit)
        try await show()
    }

    private func lookBack() async throws {
        heading(6, "What was done, and the audit of it")
        let history = try await daemon.ledger.history(application: "shop")
        Terminal.write(historyText(Value(history.map { $0.json() })))
        switch try await daemon.ledger.verifyAudit() {
        case .intact(let entries, let head): say("The audit's \(entries) entries hold: \(head.prefix(16))…")
        case .broken(let sequence, let why): throw CommandFailure("the audit does not hold: entry \(sequence): \(why).")
        }
    }

    func sayWhatNow() {
        let address = folder.runningAddress()
        let isDefault = DataFolder(nil).path == folder.path
        let flag = isDefault ? "" : " --data \(folder.path)"
        Terminal.write(
            """

            \(Tone.strong.paint("It is yours now.")) plumb goes on until you press ^C.
              plumb status\(flag)
              plumb history shop\(flag)
              kubectl --kubeconfig \(folder.kubeconfig) get all -A
              cd \(repository.clone)        # edit, commit, push to origin main
              \(address.map { "open \($0.console)/" } ?? "")

            """)
    }
}
