import Model

/// One item of a LimitRange against what a container, a pod or a claim asks for, in the plugin's words.
struct LimitCheck {
    private let limit: Value
    private let type: String
    private let requests: [String: Quantity]
    /// nil for what knows requests only.
    private let limits: [String: Quantity]?

    init(_ limit: Value, requests: [String: Quantity], limits: [String: Quantity]?) {
        self.limit = limit
        type = limit.text("type")
        self.requests = requests
        self.limits = limits
    }

    var problems: [String] {
        func each(_ field: String, _ check: (String, Quantity) -> String?) -> [String] {
            limit.quantities(field).sorted { $0.key < $1.key }.compactMap { check($0.key, $0.value) }
        }
        return each("min", tooLittle) + each("max", tooMuch) + each("maxLimitRequestRatio", tooFar)
    }

    private func tooLittle(_ name: String, _ least: Quantity) -> String? {
        let start = "minimum \(name) usage per \(type) is \(least)"
        guard let request = requests[name] else { return "\(start).  No request is specified" }
        if let limit = limits?[name], limit < least { return "\(start), but limit is \(limit)" }
        return request < least ? "\(start), but request is \(request)" : nil
    }

    private func tooMuch(_ name: String, _ most: Quantity) -> String? {
        let start = "maximum \(name) usage per \(type) is \(most)"
        guard let limits else {
            guard let request = requests[name] else { return "\(start).  No request is specified" }
            return request > most ? "\(start), but request is \(request)" : nil
        }
        guard let limit = limits[name] else { return "\(start).  No limit is specified" }
        if limit > most { return "\(start), but limit is \(limit)" }
        guard let request = requests[name], request > most else { return nil }
        return "\(start), but request is \(request)"
    }

    private func tooFar(_ name: String, _ most: Quantity) -> String? {
        let start = "\(name) max limit to request ratio per \(type) is \(most)"
        guard let request = requests[name], request > .zero else {
            return "\(start), but no request is specified or request is 0"
        }
        guard let limit = limits?[name], limit > .zero else {
            return "\(start), but no limit is specified or limit is 0"
        }
        let ratio = limit.approximate / request.approximate
        return ratio > most.approximate ? "\(start), but provided ratio is \(sixPlaces(ratio))" : nil
    }

    /// As Go's `%f` writes it.
    private func sixPlaces(_ number: Double) -> String {
        guard number < 1e12 else { return "\(number)" }
        let scaled = Int64((number * 1_000_000).rounded())
        let rest = String(scaled % 1_000_000)
        return "\(scaled / 1_000_000).\(String(repeating: "0", count: 6 - rest.count))\(rest)"
    }
}
