import ArgumentParser

/// A command could not do what it was asked: one sentence, what to do next, and the exit code.
struct CommandFailure: Error {
    var message: String
    var code: Int32

    init(_ message: String, code: Int32 = 1) {
        self.message = message
        self.code = code
    }
}

/// Runs a command's work; trouble is told on standard error and becomes the exit code.
func reportingFailures(_ work: () async throws -> Void) async throws {
    do {
        try await work()
    } catch let failure as CommandFailure {
        if !failure.message.isEmpty {
            Terminal.note("\(Tone.bad.paint("error:", Terminal.notesHaveColour)) \(failure.message)")
        }
        throw ExitCode(failure.code)
    } catch let code as ExitCode {
        throw code
    } catch {
        Terminal.note("\(Tone.bad.paint("error:", Terminal.notesHaveColour)) \(error)")
        throw ExitCode(1)
    }
}
