import Model
import Testing

@testable import Console

/// What is read from payloads, and what is not.
@Suite struct PushHintTests {
    static let payloads: [(String, [String], [String])] = [
        (
            #"{"ref":"refs/heads/main","repository":{"clone_url":"https://github.com/a/b.git","ssh_url":"git@github.com:a/b.git","html_url":"https://github.com/a/b"}}"#,
            ["https://github.com/a/b.git", "git@github.com:a/b.git", "https://github.com/a/b"], ["refs/heads/main"]
        ),
        (
            #"{"ref":"refs/tags/v1","project":{"git_http_url":"https://gitlab.example/a/b.git","web_url":"https://gitlab.example/a/b"}}"#,
            ["https://gitlab.example/a/b.git", "https://gitlab.example/a/b"], ["refs/tags/v1"]
        ),
        (
            #"{"changes":[{"ref":{"id":"refs/heads/x"}},{"refId":"refs/heads/y"}],"repository":{"links":{"clone":[{"href":"https://bb.example/scm/a/b.git","name":"http"},{"href":"ssh://git@bb.example:7999/a/b.git"}]}}}"#,
            ["https://bb.example/scm/a/b.git", "ssh://git@bb.example:7999/a/b.git"], ["refs/heads/x", "refs/heads/y"]
        ),
        (
            #"{"push":{"changes":[{"new":{"type":"branch","name":"main"},"old":null},{"new":null,"old":{"type":"tag","name":"v1"}}]},"repository":{"links":{"html":{"href":"https://bitbucket.org/a/b"}}}}"#,
            ["https://bitbucket.org/a/b"], ["refs/heads/main", "refs/tags/v1"]
        ),
        (#"{"repository":"/srv/git/shop.git"}"#, ["/srv/git/shop.git"], []),
    ]

    @Test("each provider's payload names its repository and refs", arguments: payloads)
    func read(_ payload: String, _ repositories: [String], _ refs: [String]) throws {
        let hint = try #require(PushHint(try Value(json: payload)))
        #expect(hint.repositories == repositories)
        #expect(hint.refs == refs)
    }

    @Test(
        "nulls, wrong types and payloads without a repository are no hint, and no harm",
        arguments: [
            "null", "[]", "3", "\"x\"", "{}", #"{"ref":null,"repository":null}"#, #"{"ref":"main"}"#,
            #"{"ref":null,"repository":{"clone_url":"https://a/b"}}"#,
            #"{"ref":7,"repository":{"clone_url":"https://a/b"}}"#,
            #"{"ref":"main","repository":{"clone_url":null,"html_url":{}}}"#, #"{"ref":"main","repository":[null]}"#,
            #"{"ref":"main","repository":{"links":{"clone":"x"}}}"#,
            #"{"ref":"main","repository":{"links":{"clone":[null,1]}}}"#,
            #"{"changes":null,"repository":{"clone_url":"https://a/b"}}"#,
            #"{"changes":[null],"repository":{"clone_url":"https://a/b"}}"#,
            #"{"push":{"changes":[{"new":null,"old":null}]},"repository":{"links":{"html":{"href":"https://a/b"}}}}"#,
        ])
    func refused(_ payload: String) throws {
        #expect(PushHint(try Value(json: payload)) == nil)
    }
}
