import Foundation
import Model
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct Audit {
        @Test("the audit holds, no Secret's value is anywhere, and one changed byte is found and named")
        func audit() async throws {
            let place = try Workplace()
            try place.configure(["shop": "{repo: \(place.repository.path), path: shop}"])
            var said: [Ran] = []
            func once() async throws {
                said.append(try await place.plumb("run", "--config", place.configurationFile, "--once", "-o", "json"))
            }
            try place.repository.commit(try Shop.files())
            try await once()
            let changed = "an-even-longer-passphrase"
            try place.repository.commit([
                "shop/database.yaml": try Shop.file("shop/database.yaml", ["correct-horse-battery-staple": changed])
            ])
            try await once()
            try place.repository.commit([
                "shop/api.yaml": try Shop.file(
                    "shop/api.yaml", ["registry.example/shop/api:2.3.0": "registry.invalid/api:9"])
            ])
            try await once()
            try place.repository.commit([
                "shop/web.yaml": try Shop.file("shop/web.yaml", ["TUlJRS1leGFtcGxlLXByaXZhdGUta2V5": "***no base64***"])
            ])
            try await once()
            let exported = try await place.plumb("audit", "export")
            said += [
                exported, try await place.plumb("history", "-o", "json"), try await place.plumb("audit", "list"),
                try await place.plumb("render", "\(Shop.folder)/shop"),
                try await place.plumb("show", "2", "-o", "json"),
                try await place.plumb("show", "1"),
            ]
            let entries = exported.output.split(separator: "\n")
            #expect(entries.count == 4)
            #expect(
                entries.map { try? Value(json: Array($0.utf8))["outcome"]?.string } == [
                    "Committed", "Committed", "RolledBack", "Refused",
                ])
            let hidden = Shop.secrets + [changed, Data(changed.utf8).base64EncodedString(), "***no base64***"]
            for ran in said where !ran.words.contains("render") {
                for secret in hidden {
                    #expect(!(ran.output + ran.errors).contains(secret), "\(ran.words) shows a secret")
                }
            }
            #expect(try await place.plumb("audit", "verify").status == 0)

            let script = """
                import sqlite3, sys
                db = sqlite3.connect(sys.argv[1])
                row = db.execute("select rowid, entry from audit order by rowid limit 1 offset 1").fetchone()
                text = row[1] if isinstance(row[1], str) else row[1].decode()
                assert "Ada" in text
                db.execute("update audit set entry=? where rowid=?", (text.replace("Ada", "Eda", 1), row[0]))
                db.commit()
                """
            let tampered = try await run(
                ["python3", "-c", script, "\(place.data)/plumb.sqlite"], environment: place.environment,
                folder: place.folder)
            #expect(tampered.status == 0, "\(tampered)")
            let broken = try await place.plumb("audit", "verify")
            #expect(broken.status == 1)
            #expect(broken.output.contains("entry 2"), "\(broken)")
        }
    }
}
