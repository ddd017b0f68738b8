internal import Kinds

/// Why one object has to wait for another.
struct OrderRule: Sendable {
    /// What ties the two.
    enum Tie: Hashable, Sendable {
        /// The one names the other.
        case reference(Reference.Relation)
        /// A namespace's limits, quotas and network policies, and the pods made in it.
        case policy
        /// What binds roles to the account that pods run as.
        case rights
        /// The workloads that answer behind a Service, and what sends requests to it.
        case traffic
    }

    var tie: Tie
    var until: Step.Wait.Until
    var because: String
}

/// The whole order. What is not tied to anything waits for nothing.
let orderRules: [OrderRule] = [
    OrderRule(tie: .reference(.namespace), until: .exists, because: "nothing can be created in a missing namespace"),
    OrderRule(tie: .reference(.definition), until: .healthy, because: "the kind is served once it is established"),
    OrderRule(tie: .reference(.configMap), until: .exists, because: "containers do not start without it"),
    OrderRule(tie: .reference(.secret), until: .exists, because: "containers do not start without it"),
    OrderRule(tie: .reference(.serviceAccount), until: .exists, because: "pods of a missing account are refused"),
    OrderRule(tie: .reference(.volumeClaim), until: .exists, because: "pods are not scheduled without their claims"),
    OrderRule(tie: .reference(.priorityClass), until: .exists, because: "pods of a missing class are refused"),
    OrderRule(tie: .reference(.runtimeClass), until: .exists, because: "pods of a missing class are refused"),
    OrderRule(tie: .reference(.governingService), until: .exists, because: "it gives the pods their names"),
    OrderRule(tie: .reference(.storageClass), until: .exists, because: "a claim without its class stays unbound"),
    OrderRule(tie: .reference(.volume), until: .exists, because: "a claim without its volume stays unbound"),
    OrderRule(tie: .reference(.role), until: .exists, because: "a binding to a missing role gives nothing"),
    OrderRule(tie: .reference(.subject), until: .exists, because: "rights are given to accounts that exist"),
    OrderRule(tie: .reference(.backend), until: .exists, because: "traffic needs a Service to go to"),
    OrderRule(tie: .reference(.ingressClass), until: .exists, because: "it says who serves the Ingress"),
    OrderRule(tie: .reference(.tlsSecret), until: .exists, because: "without it a self-made certificate is shown"),
    OrderRule(tie: .reference(.scaleTarget), until: .exists, because: "there is nothing to scale before"),
    OrderRule(tie: .reference(.calls), until: .exists, because: "calls to a missing Service fail"),
    OrderRule(tie: .policy, until: .exists, because: "pods that exist already escape it"),
    OrderRule(tie: .rights, until: .exists, because: "pods start with the rights that they need"),
    OrderRule(tie: .traffic, until: .healthy, because: "requests are sent only to what can answer"),
]

private let rulesByTie = Dictionary(orderRules.map { ($0.tie, $0) }, uniquingKeysWith: { first, _ in first })

func orderRule(for tie: OrderRule.Tie) -> OrderRule? { rulesByTie[tie] }
