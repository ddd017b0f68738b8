public import Diff
internal import Kinds

/// Objects compared by what is known of the built-in kinds.
public let builtinChangeSettings = ChangeSettings(
    schema: { builtinSchema(of: $0) ?? .unknown }, normalize: { defaulted($0) })
