import Ledger
import Reconciler

extension Console {
    /// Where everything stands, looked at again every few seconds.
    func page() async throws -> Answer {
        let statuses = await daemon.statuses()
        let entries = try await ledger.headlines(limit: 20)
        let cards: [Markup] = statuses.map { applicationCard($0) }
        return html(
            pageMarkup(
                "plumb", refresh: 3, version: version,
                (cards.isEmpty ? ["<p class=\"dim\">No application is configured.</p>"] : cards)
                    + ["<h2>What was done last</h2>", transactionTable(entries)]))
    }

    func transactionPage(_ id: String) async throws -> Answer {
        let entry = try await transaction(id)
        let refresh = entry.outcome == "Running" ? 2 : nil
        return html(
            pageMarkup("plumb: transaction \(entry.id)", refresh: refresh, version: version, transactionMarkup(entry)))
    }

    private func html(_ markup: Markup) -> Answer {
        Answer(
            contentType: "text/html; charset=utf-8", headers: [("Content-Security-Policy", contentSecurityPolicy)],
            body: .bytes(Array(markup.text.utf8)))
    }
}
