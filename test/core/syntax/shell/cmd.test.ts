import { describe, expect, it } from 'vitest';
import { readScript } from '../../../../server/src/core/syntax/shell/resolve';
import { commandsOf } from './show';

describe('commands of the command prompt', () => {
  it.each([
    ['one line', 'az aks create -n a', ['az aks create -n a']],
    [
      'lines that go on',
      'az aks create ^\r\n  -n a ^ \r\n  -l b\r\naz b',
      ['az aks create -n a -l b', 'az b'],
    ],
    ['quotes', 'az "a b" c"d e"', ['az "a b" "cd e"']],
    ['a quote without an end', 'az "a b\naz c', ['az "a b"', 'az c']],
    ['characters behind a caret', 'az a^&b "^&"', ['az a&b ^&']],
    [
      'operators',
      'az a && az b || az c & az d | find "e"',
      ['az a', 'az b', 'az c', 'az d', 'find e'],
    ],
    ['words in front', '@echo off\n@az a\ncall az b', ['echo off', 'az a', 'az b']],
    ['blocks', 'if exist x (\n  az a\n) else (\n  az b\n)\naz c', ['az a', 'az b', 'az c']],
    ['a branch on one line', 'if "%X%"=="y" az a', ['az a']],
    ['loops', 'for %%p in (a b) do az x %%p', ['a b', 'az x ?*']],
    ['redirections', 'az a > out.txt 2>&1 < in.txt', ['az a']],
    ['places to fill in', 'az -n <name> {{ x }}', ['az -n ?* ?*']],
    ['parentheses and colons', 'az a:(b) @c', ['az a:(b) @c']],
    ['arguments', 'az %1 %* %~dp0 !X! %A:b=c%', ['az ?* ?* ?* ?* ?*']],
    ['a percent sign by itself', 'az 50% "!"', ['az 50% !']],
  ])('with %s', (_name, script, expected) => {
    expect(commandsOf(script, 'cmd')).toEqual(expected);
  });

  it.each([
    ['a variable', 'set N=a\naz %n%', 'az a'],
    ['a variable in quotes', 'set "N=a b"\naz "%N%"', 'az "a b"'],
    ['a variable of another', 'set A=x\nset B=%A%-y\naz %B%', 'az x-y'],
    ['blanks without quotes', 'set N=a b\naz %N%', 'az ?*'],
    ['a question', 'set N=a\nset /p N=Name\naz %N%', 'az ?*'],
    ['a branch', 'set N=a\nif exist x set N=b\naz %N%', 'az ?*'],
    ['a loop', 'set N=a\nfor %%i in (1 2) do set N=%%i\naz %N%', 'az ?*'],
    ['labels', 'set N=a\n:again\nset N=b\naz %N%', 'az ?*'],
    ['nothing', 'az %N%', 'az ?*'],
  ])('folds or leaves %s', (_name, script, expected) => {
    expect(commandsOf(script, 'cmd').filter((command) => command.startsWith('az'))).toEqual([
      expected,
    ]);
  });

  it('finds remarks', () => {
    const text = 'rem a\naz b & REM c\n:: d\n@rem e\nremove f\n';
    const { comments } = readScript(text, 'cmd');
    expect(comments.map(({ start, end }) => text.slice(start, end))).toEqual([
      'rem a',
      'REM c',
      ':: d',
      '@rem e',
    ]);
  });
});
