/// A function of the language or of a library: the forms that it takes, and what it does.
struct CELFunction: Sendable {
    /// nil where the values fit none of its forms.
    typealias Body = @Sendable (inout CELMachine, [CELValue]) throws(CELError) -> CELValue?

    let overloads: [CELOverload]
    let body: Body

    /// The forms as text: `string: startsWith(string) -> bool`; the receiver stands before a colon.
    init(_ overloads: String..., body: @escaping Body) { self.init(overloads, body: body) }

    init(_ overloads: [String], body: @escaping Body) {
        self.overloads = overloads.compactMap { CELOverload($0) }
        self.body = body
    }
}

/// All functions of one name.
final class CELFunctionSet: Sendable {
    let name: String
    let overloads: [CELOverload]
    private let bodies: [CELFunction.Body]

    init(name: String, _ functions: [CELFunction]) {
        self.name = name
        overloads = functions.flatMap(\.overloads).filter { $0.name == name }
        bodies = functions.map(\.body)
    }

    func call(_ machine: inout CELMachine, _ arguments: [CELValue]) throws(CELError) -> CELValue {
        for body in bodies {
            if let result = try body(&machine, arguments) { return result }
        }
        throw .noSuchOverload
    }

    /// Every function there is, by name.
    static let all: [String: CELFunctionSet] = {
        var functions: [String: [CELFunction]] = [:]
        let libraries = [
            celOperators, celConversions, celTimes, celStrings, celLists, celOptionals, celPatterns, celURLs,
            celQuantities, celAddresses, celFormats, celSemvers, celSets, celMath, celImages,
        ]
        for function in libraries.flatMap({ $0 }) {
            for name in Set(function.overloads.map(\.name)) { functions[name, default: []].append(function) }
        }
        return Dictionary(uniqueKeysWithValues: functions.map { ($0.key, CELFunctionSet(name: $0.key, $0.value)) })
    }()
}
