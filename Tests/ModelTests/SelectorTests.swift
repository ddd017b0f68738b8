import Model
import TestSupport
import Testing

@Suite("selectors")
struct SelectorTests {
    static func cases() throws -> Value { try SharedCases.json("values/selectors.json") }

    @Test(
        "a label selector's text is read, matched and refused as Kubernetes does", .enabled(if: SharedCases.arePresent))
    func labelTexts() throws {
        let cases = try SelectorTests.cases()
        let sets = cases["labelSets"]?.elements.map(\.members) ?? []
        var share = Share("label selector texts")
        for row in cases["labelSelectorStrings"]?.elements ?? [] {
            do {
                let selector = try LabelSelector(row["selector"]?.string ?? "")
                let matches = sets.map { selector.matches($0) }
                share.count(
                    row["ok"] == true && selector.description == row["string"]?.string
                        && matches == row["matches"]?.elements.compactMap(\.bool)
                        && selector.isEmpty == row["empty"]?.bool, row.json)
            } catch {
                share.count(row["error"]?.string == error.description, "\(row.json) \(error)")
            }
        }
        share.require(1)
    }

    @Test("a selector object is read, matched and refused as Kubernetes does", .enabled(if: SharedCases.arePresent))
    func labelObjects() throws {
        let cases = try SelectorTests.cases()
        let sets = cases["labelSelectorObjectSets"]?.elements.map(\.members) ?? []
        var share = Share("label selector objects")
        for row in cases["labelSelectorObjects"]?.elements ?? [] {
            do {
                let selector = try LabelSelector(object: row["labelSelector"])
                let matches = sets.map { selector.matches($0) }
                share.count(
                    row["ok"] == true && selector.description == row["string"]?.string
                        && matches == row["matches"]?.elements.compactMap(\.bool), row.json)
            } catch {
                share.count(row["error"]?.string == error.description, "\(row.json) \(error)")
            }
        }
        share.require(1)
    }

    @Test("a field selector is read, matched and refused as Kubernetes does", .enabled(if: SharedCases.arePresent))
    func fields() throws {
        let cases = try SelectorTests.cases()
        let sets = cases["fieldSets"]?.elements.map(\.members) ?? []
        var share = Share("field selectors")
        for row in cases["fieldSelectorStrings"]?.elements ?? [] {
            do {
                let selector = try FieldSelector(row["selector"]?.string ?? "")
                let matches = sets.map { set in selector.matches { set[$0]?.string ?? "" } }
                share.count(
                    row["ok"] == true && selector.description == row["string"]?.string
                        && matches == row["matches"]?.elements.compactMap(\.bool), row.json)
            } catch {
                share.count(row["error"]?.string == error.description, "\(row.json) \(error)")
            }
        }
        share.require(1)
    }

    @Test("a field selector looks at an object by dotted paths")
    func paths() throws {
        let object: Value = ["metadata": ["name": "a"], "spec": ["unschedulable": true, "priority": 3]]
        #expect(try FieldSelector("metadata.name=a,spec.unschedulable=true,spec.priority=3").matches(object))
        #expect(try FieldSelector("metadata.name!=a").matches(object) == false)
        #expect(try FieldSelector("spec.nodeName=").matches(object))
    }

    @Test("no selector selects nothing, an empty one everything")
    func empty() throws {
        #expect(try LabelSelector(object: nil).matches(Members()) == false)
        #expect(try LabelSelector(object: .emptyObject).matches(Members()))
    }
}
