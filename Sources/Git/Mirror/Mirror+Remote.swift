import CLibGit2
import Model

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A repository of another machine: a child process talks to its server.
extension Mirror {
    func remoteTip(_ ref: String) async throws(GitTrouble) -> Tip {
        try await converse(ref, fetches: false)
    }

    /// The revision that `ref` names, with its files in the mirror.
    func remoteUpdate(_ ref: String) async throws(GitTrouble) -> Revision {
        // A full commit id means the same for ever: what is here needs no server.
        if !isDamaged, let id = ObjectID(ref), let known = try known(id) { return known }
        let tip = try await fetched(ref)
        guard let id = ObjectID(tip.commit), let revision = try known(id) else {
            throw mirrorTrouble(
                LibGit2Failure(code: -1, category: 0, text: "commit \(tip.commit) was fetched and cannot be read"))
        }
        return revision
    }

    /// Fetches into the mirror, and into a new one where it is damaged.
    private func fetched(_ ref: String) async throws(GitTrouble) -> Tip {
        if !isDamaged {
            do throws(GitTrouble) {
                return try await converse(ref, fetches: true)
            } catch {
                guard error.kind == .mirrorDamaged else { throw error }
            }
        }
        setMirrorAside()
        do throws(GitTrouble) {
            let tip = try await converse(ref, fetches: true)
            endRebuild(isWhole: true)
            return tip
        } catch {
            endRebuild(isWhole: false)
            throw error
        }
    }

    /// One child process; one at a time for each mirror.
    private func converse(_ ref: String, fetches: Bool) async throws(GitTrouble) -> Tip {
        await takeTurn()
        defer { endTurn() }
        _ = try store()
        removeLeftovers()
        housekeeping.tidyWhereNeeded(folder)
        let request = try childRequest(ref, fetches: fetches)
        let home = try prepareHome()
        let outcome = await runChild(request, home: home)
        if case .found(let tip)? = outcome.answer { return tip }
        removeLeftovers()
        if case .trouble(let trouble)? = outcome.answer {
            if trouble.kind == .mirrorDamaged { isDamaged = true }
            throw trouble
        }
        throw childTrouble(outcome.end)
    }

    private func takeTurn() async {
        if isConversing {
            await withCheckedContinuation { waiting.append($0) }
        } else {
            isConversing = true
        }
    }

    private func endTurn() {
        if waiting.isEmpty { isConversing = false } else { waiting.removeFirst().resume() }
    }

    private struct Outcome: Sendable {
        var end: ChildProcess.End
        var answer: GitChildAnswer?
    }

    private func runChild(_ request: GitChildRequest, home: String) async -> Outcome {
        let child = ChildProcess()
        let settings = settings
        var environment = ["HOME=\(home)", "LC_ALL=C", "PATH=/usr/bin:/bin", "SWIFT_BACKTRACE=enable=no"]
        if let path = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] {
            environment.append("LD_LIBRARY_PATH=\(path)")
        }
        let variables = environment
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // A thread of its own: a server that hangs holds up neither this mirror's reads nor anybody else.
                let isStarted = startThread {
                    var answer: GitChildAnswer?
                    let end = child.run(
                        settings.childCommand, environment: variables, input: request.json.jsonBytes,
                        silence: settings.answerTimeout, total: settings.totalTimeout
                    ) { line in
                        if let said = (try? Value(json: Array(line))).flatMap({ GitChildAnswer(json: $0) }) {
                            answer = said
                        }
                    }
                    continuation.resume(returning: Outcome(end: end, answer: answer))
                }
                if !isStarted { continuation.resume(returning: Outcome(end: .notStarted(EAGAIN), answer: nil)) }
            }
        } onCancel: {
            child.cancel()
        }
    }

    private func childRequest(_ ref: String, fetches: Bool) throws(GitTrouble) -> GitChildRequest {
        let location = source.location
        let credentials = source.credentials
        let username = location.user ?? credentials.username
        return GitChildRequest(
            address: location.remoteAddress(user: username ?? "git"), transport: location.transport,
            display: location.description, ref: ref, mirror: folder, fetches: fetches, username: username,
            password: try secret(credentials.passwordFile) ?? location.password, sshKeyFile: credentials.sshKeyFile,
            sshPassphrase: try secret(credentials.sshPassphraseFile), caFile: credentials.caFile,
            maximumBytes: settings.maximumFetchBytes, maximumObjects: settings.maximumFetchObjects,
            seconds: Int(clamping: settings.totalTimeout.components.seconds) &+ 5)
    }

    /// The first line of a file; nil where none is named.
    private func secret(_ file: String?) throws(GitTrouble) -> String? {
        guard let file else { return nil }
        guard let data = FileManager.default.contents(atPath: file) else {
            throw GitTrouble(.invalid, "The credentials file \(file) cannot be read. Check its path and permissions.")
        }
        return String(decoding: data.prefix { $0 != 0x0a && $0 != 0x0d }, as: UTF8.self)
    }

    /// A home folder for the child with nothing in it but `.ssh/known_hosts`, where libssh2 is told to look.
    private func prepareHome() throws(GitTrouble) -> String {
        let home = folder + "/plumb-home"
        guard source.location.transport == .ssh else { return LibGit2.nowhere }
        let userHome = ProcessInfo.processInfo.environment["HOME"] ?? "/root"
        let knownHosts = source.credentials.knownHostsFile ?? userHome + "/.ssh/known_hosts"
        for (file, name) in [(knownHosts, "known_hosts"), (source.credentials.sshKeyFile, "key")] {
            guard let file, FileManager.default.isReadableFile(atPath: file) else {
                if name == "key", file == nil { continue }
                throw GitTrouble(
                    name == "key" ? .invalid : .hostKey,
                    name == "key"
                        ? "The ssh key \(file ?? "") cannot be read. Check its path and permissions."
                        : "No host of ssh is known: \(knownHosts) cannot be read. Add the host with ssh-keyscan.")
            }
        }
        do {
            let manager = FileManager.default
            try manager.createDirectory(atPath: home + "/.ssh", withIntermediateDirectories: true)
            let link = home + "/.ssh/known_hosts"
            let absolute = knownHosts.hasPrefix("/") ? knownHosts : manager.currentDirectoryPath + "/" + knownHosts
            try? manager.removeItem(atPath: link)
            try manager.createSymbolicLink(atPath: link, withDestinationPath: absolute)
        } catch {
            throw GitTrouble(.disk, "The data folder \(folder) cannot be written. Check its space and permissions.")
        }
        return home
    }

    private func childTrouble(_ end: ChildProcess.End) -> GitTrouble {
        let location = source.location
        switch end {
        case .timedOut, .signalled(SIGALRM):
            return GitTrouble(
                .timedOut,
                "The server of \(location) did not answer, or sent next to nothing, for "
                    + "\(settings.answerTimeout.components.seconds) s, or took more than "
                    + "\(settings.totalTimeout.components.seconds) s in all. Check the server and the network.")
        case .cancelled: return GitTrouble(.cancelled, "The look at \(location) was cancelled.")
        case .signalled(SIGXFSZ), .overflowed:
            return GitTrouble(
                .tooLarge,
                "The repository \(location) sends more than \(settings.maximumFetchBytes) bytes. "
                    + "Raise the limit, or follow a smaller repository.")
        case .notStarted(let code):
            return GitTrouble(
                .other, "The process that fetches \(location) cannot be started: \(String(cString: strerror(code))).")
        case .exited(let code):
            return GitTrouble(.other, "The process that fetches \(location) ended with \(code) and no answer.")
        case .signalled(let signal):
            return GitTrouble(.other, "The process that fetches \(location) was ended by signal \(signal).")
        }
    }
}
