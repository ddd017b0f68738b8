import Model

/// Follows an application until nothing is under way any more, telling each step as it ends; returns where it stands.
func follow(_ application: String, with client: ConsoleClient) async throws -> Value {
    var told: Set<String> = []
    var current = ""
    while true {
        let status = try await client.get("/v1/applications/\(escaped(application))")
        if let id = status["transaction"]?.string { current = id }
        if !current.isEmpty {
            // It has its id before it has passed preflight, and is in the history after.
            let entry = try? await client.get("/v1/transactions/\(escaped(current))")
            for step in entry?["steps"]?.elements ?? [] {
                let line =
                    "\(step["action"]?.string ?? "") \(step["object"]?.string ?? ""): \(step["result"]?.string ?? "")"
                if !(step["result"]?.isEmpty ?? true), told.insert("\(current) \(line)").inserted {
                    Terminal.note(line)
                }
            }
        }
        let isBusy = status["activity"]?.string != "idle" || status["health"]?.string == "Progressing"
        if !isBusy { return status }
        try await Task.sleep(for: .milliseconds(100))
    }
}
