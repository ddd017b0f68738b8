import Foundation
import TestSupport

/// Runs a program to its end, whatever that is, without holding up a thread of the cooperative pool.
func run(_ words: [String], environment: [String: String], folder: String) async throws -> Ran {
    let files = "\(folder)/run-\(UUID().uuidString)"
    let process = try startCommand(
        words, environment: environment, output: "\(files).out", errors: "\(files).err")
    let status = await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: waitForEnd(of: process)) }
    }
    func text(_ file: String) -> String {
        String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
    }
    return Ran(words: words, status: status, output: text("\(files).out"), errors: text("\(files).err"))
}
