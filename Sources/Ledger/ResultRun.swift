import Apply

/// Steps that follow one another, and of which the same is to be said.
struct ResultRun: Equatable {
    var result: StepResult.Result
    var reason: String
    var first: Int
    var last: Int

    /// Of several results of a step the last counts.
    static func runs(of results: [StepResult]) -> [ResultRun] {
        let last = Dictionary(results.map { ($0.step, $0) }) { $1 }
        var runs: [ResultRun] = []
        for result in last.values.sorted(by: { $0.step < $1.step }) {
            if let run = runs.last, run.last + 1 == result.step, run.result == result.result,
                run.reason == result.reason
            {
                runs[runs.count - 1].last = result.step
            } else {
                runs.append(
                    ResultRun(result: result.result, reason: result.reason, first: result.step, last: result.step))
            }
        }
        return runs
    }
}
