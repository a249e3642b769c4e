import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readScript } from '../../../../server/src/core/syntax/shell/resolve';
import { commandsOf } from './show';

describe('a script for sh or bash', () => {
  it.each([
    ['one command', 'az aks create -n x --a=b', ['az aks create -n x --a=b']],
    ['quotes', `az 'a b' "c d" e"f"'g' "it's" 'a'\\''b'`, [`az "a b" "c d" efg it's a'b`]],
    ['empty words', `az "" ''`, ['az "" ""']],
    ['escapes', 'az a\\ b "c\\"d" "e\\$f" \\#g', ['az "a b" c"d e$f #g']],
    ['continuations', 'az a \\\n  b \\\r\n  c', ['az a b c']],
    ['continuations with blanks behind them', 'az a \\  \n  b \\\t\n  c', ['az a b c']],
    ['a word that goes on', 'az ab\\\ncd', ['az abcd']],
    [
      'lists of commands',
      'a 1 && b 2 || c 3; d 4 | e 5 & f 6',
      ['a 1', 'b 2', 'c 3', 'd 4', 'e 5', 'f 6'],
    ],
    ['comments', '# az a\naz b # az c\naz d#e', ['az b', 'az d#e']],
    [
      'substitutions',
      'X=$(az a | jq .x) az b "$(az c "d e")" `az f`',
      ['az a', 'jq .x', 'az b ? ?*', 'az c "d e"', 'az f'],
    ],
    ['arithmetic', 'az a $((1 << 3)) b', ['az a ?* b']],
    ['redirections', 'az a >out 2>&1 <in b 2>/dev/null &>all', ['az a b']],
    [
      'keywords',
      'if ! az a; then az b; else sudo az c; fi; while az d; do az e; done',
      ['az a', 'az b', 'az c', 'az d', 'az e'],
    ],
    ['functions', 'f() { az a; }\nfunction g { az b; }', ['az a', 'az b']],
    [
      'branches of case',
      'case $x in\n a) az a ;;\n b|c) az b;;\nesac\naz c',
      ['?* in', 'az a', 'b', 'az b', 'az c'],
    ],
    ['subshells', '(cd x && az a) && az b', ['cd x', 'az a', 'az b']],
    [
      'here-documents',
      'cat <<EOF >f\naz a\n$(az b)\nEOF\naz c <<-"X Y"\n\taz d\n\tX Y\naz e',
      ['cat', 'az c', 'az e'],
    ],
    ['here-strings', 'az a <<<"az b" c', ['az a c']],
    ['arrays', 'A=(--x y\n # z\n --w)\naz a "${A[@]}" $A "$@" "${B}"', ['az a ?* ?* ?* ?']],
    ['placeholders', 'az a <b c> -n <d> {{ e f }} ${{ g.h }} x', ['az a ?* -n ?* ?* ?* x']],
    ['apostrophes', "echo don't\naz a", ["echo don't", 'az a']],
  ])('with %s', (_name, script, expected) => {
    expect(commandsOf(script)).toEqual(expected);
  });

  it.each([
    ['a text', 'N=azure\naz $N "$N" ${N} "x-$N"', 'az azure azure azure x-azure'],
    ['quotes', `export N="a b"\naz $N "$N"`, 'az ?* "a b"'],
    ['another variable', 'A=x B=y\nC=$A-${B}\naz $C', 'az x-y'],
    ['the latest value', 'N=a\nN=b\naz $N', 'az b'],
    ['a later value', 'az $N\nN=a', 'az ?*'],
    ['a value in front of the command', 'N=a az $N', 'az ?*'],
    ['a value in a branch', 'N=a\nif x; then N=b; fi\naz $N', 'az ?*'],
    ['a value under a condition', 'N=a\n[ x ] && N=b\naz $N', 'az ?*'],
    ['a value behind a condition', 'N=a\nx || N=b\naz $N', 'az ?*'],
    ['a value that is followed by one', 'N=a && az $N', 'az a'],
    ['a value in a pipe', 'N=a\nx | N=b\naz $N', 'az ?*'],
    ['a value that is read', 'N=a\nread N\naz $N', 'az ?*'],
    ['a loop over values', 'N=a\nfor N in b c; do az $N; done', 'az ?*'],
    ['a value that grows', 'N=a\nN+=b\naz $N', 'az ?*'],
    ['a value with a default', 'az ${N:-a}', 'az ?*'],
    ['a command as value', 'N=$(x)\naz $N', 'az ?*'],
    ['a value for a function', 'N=a\nf() { az $N; }', 'az a'],
    ['several values for a function', 'N=a\nf() { az $N; }\nN=b\nf', 'az ?*'],
  ])('folds or leaves %s', (_name, script, expected) => {
    expect(commandsOf(script).filter((command) => command.startsWith('az'))).toEqual([expected]);
  });

  it('leads back to where a value is written', () => {
    const text = 'N=azure\naz "x$N"';
    const [command] = readScript(text, 'posix').commands;
    const word = command?.words[1];
    expect(text.slice(word?.range.start, word?.range.end)).toBe('"x$N"');
    expect(word?.origin?.name).toBe('N');
    expect(text.slice(word?.origin?.range.start, word?.origin?.range.end)).toBe('azure');
  });

  it('finds comments, and none in strings and here-documents', () => {
    const text = "# a\naz '# b' # c\ncat <<E\n# d\nE\n";
    const comments = readScript(text, 'posix').comments;
    expect(comments.map(({ start, end }) => text.slice(start, end))).toEqual(['# a', '# c']);
  });

  it('doubles no value without end', () => {
    const script = `A=${'x'.repeat(100)}\n${'A=$A$A\n'.repeat(60)}az $A`;
    expect(commandsOf(script)).toEqual(['az ?*']);
  });
});

describe.each(['posix', 'powershell', 'cmd'] as const)('any text as %s', (dialect) => {
  const pieces = [
    ...'$(){}`"\'\\\n#;&|<>=@ \t-',
    '$(',
    '${',
    '<<E\n',
    'az',
    'N=x ',
    '$N',
    '<#',
    '^\n',
    '%N%',
    'set N=x\n',
    'rem ',
    "@'\n",
    '\r\n',
    'fi',
    'if ',
  ];
  it('gives words in order, within the text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        for (const { range, words } of readScript(text, dialect).commands) {
          expect(range.start).toBeLessThan(range.end);
          let position = range.start;
          for (const word of words) {
            expect(word.range.start).toBeGreaterThanOrEqual(position);
            expect(word.range.end).toBeGreaterThan(word.range.start);
            position = word.range.end;
          }
          expect(position).toBe(range.end);
          expect(range.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    '$(',
    '`',
    '"',
    "'",
    '${',
    '$((',
    '<<E ',
    "$'",
    '(',
    '{',
    '<a',
    '#',
    '$N',
    '<#',
    '"$(',
    '^',
    '%',
    '!',
    ':',
    'rem ',
  ])('does not take the square of the time for many %j', (piece) => {
    const text = piece.repeat(30_000);
    expect(readScript(text, dialect).commands.length).toBeLessThanOrEqual(text.length);
  });
});
