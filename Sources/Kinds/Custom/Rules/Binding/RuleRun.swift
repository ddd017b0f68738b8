import Model

/// Runs the rules of a schema over an object, with what errors and warnings come of it.
///
/// By the validator of k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel.
struct RuleRun {
    private(set) var errors: [FieldError] = []
    /// What was wrong before, in places that are as they were.
    private(set) var warnings: [String] = []
    /// What all rules of an object may cost together; below 0 nothing more runs.
    private var budget: Int

    static let objectBudget = 10_000_000

    private init(budget: Int) { self.budget = budget }

    /// `old` is nil where the object is being created.
    static func run(
        _ tree: RuleTree, over object: Value, old: Value?, budget: Int = RuleRun.objectBudget
    ) -> RuleRun {
        var run = RuleRun(budget: budget)
        run.visit(tree, .root, object, old, Correlation(new: object, old: old), depth: 0)
        return run
    }

    private mutating func visit(
        _ tree: RuleTree, _ path: FieldTrail, _ value: Value, _ old: Value?, _ correlation: Correlation, depth: Int
    ) {
        guard budget >= 0, depth < customDepthBound, !value.isNull else { return }
        check(tree, path, value, old.flatMap { $0.isNull ? nil : $0 }, correlation)
        switch value.view {
        case .array(let elements):
            guard let items = tree.items else { return }
            let known = tree.isMapList ? OldElements(old, keys: tree.mapKeys) : nil
            for (index, element) in elements.enumerated() {
                let match = known?[element]
                visit(
                    items, .index(path, index), element, match,
                    correlation.element(element, match, isSet: tree.isSetList), depth: depth + 1)
            }
        case .object(let members):
            for (name, member) in members {
                let (below, place): (RuleTree?, FieldTrail) =
                    tree.values.map { ($0, .key(path, name)) } ?? (tree.property(name), .field(path, name))
                guard let below else { continue }
                visit(below, place, member, old?[name], correlation.member(name), depth: depth + 1)
            }
        default: break
        }
    }

    private mutating func check(
        _ tree: RuleTree, _ path: FieldTrail, _ value: Value, _ old: Value?, _ correlation: Correlation
    ) {
        if tree.rules.isEmpty { return }
        if budget <= 0 { return stop(tree, path) }
        for rule in tree.rules {
            if let error = rule.error {
                invalid(tree, path, "rule compile error: \(error)")
                continue
            }
            guard let program = rule.program else { continue }
            if rule.usesOldSelf, old == nil, !rule.hasOptionalOldSelf { continue }
            let names = rule.usesOldSelf || (rule.messageProgram?.uses("oldSelf") ?? false)
            var machine: CELMachine
            let result: Result<CELValue, CELError>
            do throws(CELError) {
                let variables = try RuleRun.variables(rule, tree.shape, value, names ? old : nil)
                machine = CELMachine(variables: variables)
                do throws(CELError) {
                    result = .success(try machine.value(of: program))
                } catch { result = .failure(error) }
                guard spend(machine.cost) || result.isCostly else { return stop(tree, path) }
                if case .success(.bool(true)) = result { continue }
            } catch {
                invalid(tree, path, "\(error.text) evaluating rule: \(rule.shown)")
                continue
            }
            switch result {
            case .failure(.costLimit):
                invalid(
                    tree, path,
                    "'\(CELError.costLimit.text)': no further validation rules will be run due to call cost exceeds "
                        + "limit for rule: \(rule.shown)")
                budget = -1
                return
            case .failure(.noSuchOverload):
                invalid(
                    tree, path,
                    "'no such overload': call arguments did not match a supported operator, function or macro signature "
                        + "for rule: \(rule.shown)")
            case .failure(let error): invalid(tree, path, "\(error.text) evaluating rule: \(rule.shown)")
            case .success:
                let message = self.message(rule, tree, value, old)
                add(refusal(rule, tree, path, message), rule, correlation)
                if budget < 0 { return }
            }
        }
    }

    private static func variables(
        _ rule: CELRule, _ shape: CELShape, _ value: Value, _ old: Value?
    ) throws(CELError) -> [(name: String, value: CELValue)] {
        var variables: [(name: String, value: CELValue)] = [("self", try shape.value(value))]
        let before: CELValue? = if let old { try shape.value(old) } else { nil }
        if rule.hasOptionalOldSelf {
            variables.append(("oldSelf", before.map { .optional($0) } ?? .optionalNone))
        } else if let before {
            variables.append(("oldSelf", before))
        }
        return variables
    }

    /// False where it is more than there is.
    private mutating func spend(_ cost: Int) -> Bool {
        guard cost <= budget else { return false }
        budget -= cost
        return true
    }

    private mutating func stop(_ tree: RuleTree, _ path: FieldTrail) {
        invalid(
            tree, path, "validation failed due to running out of cost budget, no further validation rules will be run")
        budget = -1
    }

    private mutating func invalid(_ tree: RuleTree, _ path: FieldTrail, _ detail: String) {
        errors.append(
            FieldError(type: .invalid, field: path.ruleText, badValue: tree.type.quotedAsGo, detail: detail))
    }

    private func refusal(_ rule: CELRule, _ tree: RuleTree, _ path: FieldTrail, _ message: String) -> FieldError {
        let place = rule.fieldPath.isEmpty ? path.ruleText : FieldTrail.field(path, rule.fieldPath).text
        switch rule.reason {
        case "FieldValueForbidden": return FieldError(type: .forbidden, field: place, detail: message)
        case "FieldValueRequired": return FieldError(type: .required, field: place, detail: message)
        case "FieldValueDuplicate":
            return FieldError(type: .duplicate, field: place, badValue: tree.type.quotedAsGo)
        default:
            return FieldError(type: .invalid, field: place, badValue: tree.type.quotedAsGo, detail: message)
        }
    }

    /// What stands as it stood is no reason to refuse a change elsewhere.
    private mutating func add(_ error: FieldError, _ rule: CELRule, _ correlation: Correlation) {
        if !rule.usesOldSelf, correlation.isUnchanged {
            warnings.append(error.description)
        } else {
            errors.append(error)
        }
    }

    /// What the message's expression gives, where that is one line of a fit length; else the message, or the rule.
    private mutating func message(_ rule: CELRule, _ tree: RuleTree, _ value: Value, _ old: Value?) -> String {
        let plain = rule.message.isEmpty ? "failed rule: \(rule.text.trimmed)" : rule.message.trimmed
        guard let program = rule.messageProgram,
            let variables = try? RuleRun.variables(rule, tree.shape, value, old)
        else { return plain }
        var machine = CELMachine(variables: variables)
        let result: Result<CELValue, CELError>
        do throws(CELError) { result = .success(try machine.value(of: program)) } catch { result = .failure(error) }
        if case .failure(.costLimit) = result {
            budget = -1
            return "no further validation rules will be run due to call cost exceeds limit for messageExpression: "
                + rule.messageText.quotedAsGo
        }
        guard spend(machine.cost) else {
            budget = -1
            return "messageExpression evaluation failed due to running out of cost budget, no further validation rules "
                + "will be run"
        }
        guard case .success(.string(let text)) = result else { return plain }
        let message = text.trimmed
        let fits = !message.isEmpty && message.utf8.count <= 5 * 1024 && !message.unicodeScalars.contains("\n")
        return fits ? message : plain
    }
}

extension Result<CELValue, CELError> {
    fileprivate var isCostly: Bool { if case .failure(.costLimit) = self { true } else { false } }
}

extension FieldTrail {
    /// The whole object is no field.
    fileprivate var ruleText: String {
        if case .root = self { return "<nil>" }
        return text
    }
}
