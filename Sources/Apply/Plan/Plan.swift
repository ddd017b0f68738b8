public import Model

/// Everything that one transaction does, with the reason each step waits.
public struct Plan: Hashable, Sendable {
    /// By `id`; an order in which they could run one after the other.
    public var steps: [Step]
    /// Objects that the revision no longer has and that stay nevertheless, and why.
    public var kept: [Kept]
    /// Why this cannot be applied, as far as that is known without asking the cluster. Empty where nothing is wrong.
    public var problems: [Problem]
    /// Objects that some step needs and that this revision does not define: the cluster must have them.
    public var needs: [Need]
    /// What has to be looked at because it would go with what is pruned.
    public var surveys: [Survey]

    public init(
        steps: [Step] = [], kept: [Kept] = [], problems: [Problem] = [], needs: [Need] = [], surveys: [Survey] = []
    ) {
        self.steps = steps
        self.kept = kept
        self.problems = problems
        self.needs = needs
        self.surveys = surveys
    }

    public var isEmpty: Bool { steps.isEmpty }

    public struct Kept: Hashable, Sendable {
        public var key: ObjectKey
        public var because: String

        public init(key: ObjectKey, because: String) {
            self.key = key
            self.because = because
        }
    }

    /// A collection that goes with an object that is pruned: what is in a namespace, or of a custom kind.
    public struct Survey: Hashable, Sendable {
        /// The delete.
        public var step: Int
        public var type: ResourceType
        /// Empty for all namespaces.
        public var namespace: String

        public init(step: Int, type: ResourceType, namespace: String) {
            self.step = step
            self.type = type
            self.namespace = namespace
        }
    }

    /// A reference of a step to an object outside of the revision.
    public struct Need: Hashable, Sendable {
        public var step: Int
        public var target: ObjectKey
        public var type: ResourceType
        /// An entry of a ConfigMap or Secret that must be there too.
        public var entry: String?
        /// What to say if it is not there.
        public var problem: Problem

        public init(step: Int, target: ObjectKey, type: ResourceType, entry: String? = nil, problem: Problem) {
            self.step = step
            self.target = target
            self.type = type
            self.entry = entry
            self.problem = problem
        }
    }
}
