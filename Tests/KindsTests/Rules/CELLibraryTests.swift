import Testing

@testable import Kinds

@Suite("CEL: the libraries")
struct CELLibraryTests {
    private func expect(_ text: String, _ value: String) {
        #expect(CELLanguageTests.result(text) == value, "\(text)")
    }

    @Test(
        "conversions",
        arguments: [
            ("int('42')", "42"), ("int(3.9)", "3"), ("int(-3.9)", "-3"), ("int(7u)", "7"), ("uint(7)", "7"),
            ("double('1.5')", "1.5"), ("double(2)", "2"), ("string(1.5)", "1.5"), ("string(true)", "true"),
            ("string(b'abc')", "abc"), ("bytes('é').size()", "2"), ("bool('t')", "true"), ("string(1e30)", "1e+30"),
            ("int(timestamp('1970-01-01T00:01:00Z'))", "60"), ("string(duration('90m'))", "5400s"),
            ("string(timestamp('2024-02-29T12:00:00.5+02:00'))", "2024-02-29T10:00:00.5Z"),
            ("string(0.00001)", "1e-05"), ("double('x')", "error: strconv.ParseFloat: parsing \"x\": invalid syntax"),
        ])
    func conversions(_ text: String, _ value: String) { expect(text, value) }

    @Test(
        "moments and durations",
        arguments: [
            ("timestamp('2024-01-01T00:00:00Z') + duration('24h') == timestamp('2024-01-02T00:00:00Z')", "true"),
            ("timestamp('2024-01-02T00:00:00Z') - timestamp('2024-01-01T00:00:00Z') == duration('24h')", "true"),
            ("timestamp('2024-03-05T06:07:08.009Z').getFullYear()", "2024"),
            ("timestamp('2024-03-05T06:07:08.009Z').getMonth()", "2"),
            ("timestamp('2024-03-05T06:07:08.009Z').getDate()", "5"),
            ("timestamp('2024-03-05T06:07:08.009Z').getDayOfMonth()", "4"),
            ("timestamp('2024-03-05T06:07:08.009Z').getDayOfWeek()", "2"),
            ("timestamp('2024-03-05T06:07:08.009Z').getDayOfYear()", "64"),
            ("timestamp('2024-03-05T06:07:08.009Z').getHours('+05:30')", "11"),
            ("timestamp('2024-03-05T06:07:08.009Z').getMinutes('+05:30')", "37"),
            ("timestamp('2024-03-05T06:07:08.009Z').getSeconds()", "8"),
            ("timestamp('2024-03-05T06:07:08.009Z').getMilliseconds()", "9"),
            ("duration('90m').getHours()", "1"), ("duration('90m').getMinutes()", "90"),
            ("duration('1h') > duration('59m')", "true"), ("duration('-1.5s') == duration('-1500ms')", "true"),
            ("timestamp('2023-02-29T00:00:00Z')", "invalid timestamp argument"),
            ("timestamp(-62135596801)", "invalid timestamp argument"),
        ])
    func times(_ text: String, _ value: String) { expect(text, value) }

    @Test(
        "texts",
        arguments: [
            ("'hello'.contains('ell')", "true"), ("'hello'.startsWith('he')", "true"),
            ("'hello'.endsWith('lo')", "true"),
            ("'tacocat'.charAt(3)", "o"), ("'tacocat'.charAt(7)", ""),
            ("'tacocat'.charAt(8)", "error: index out of range: 8"),
            ("'hello mellow'.indexOf('ello')", "1"), ("'hello mellow'.indexOf('ello', 2)", "7"),
            ("'hello mellow'.lastIndexOf('ello')", "7"), ("'hello mellow'.lastIndexOf('ello', 6)", "1"),
            ("'hello'.indexOf('x')", "-1"), ("['a', 'b'].join()", "ab"), ("['a', 'b'].join('-')", "a-b"),
            ("'TacoCat'.lowerAscii()", "tacocat"), ("'TacoCæt'.upperAscii()", "TACOCæT"),
            ("'hello hello'.replace('he', 'we')", "wello wello"),
            ("'hello hello'.replace('he', 'we', 1)", "wello hello"),
            ("'ab'.replace('', '-')", "-a-b-"), ("'a,b,c'.split(',')", "[a, b, c]"),
            ("'a,b,c'.split(',', 2)", "[a, b,c]"),
            ("'abc'.split('')", "[a, b, c]"), ("'tacocat'.substring(4)", "cat"), ("'tacocat'.substring(0, 4)", "taco"),
            ("'tacocat'.substring(2, 1)", "error: invalid substring range. start: 2, end: 1"),
            ("'  \\ttrim\\n  '.trim()", "trim"), ("'gums'.reverse()", "smug"), ("strings.quote('a\"b')", "\"a\\\"b\""),
            ("'%s is %d'.format(['x', 3])", "x is 3"), ("'%.2f %.0f'.format([1.005, 2.5])", "1.00 2"),
            ("'%f'.format([0.5])", "0.500000"),
            ("'%e'.format([1052.032])", "1.052032\u{202f}\u{d7}\u{202f}10\u{2070}\u{b3}"),
            ("'%b'.format([5])", "101"),
            ("'%x %X %o'.format([255, 255, 8])", "ff FF 10"), ("'%s'.format([[1, 'a', true]])", "[1, a, true]"),
            ("'%s'.format([{'b': 1, 'a': 2.5}])", "{a: 2.5, b: 1}"), ("'100%%'.format([])", "100%"),
            ("'%d'.format([])", "error: index 0 out of range"), ("'%x'.format(['hi'])", "6869"),
            ("'%.1f'.format([9.96])", "10.0"),
        ])
    func texts(_ text: String, _ value: String) { expect(text, value) }

    @Test(
        "lists and sets",
        arguments: [
            ("[1, 2, 3].isSorted()", "true"), ("['b', 'a'].isSorted()", "false"), ("[1, 2, 3].sum()", "6"),
            ("[0.5, 1.5].sum()", "2"), ("[3, 1].min()", "1"), ("['a', 'c', 'b'].max()", "c"),
            ("[1, 2, 1].indexOf(1)", "0"), ("[1, 2, 1].lastIndexOf(1)", "2"), ("[1, 2].indexOf(3)", "-1"),
            ("[1, 2, 2, 1].distinct()", "[1, 2]"), ("[[1], [2, 3]].flatten()", "[1, 2, 3]"),
            ("[1, 2, 3, 4].slice(1, 3)", "[2, 3]"), ("[3, 1, 2].sort()", "[1, 2, 3]"), ("[1, 2].reverse()", "[2, 1]"),
            ("['bb', 'a'].sortBy(x, x.size())", "[a, bb]"),
            (
                "[2, 1].sortBy(x, [x])",
                "found no matching overload for '@sortByAssociatedKeys' applied to "
                    + "'list(int).(list(list(int)))'"
            ),
            ("lists.range(3)", "[0, 1, 2]"), ("sets.contains([1, 2], [2])", "true"),
            ("sets.equivalent([1, 1, 2], [2, 1])", "true"), ("sets.intersects([1], [2])", "false"),
            ("math.greatest(1, 5, 3)", "5"), ("math.least([3, 1])", "1"), ("math.ceil(1.2)", "2"),
            ("math.abs(-4)", "4"),
            ("math.round(1.5)", "2"), ("math.sign(-3)", "-1"),
        ])
    func lists(_ text: String, _ value: String) { expect(text, value) }

    @Test(
        "patterns",
        arguments: [
            ("'foobar'.matches('^foo')", "true"), ("matches('foobar', 'o{2}b')", "true"),
            ("'abc 123'.find('[0-9]+')", "123"),
            ("'abc'.find('[0-9]+')", ""), ("'123 abc 456'.findAll('[0-9]+')", "[123, 456]"),
            ("'1 2 3'.findAll('[0-9]', 2)", "[1, 2]"), ("'aaa'.find('a+?')", "a"), ("'aaa'.find('a+')", "aaa"),
            ("'foobar'.find('foo|foobar')", "foo"), ("'xay'.findAll('a*')", "[, a, ]"), ("'ab'.findAll('')", "[, , ]"),
        ])
    func patterns(_ text: String, _ value: String) { expect(text, value) }

    @Test(
        "Kubernetes' own types",
        arguments: [
            ("quantity('1.5Gi').isGreaterThan(quantity('1Gi'))", "true"),
            ("quantity('50k').add(20).asInteger()", "50020"),
            ("quantity('1').compareTo(quantity('1000m'))", "0"), ("isQuantity('1.3Gigabytes')", "false"),
            ("quantity('50m').isInteger()", "false"), ("quantity('50m').asApproximateFloat()", "0.05"),
            ("quantity('-5').sign()", "-1"), ("quantity('2').sub(quantity('1')) == quantity('1')", "true"),
            ("url('https://a.b:80/p?k=v&k=w#f').getHost()", "a.b:80"),
            ("url('https://[::1]:80/').getHostname()", "::1"),
            ("url('https://a.b:80/p').getPort()", "80"),
            ("url('https://a.b/a b').getEscapedPath()", "/a%20b"), ("url('mailto:x').getScheme()", "mailto"),
            ("isURL('../x')", "false"), ("isURL('https://a:b:c/')", "false"),
            ("url('https://a.b/?k=v#f').getQuery()['k']", "[v]"),
            ("url('https://a.b/?k=v&k=w').getQuery()['k']", "[v, w]"), ("url('/path').getScheme()", ""),
            ("isURL('a.b')", "false"), ("isURL('https://a.b/x')", "true"), ("ip('127.0.0.1').isLoopback()", "true"),
            ("ip('fe80::1').isLinkLocalUnicast()", "true"), ("isIP('1.2.3')", "false"),
            ("ip('10.0.0.1').family()", "4"),
            ("ip.isCanonical('2001:0db8::1')", "false"), ("string(ip('2001:0db8:0:0:0:0:0:1'))", "2001:db8::1"),
            ("cidr('10.0.0.0/8').containsIP('10.1.2.3')", "true"),
            ("cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16')", "true"),
            ("string(cidr('10.1.2.3/8').masked())", "10.0.0.0/8"), ("cidr('10.0.0.0/8').prefixLength()", "8"),
            ("isCIDR('10.0.0.0/33')", "false"), ("semver('1.2.3').isLessThan(semver('1.10.0'))", "true"),
            ("semver('1.0.0-alpha.1').compareTo(semver('1.0.0'))", "-1"), ("isSemver('v1.0')", "false"),
            ("type(ip('::1')) == net.IP", "true"),
            ("type(duration('1s')) == google.protobuf.Duration", "true"),
            ("image('nginx').repository()", "library/nginx"),
            ("image('a.b:80/c/d:v1').registry()", "a.b:80"), ("image('a.b/cd:v1').tag()", "v1"),
            ("isImage('a.b//cd')", "false"),
            ("image('a.b/cd').identifier()", "latest"), ("image('a.b/cd').containsDigest()", "false"),
            ("ip('::ffff:1.2.3.4')", "error: IPv4-mapped IPv6 address \"::ffff:1.2.3.4\" is not allowed"),
            ("isSemver('v1.0', true)", "true"), ("semver('01.02', true).minor()", "2"),
            ("format.dns1123Label().validate('my-name').hasValue()", "false"),
            ("format.named('dns1123Label').value().validate('My').hasValue()", "true"),
            ("format.named('nothing')", "none"),
            ("format.uuid().validate('x').value()", "[does not match the UUID format]"),
        ])
    func kubernetes(_ text: String, _ value: String) { expect(text, value) }
}
