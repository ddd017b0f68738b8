import Model
import TestSupport
import Testing

@Suite("numbers or shares")
struct IntOrStringTests {
    @Test("shares are scaled, rounded and refused as Kubernetes does", .enabled(if: SharedCases.arePresent))
    func scaled() throws {
        var share = Share("int or percent")
        let cases = try SharedCases.json("values/intstr.json")
        for row in cases["scaled"]?.elements ?? [] {
            guard let value = IntOrString(row["value"]) else {
                share.count(false, row.json)
                continue
            }
            do {
                let result = try value.scaled(total: row["total"]?.int ?? 0, roundingUp: row["roundUp"]?.bool ?? false)
                share.count(row["ok"] == true && result == row["result"]?.int, row.json)
            } catch {
                share.count(row["error"]?.string == error.description, "\(row.json) \(error)")
            }
        }
        for row in cases["parse"]?.elements ?? [] {
            share.count(IntOrString(parsing: row["input"]?.string ?? "").value.json == row["json"]?.string, row.json)
        }
        for row in cases["fenceposts"]?.elements ?? [] {
            let posts = try IntOrString.fenceposts(
                maxSurge: IntOrString(row["maxSurge"]), maxUnavailable: IntOrString(row["maxUnavailable"]),
                desired: row["desired"]?.int ?? 0)
            share.count(posts.surge == row["surge"]?.int && posts.unavailable == row["unavailable"]?.int, row.json)
        }
        share.require(1)
    }
}
