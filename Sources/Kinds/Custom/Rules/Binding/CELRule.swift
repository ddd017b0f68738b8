import Model

/// One entry of `x-kubernetes-validations`, read and checked once.
struct CELRule: Sendable {
    /// The rule's text.
    let text: String
    let message: String
    let reason: String
    let messageText: String
    let hasOptionalOldSelf: Bool
    /// Where the error is said to be, below the place of the rule; empty for the place itself.
    let fieldPath: String
    /// nil for a rule that is empty or that is no rule.
    let program: CELNode?
    let messageProgram: CELNode?
    let usesOldSelf: Bool
    /// Why the rule cannot run, in kube-apiserver's words.
    let error: String?
    let messageError: String?

    /// The rule over values of a shape.
    init(_ rule: Value, schema: CustomSchema, shape: CELShape) {
        text = rule["rule"]?.string ?? ""
        message = rule["message"]?.string ?? ""
        reason = rule["reason"]?.string ?? ""
        messageText = rule["messageExpression"]?.string ?? ""
        hasOptionalOldSelf = rule["optionalOldSelf"]?.bool ?? false
        fieldPath = rule["fieldPath"]?.string.flatMap { try? ruleFieldPath($0, in: schema).path } ?? ""
        let variables: [(name: String, type: CELType)] = [
            ("self", shape.type), ("oldSelf", hasOptionalOldSelf ? .optional(shape.type) : shape.type),
        ]
        (program, error) = CELRule.compiled(
            text, variables, result: .bool, "compilation failed: ", "cel expression must evaluate to a bool")
        let isMessageRead = error == nil && program != nil
        (messageProgram, messageError) =
            isMessageRead
            ? CELRule.compiled(
                messageText, variables, result: .string, "messageExpression compilation failed: ",
                "messageExpression must evaluate to a string")
            : (nil, nil)
        usesOldSelf = program?.uses("oldSelf") ?? false
    }

    private static func compiled(
        _ text: String, _ variables: [(name: String, type: CELType)], result: CELType, _ head: String,
        _ mismatch: String
    ) -> (CELNode?, String?) {
        if text.allSatisfy(\.isWhitespace) { return (nil, nil) }
        var parser = CELParser(text)
        guard let node = parser.parse() else { return (nil, head + CELIssue.text(parser.issues, in: text)) }
        let checked = CELChecker.check(node, variables: variables)
        if !checked.issues.isEmpty { return (nil, head + CELIssue.text(checked.issues, in: text)) }
        if checked.type != result { return (nil, mismatch) }
        if let pattern = checked.brokenPattern {
            return (nil, "program instantiation failed: error parsing regexp: `\(pattern)`")
        }
        return (node, nil)
    }

    /// The message, or else the rule, as errors about the rule name it.
    var shown: String { (message.isEmpty ? text : message).trimmed }
}

extension String {
    /// Without white space at both ends.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
