public import Diff
public import Kinds
internal import Model

/// Objects compared by what is known of the built-in kinds.
public let builtinChangeSettings = changeSettings(knowing: CustomKinds())

/// Objects compared by what is known of the built-in kinds, and of custom ones by their definitions.
public func changeSettings(knowing custom: CustomKinds) -> ChangeSettings {
    if custom.isEmpty {
        return ChangeSettings(schema: { builtinSchema(of: $0) ?? .unknown }, normalize: { defaulted($0) })
    }
    return ChangeSettings(
        schema: { builtinSchema(of: $0) ?? custom.kind(of: $0)?.schema ?? .unknown },
        normalize: { object in
            let read = defaulted(object)
            return custom.kind(of: object)?.normalized(read) ?? read
        })
}
