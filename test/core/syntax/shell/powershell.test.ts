import { describe, expect, it } from 'vitest';
import { readScript } from '../../../../server/src/core/syntax/shell/resolve';
import { commandsOf } from './show';

describe('a PowerShell script', () => {
  it.each([
    ['one command', 'az aks create -n x --a=b', ['az aks create -n x --a=b']],
    ['quotes', `az 'it''s' "c d" "e\`"f" "g""h"`, [`az it's "c d" e"f g"h`]],
    ['continuations', 'az a `\n  b ` \r\n  c', ['az a b c']],
    ['escapes', 'az a` b `$c', ['az "a b" $c']],
    ['comments', '# az a\naz b # az c\n<# az d\n#> az e', ['az b', 'az e']],
    [
      'blocks',
      'if ($x) { az a } else { az b }\nforeach ($i in $y) { az c $i }',
      ['?*', 'az a', 'az b', '?* in ?*', 'az c ?*'],
    ],
    ['the result in a variable', '$r = az a | ConvertFrom-Json', ['az a', 'ConvertFrom-Json']],
    ['substitutions', 'az a $(az b) (az c) "x$(az d)"', ['az a ? ? x?', 'az b', 'az c', 'az d']],
    ['here-strings', '$t = @\'\naz a\n\'@\n$u = @"\naz b\n"@\naz c', ['az c']],
    ['arguments from a variable', 'az a @args $b', ['az a ?* ?*']],
    ['members', 'az a $b.c $d[0] ${e}', ['az a ?* ?* ?*']],
    ['redirections', 'az a 2>$null >out b', ['az a b']],
    ['placeholders', 'az a <b c> -n {{ d }}', ['az a ?* -n ?*']],
    ['the end of a try', 'try { az a } catch { az b }', ['az a', 'az b']],
  ])('with %s', (_name, script, expected) => {
    expect(commandsOf(script, 'powershell').filter((each) => each !== 'catch')).toEqual(expected);
  });

  it.each([
    ['a text', '$n = \'azure\'\naz $n "x-$N" ${n}', 'az azure x-azure azure'],
    ['a text with blanks', "$n='a b'\naz $n", 'az "a b"'],
    ['a type', '[string]$n = "a"\naz $n', 'az a'],
    ['the environment', "$env:N = 'a'\naz $env:N", 'az a'],
    ['a number', '$n = 3\naz $n', 'az 3'],
    ['another variable', '$a = "x"\n$b = "$a-y"\naz $b', 'az x-y'],
    ['a value in a branch', "$n = 'a'\nif ($x) { $n = 'b' }\naz $n", 'az ?*'],
    ['an expression', "$n = 'a' + 'b'\naz $n", 'az ?*'],
    ['a value that grows', "$n = 'a'\n$n += 'b'\naz $n", 'az ?*'],
    ['a loop', "$n = 'a'\nforeach ($n in $x) { az $n }", 'az ?*'],
    ['a parameter', "param([string]$n = 'a')\naz $n", 'az ?*'],
  ])('folds or leaves %s', (_name, script, expected) => {
    expect(commandsOf(script, 'powershell').filter((command) => command.startsWith('az'))).toEqual([
      expected,
    ]);
  });

  it('finds comments', () => {
    const text = "# a\naz '# b' # c\n<# d\n#>";
    const comments = readScript(text, 'powershell').comments;
    expect(comments.map(({ start, end }) => text.slice(start, end))).toEqual([
      '# a',
      '# c',
      '<# d\n#>',
    ]);
  });
});
