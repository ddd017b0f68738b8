import Model

/// https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-format-library
let celFormats: [CELFunction] =
    [
        CELFunction("format.named(string) -> ?format") { _, values throws(CELError) in
            guard case .string(let name) = values[0] else { return nil }
            return namedFormats[name] == nil ? .optionalNone : .optional(.opaque(.format(name)))
        },
        CELFunction("format: validate(string) -> ?list<string>") { machine, values throws(CELError) in
            guard case .opaque(.format(let name)) = values[0], case .string(let text) = values[1] else { return nil }
            try machine.charge(text.utf8.count)
            guard let problems = namedFormats[name]?(text), !problems.isEmpty else { return .optionalNone }
            return .optional(.list(problems.map { .string($0) }))
        },
    ]
    + namedFormats.keys.map { name in
        CELFunction("format.\(name)() -> format") { _, _ throws(CELError) in .opaque(.format(name)) }
    }

/// What is wrong with a text, by the format's name.
private let namedFormats: [String: @Sendable (String) -> [String]] = [
    "dns1123Label": NameRules.dns1123Label, "dns1123Subdomain": NameRules.dns1123Subdomain,
    "dns1035Label": NameRules.dns1035Label, "qualifiedName": NameRules.qualifiedName,
    "labelValue": NameRules.labelValue,
    "dns1123LabelPrefix": { Names.prefix(NameRules.dns1123Label, $0) },
    "dns1123SubdomainPrefix": { Names.prefix(NameRules.dns1123Subdomain, $0) },
    "dns1035LabelPrefix": { Names.prefix(NameRules.dns1035Label, $0) },
    "uri": { CELURL($0) == nil ? ["parse \($0.quotedAsGo): invalid URI for request"] : [] },
    "uuid": { fits(format: "uuid", $0) ? [] : ["does not match the UUID format"] },
    "byte": { fits(format: "byte", $0) ? [] : ["invalid base64"] },
    "date": { fits(format: "date", $0) ? [] : ["invalid date"] },
    "datetime": { fits(format: "date-time", $0) ? [] : ["invalid datetime"] },
]
