import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineRule, type Rule } from '../../../server/src/core/engine/define-rule';
import {
  type Finding,
  type LintResult,
  lint,
  resolveConfiguration,
  runToEnd,
  Snapshot,
  type Workspace,
} from '../../../server/src/core/index';
import { configurationOf, lintWith, objectWith, wordRule } from './support/custom';

/** Names of the objects that a rule has looked at, in their order. */
function watch(): { readonly rules: readonly Rule[]; readonly seen: () => readonly string[] } {
  let names: string[] = [];
  const onCheck = (text: string) => names.push(/name: (\w+)/.exec(text)?.[1] ?? '');
  return {
    rules: [wordRule('watching', { word: 'BAD', onCheck })],
    seen: () => {
      const result = names;
      names = [];
      return result;
    },
  };
}

const named = (name: string, ...lines: string[]) => objectWith(`name: ${name}`, ...lines);
const file = (...documents: readonly string[]) => documents.map((each) => `---\n${each}`).join('');

describe('local rules', () => {
  it('look again only at documents that have changed', () => {
    const { rules, seen } = watch();
    const first = lintWith({ text: file(named('a'), named('b'), named('c')), rules });
    expect(seen()).toEqual(['a', 'b', 'c']);
    const longer = file(named('new'), named('a'), named('b'), named('c'));
    const second = lintWith({ text: longer, rules, previous: first.snapshot });
    expect(seen()).toEqual(['new']);
    const text = file(named('new'), named('a'), named('b', 'x: BAD'), named('c'));
    const third = lintWith({ text, rules, previous: second.snapshot });
    expect(seen()).toEqual(['b']);
    expect(third.findings.map(({ range }) => text.slice(range.start, range.end))).toEqual(['BAD']);
  });

  it('look again when the configuration changes, and keep the results of one only', () => {
    const { rules, seen } = watch();
    const input = { text: named('a', 'x: BAD'), rules };
    const { snapshot } = lintWith(input);
    const milder = { settings: { watching: { severity: 'hint' as const } } };
    const second = lintWith({ ...input, ...milder, previous: snapshot });
    expect(second.findings).toMatchObject([{ severity: 'hint' }]);
    expect(seen()).toEqual(['a', 'a']);
    lintWith({ ...input, ...milder, previous: second.snapshot });
    expect(seen()).toEqual([]);
    lintWith({ ...input, previous: second.snapshot });
    expect(seen()).toEqual(['a']);
  });

  it('are told apart by the list they are in', () => {
    const input = { text: named('a', 'x: BAD') };
    const { snapshot } = lintWith({ ...input, rules: [] });
    const { rules } = watch();
    expect(lintWith({ ...input, rules, previous: snapshot }).findings).toHaveLength(1);
  });
});

const policy = (name: string, ...lines: string[]) =>
  [
    'apiVersion: networking.k8s.io/v1',
    'kind: NetworkPolicy',
    'metadata:',
    `  name: ${name}`,
    'spec:',
    '  podSelector: {}',
    ...lines,
    '',
  ].join('\n');

interface Joining {
  readonly asks: boolean;
  readonly readsRange?: boolean;
  /** Asks for those near to its own namespace only. */
  readonly near?: boolean;
}

/** A rule that names the other policies there are, with their places if it is to read them. */
function joining({ asks, readsRange = false, near = false }: Joining) {
  let names: string[] = [];
  const rule = defineRule({
    meta: {
      name: 'joining',
      title: 'Other policies',
      category: 'network-policy',
      severity: 'info',
      recommended: true,
      since: '0.1.0',
      anyDataplane: true,
      appliesTo: 'NetworkPolicy',
      needs: ['policy'],
      messages: { others: 'Others: {{names}}.' },
      references: [],
    },
    check(object, { facts, report }) {
      const { name, namespace } = object.object;
      names.push(name.state === 'known' ? name.value : '');
      const own = namespace.state === 'known' ? namespace.value : '';
      const all = !asks ? [] : near ? facts.near('policy', own) : facts.all('policy');
      // The range must not even be looked at where it does not count.
      const described = all.map((each) => `${each.fact.name}${readsRange ? each.range.start : ''}`);
      report({
        messageId: 'others',
        at: object.object.kindRange,
        data: { names: described.join(' ') },
      });
    },
  });
  const seen = () => {
    const result = names;
    names = [];
    return result;
  };
  return { rules: [rule], seen };
}

describe('joining rules', () => {
  const before = file(policy('a'), policy('b'), policy('c'));

  function lintTwice(options: Joining, after: string) {
    const { rules, seen } = joining(options);
    const first = lintWith({ text: before, rules });
    seen();
    const { findings } = lintWith({ text: after, rules, previous: first.snapshot });
    return { seen: seen(), messages: findings.map(({ message }) => message) };
  }

  it('do not look again when an edit changes none of the facts', () => {
    const after = file(policy('a'), policy('b', '  ingress: []'), policy('c'));
    const { seen, messages } = lintTwice({ asks: true }, after);
    expect(seen).toEqual(['b']);
    expect(messages).toEqual(Array(3).fill('Others: a b c.'));
  });

  it('look again when a fact changes', () => {
    const after = file(policy('a'), policy('new'), policy('c'));
    const { seen, messages } = lintTwice({ asks: true }, after);
    expect(seen).toEqual(['a', 'new', 'c']);
    expect(messages).toEqual(Array(3).fill('Others: a new c.'));
  });

  it('look again when a fact moves only if they have asked where it is', () => {
    const after = file(`# longer\n${policy('a')}`, policy('b'), policy('c'));
    expect(lintTwice({ asks: true }, after).seen).toEqual(['a']);
    const { seen, messages } = lintTwice({ asks: true, readsRange: true }, after);
    const places = [...after.matchAll(/NetworkPolicy/g)].map(({ index }) => index);
    expect(seen).toEqual(['a', 'b', 'c']);
    expect(messages[0]).toBe(`Others: a${places[0]} b${places[1]} c${places[2]}.`);
  });

  it('do not look again when a fact changes that is not near to what they have asked for', () => {
    const { rules, seen } = joining({ asks: true, near: true });
    const inTeam = (team: string, name: string) =>
      policy(name).replace('spec:', `  namespace: ${team}\nspec:`);
    const text = (...names: readonly string[]) =>
      file(inTeam('one', 'a'), inTeam('two', names[0] ?? ''), inTeam('one', names[1] ?? ''));
    const first = lintWith({ text: text('b', 'c'), rules });
    expect(first.findings.map(({ message }) => message)).toEqual([
      'Others: a c.',
      'Others: b.',
      'Others: a c.',
    ]);
    seen();
    const second = lintWith({ text: text('new', 'c'), rules, previous: first.snapshot });
    expect(seen()).toEqual(['new']);
    const third = lintWith({ text: text('new', 'd'), rules, previous: second.snapshot });
    expect(seen()).toEqual(['a', 'd']);
    const loose = third.snapshot.text.replace(inTeam('two', 'new'), policy('new'));
    const last = lintWith({ text: loose, rules, previous: third.snapshot });
    expect(last.findings.map(({ message }) => message)).toEqual(Array(3).fill('Others: a new d.'));
  });

  it('do not look again when they have not asked for facts', () => {
    const after = file(policy('a'), policy('new'), policy('c'));
    expect(lintTwice({ asks: false }, after).seen).toEqual(['new']);
  });

  it('see the other files of the workspace, and the text at hand instead of the saved one', () => {
    const { rules } = joining({ asks: true });
    const other = new Snapshot({ uri: 'file:///work/b.yaml', version: 1, text: policy('other') });
    const saved = new Snapshot({ uri: 'file:///work/case.yaml', version: 1, text: policy('old') });
    const workspace = workspaceOf([other, saved]);
    const { findings, snapshot } = lintWith({ text: policy('new'), rules, workspace });
    expect(findings.map(({ message }) => message)).toEqual(['Others: new other.']);
    const inOrder = workspaceOf([other, snapshot]);
    const again = runToEnd(lint(snapshot, configurationOf(rules), inOrder, rules));
    expect(again.findings.map(({ message }) => message)).toEqual(['Others: other new.']);
  });

  it('look again when another file says something new', () => {
    const { rules, seen } = joining({ asks: true });
    const own = new Snapshot({ uri: 'file:///work/a.yaml', version: 1, text: policy('own') });
    const lintBeside = (text: string) => {
      const other = new Snapshot({ uri: 'file:///work/b.yaml', version: 1, text });
      const workspace = workspaceOf([own, other]);
      const { findings } = runToEnd(lint(own, configurationOf(rules), workspace, rules));
      return [findings.map(({ message }) => message), seen().length];
    };
    expect(lintBeside(policy('x'))).toEqual([['Others: own x.'], 1]);
    expect(lintBeside(`# moved\n${policy('x', '  egress: []')}`)).toEqual([['Others: own x.'], 0]);
    expect(lintBeside(policy('z'))).toEqual([['Others: own z.'], 1]);
    expect(lintBeside('')).toEqual([['Others: own.'], 1]);
  });

  it('see one state of the workspace, whoever else runs over the same documents meanwhile', () => {
    const { rules } = joining({ asks: true });
    const items = [policy('a'), policy('b')].map(
      (each) => `- ${each.trim().replaceAll('\n', '\n  ')}\n`,
    );
    const list = `apiVersion: v1\nkind: List\nitems:\n${items.join('')}`;
    // Runs may stop between the objects of a document, and between the documents of a group.
    const text = file(list, policy('c'));
    const own = new Snapshot({ uri: 'file:///work/a.yaml', version: 1, text });
    const runBeside = (name: string) => {
      const other = new Snapshot({ uri: 'file:///work/b.yaml', version: 1, text: policy(name) });
      return lint(own, configurationOf(rules), workspaceOf([own, other]), rules);
    };
    const messages = ({ findings }: LintResult) => findings.map(({ message }) => message);
    for (let before = 1; before < 8; before++) {
      for (let between = 1; between < 8; between++) {
        const name = `x${before}y${between}`;
        const old = begin(runBeside('old'), before);
        const now = begin(runBeside(name), between);
        expect(messages(old())).toEqual(Array(3).fill('Others: a b c old.'));
        expect(messages(now())).toEqual(Array(3).fill(`Others: a b c ${name}.`));
        const again = runToEnd(runBeside(name));
        expect(messages(again)).toEqual(Array(3).fill(`Others: a b c ${name}.`));
      }
    }
  });

  it('share what they see as long as the workspace is the same', () => {
    const { rules } = joining({ asks: true });
    const files = ['a', 'b'].map(
      (name) => new Snapshot({ uri: `file:///work/${name}.yaml`, version: 1, text: policy(name) }),
    );
    let revision = 1;
    let asked = 0;
    const workspace: Workspace = {
      get revision() {
        return revision;
      },
      get: (uri) => files.find((each) => each.uri === uri),
      all: () => {
        asked++;
        return files;
      },
    };
    const messages = () =>
      files.flatMap((each) =>
        runToEnd(lint(each, configurationOf(rules), workspace, rules)).findings.map(
          ({ message }) => message,
        ),
      );
    expect(messages()).toEqual(Array(2).fill('Others: a b.'));
    expect(asked).toBe(1);
    files[1] = new Snapshot({ uri: 'file:///work/b.yaml', version: 2, text: policy('c') });
    revision++;
    expect(messages()).toEqual(Array(2).fill('Others: a c.'));
    expect(asked).toBe(2);
  });
});

describe('any sequence of edits', () => {
  const piece = fc.constantFrom(
    policy('a', '  egress:', '    - to:', '        - ipBlock:', '            cidr: 0.0.0.0/0'),
    policy('b', '  egress: [{}]'),
    policy('c', '  ingress:', '    - from: [{namespaceSelector: {}}, {podSelector: {}}]'),
    '# aks-cilium-disable-file ipblock-any-excludes-pods\n',
    '# aks-cilium-disable-next-line\n',
    ' # aks-cilium-disable-line redundant-pod-selector-peer, x -- y\n',
    '---\n',
    '{{- if .Values.x }}\n',
    '"',
    ' ',
    '\n',
    '\r\n',
    '# ',
    '|\n',
  );
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(60),
    text: piece,
  });

  it('gives the findings that the last text gives', () => {
    const strict = resolveConfiguration({ path: 'case.yaml', commandLine: { extends: 'strict' } });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
        let text = file(policy('a'), policy('b'));
        let snapshot: Snapshot | undefined;
        for (const { at, length, text: inserted } of edits) {
          const start = Math.floor(at * text.length);
          text = text.slice(0, start) + inserted + text.slice(start + length);
          snapshot = new Snapshot({ uri: 'file:///work/case.yaml', version: 1, text }, snapshot);
          const fresh = new Snapshot({ uri: 'file:///work/case.yaml', version: 1, text });
          const [edited, anew] = [snapshot, fresh].map((each) => runToEnd(lint(each, strict)));
          expect({ ...edited, findings: edited?.findings.map(plain) }).toEqual({
            ...anew,
            findings: anew?.findings.map(plain),
          });
        }
      }),
      { numRuns: 60 },
    );
  });
});

function plain(finding: Finding) {
  return { ...finding, fixes: finding.fixes() };
}

describe('results of documents that no rule is about', () => {
  it('keep no other file in memory', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage: () => void = runInNewContext('gc');
    const quiet = new Snapshot({ uri: 'file:///work/a.yaml', version: 1, text: 'a: 1\n' });
    const lintBesideAnother = () => {
      const other = new Snapshot({ uri: 'file:///work/b.yaml', version: 1, text: policy('b') });
      runToEnd(lint(quiet, configurationOf([]), workspaceOf([quiet, other])));
      return new WeakRef(other);
    };
    const other = lintBesideAnother();
    // What a weak reference leads to stays until the end of the turn.
    await setImmediate();
    collectGarbage();
    expect(other.deref()).toBeUndefined();
    expect(quiet.groups).toHaveLength(1);
  });
});

function workspaceOf(files: readonly Snapshot[]): Workspace {
  return {
    revision: 1,
    get: (uri) => files.find((each) => each.uri === uri),
    all: () => files,
  };
}

/** Takes some of the steps; the function that it returns takes the others. */
function begin<T>(steps: Generator<void, T, void>, count: number): () => T {
  let step = steps.next();
  for (let taken = 1; taken < count && step.done !== true; taken++) {
    step = steps.next();
  }
  return () => (step.done === true ? step.value : runToEnd(steps));
}
