import Model
import TestSupport
import Testing

@Suite("quantities")
struct QuantityTests {
    @Test("a quantity is read and written as Kubernetes does", .enabled(if: SharedCases.arePresent))
    func reading() throws {
        var share = Share("quantities")
        for row in try SharedCases.json("values/quantity.json")["parse"]?.elements ?? [] {
            let input = row["input"]?.string ?? ""
            guard row["ok"] == true else {
                let error = #expect(throws: QuantityError.self) { try Quantity(input) }
                share.count(error?.description == row["error"]?.string, input)
                continue
            }
            let quantity = try Quantity(input)
            // The milli value of a quantity beyond an Int64 is undefined there.
            let milli = row["milliValue"]?.string ?? ""
            let isDefined = quantity.approximate < 9e15
            share.count(
                quantity.description == row["canonical"]?.string && quantity.sign == row["sign"]?.int
                    && quantity.isZero == row["isZero"]?.bool
                    && (!isDefined || String(quantity.milliValue) == milli)
                    && (!isDefined || String(quantity.value) == row["value"]?.string), input)
        }
        share.require(1)
    }

    @Test("quantities compare, add and subtract exactly", .enabled(if: SharedCases.arePresent))
    func arithmetic() throws {
        var share = Share("pairs of quantities")
        for row in try SharedCases.json("values/quantity.json")["pairs"]?.elements ?? [] {
            let a = try Quantity(row["a"]?.string ?? "")
            let b = try Quantity(row["b"]?.string ?? "")
            share.count(
                (a < b ? -1 : a == b ? 0 : 1) == row["cmp"]?.int && (a == b) == row["equal"]?.bool
                    && (a + b).description == row["sum"]?.string && (a - b).description == row["difference"]?.string,
                row.json)
        }
        share.require(1)
    }

    @Test(
        "an exponent out of reach is refused at once",
        arguments: [
            "1e2147483648", "1e-9223372036854775808", "1e9223372036854775807", "1e100", "1e19000000000000000000",
        ])
    func exponents(text: String) {
        if text.hasPrefix("1e-") {
            #expect((try? Quantity(text))?.description ?? "refused" != "0")
        } else {
            #expect(throws: QuantityError.self) { try Quantity(text) }
        }
    }

    @Test("sums beyond the bounds stay at the bounds")
    func saturation() throws {
        let large = try Quantity("10000000000E")
        var sum = large
        for _ in 0..<200 { sum += sum }
        #expect(sum >= large)
        #expect(-sum - sum < large)
        #expect(sum * -3 < large)
    }
}
