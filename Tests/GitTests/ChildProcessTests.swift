import Testing

@testable import Git

@Suite("A child process")
struct ChildProcessTests {
    /// Runs a shell script that begins by telling its process id, and returns how it ended, its lines, and whether it
    /// is gone.
    private func run(
        _ script: String, input: String = "", silence: Duration = .seconds(20), total: Duration = .seconds(20),
        child: ChildProcess = ChildProcess()
    ) -> (end: ChildProcess.End, lines: [String], isGone: Bool) {
        var lines: [String] = []
        let end = child.run(
            ["/bin/sh", "-c", "echo $$\n" + script], environment: ["WORD=clean"], input: Array(input.utf8),
            silence: silence, total: total
        ) { lines.append(String(decoding: $0, as: UTF8.self)) }
        let process = lines.isEmpty ? nil : Int32(lines.removeFirst())
        return (end, lines, process.map { !isAlive($0) } ?? false)
    }

    @Test("hears its input to the end, says its lines, and has only the variables that it was given")
    func conversation() {
        let result = run("cat; echo $WORD $HOME; exit 3", input: "one\ntwo\n")
        #expect(result.end == .exited(3))
        #expect(result.lines == ["one", "two", "clean"])
        #expect(result.isGone)
    }

    @Test("inherits no descriptor but its input, output and errors")
    func descriptors() {
        // `ls` has a fourth one for the folder that it reads.
        #expect(run("ls /proc/self/fd | tr '\\n' ' '; echo").lines == ["0 1 2 3 "])
    }

    @Test("is killed when it is silent, too slow in all, or talks without an end of line")
    func bounds() {
        let silent = run("exec sleep 60", silence: .milliseconds(200))
        #expect(silent.end == .timedOut)
        #expect(silent.isGone)
        let slow = run("while true; do echo; sleep 0.02; done", silence: .seconds(5), total: .milliseconds(300))
        #expect(slow.end == .timedOut)
        #expect(slow.isGone)
        let loud = run("exec cat /dev/zero")
        #expect(loud.end == .overflowed)
        #expect(loud.isGone)
    }

    @Test("that closes its output and lives on is ended")
    func closedOutput() {
        let result = run("exec 0<&- 1>&-; exec sleep 60")
        #expect(result.end == .timedOut)
        #expect(result.isGone)
    }

    @Test("that is killed by someone is told by the signal")
    func signal() {
        #expect(run("kill -9 $$").end == .signalled(9))
    }

    @Test("is killed when it is cancelled, before or while it runs")
    func cancellation() async {
        let child = ChildProcess()
        child.cancel()
        #expect(run("exec sleep 60", child: child).end == .cancelled)
    }
}
