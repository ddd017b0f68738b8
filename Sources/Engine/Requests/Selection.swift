import ClusterAPI
import Model

/// Which objects a list or a watch wants.
struct Selection: Sendable {
    private var labels: LabelSelector
    private var fields: FieldSelector

    var isEverything: Bool { labels.isEmpty && fields.isEmpty }

    init(_ labelSelector: String, _ fieldSelector: String, of kind: KindRules) throws(ClusterError) {
        labels = .everything
        fields = .everything
        do {
            if !labelSelector.isEmpty { labels = try LabelSelector(labelSelector) }
            if !fieldSelector.isEmpty { fields = try FieldSelector(fieldSelector) }
        } catch {
            throw .badRequest(error.description)
        }
        for term in fields.terms where !kind.selectableFields.contains(term.field) {
            throw .badRequest(kind.refusal(ofSelecting: term.field))
        }
    }

    func matches(_ object: Value) -> Bool {
        if isEverything { return true }
        return (labels.isEmpty || labels.matches(object.labels))
            && (fields.isEmpty || fields.matches { SelectableFields.text(of: $0, in: object) })
    }
}
