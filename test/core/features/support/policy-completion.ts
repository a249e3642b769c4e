import { expect } from 'vitest';
import {
  applyEdits,
  type Completion,
  type CompletionOptions,
  completions,
  type Settings,
  Snapshot,
  type Workspace,
} from '../../../../server/src/core/index';
import { configured, marked, snapshotOf } from './cursor';

export interface At {
  readonly settings?: Settings;
  readonly options?: CompletionOptions;
  readonly others?: Readonly<Record<string, string>>;
}

export const plain: CompletionOptions = { snippets: false, adjustsIndentation: false };
export const snippets: CompletionOptions = { snippets: true, adjustsIndentation: false };

export function workspaceOf(own: Snapshot, others: Readonly<Record<string, string>>): Workspace {
  const files = Object.entries(others).map(
    ([name, text]) => new Snapshot({ uri: `file:///work/${name}`, version: 1, text }),
  );
  const all = [own, ...files];
  return { revision: 1, get: (uri) => all.find((each) => each.uri === uri), all: () => all };
}

/** The fields and values offered at the `$0`; every edit is on the line of the caret and holds it. */
export function offeredAt(source: string, at: At = {}): readonly Completion[] {
  const { text, offset } = marked(source);
  const { settings = {}, options = plain, others = {} } = at;
  const snapshot = snapshotOf(text);
  const workspace = workspaceOf(snapshot, others);
  const found = completions(snapshot, offset, configured(settings), options, workspace);
  for (const { edit } of found) {
    expect(edit.range.start <= offset && offset <= edit.range.end).toBe(true);
    expect(text.slice(edit.range.start, edit.range.end)).not.toMatch(/\s/);
  }
  return found.filter(({ role }) => role === 'field' || role === 'value');
}

export const labelsAt = (source: string, at?: At) =>
  offeredAt(source, at).map(({ label }) => label);

export function completionAt(source: string, label: string, at?: At): Completion {
  const found = offeredAt(source, at).find((each) => each.label === label);
  expect(found, `${label} in ${labelsAt(source, at).join(', ')}`).toBeDefined();
  return found as Completion;
}

/** The text after taking the completion of that label. */
export function taken(source: string, label: string, at?: At): string {
  return applyEdits(marked(source).text, [completionAt(source, label, at).edit]);
}

export const np = (spec: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: x, namespace: web}\nspec:\n${spec}`;
export const cnp = (spec: string, kind = 'CiliumNetworkPolicy') =>
  `apiVersion: cilium.io/v2\nkind: ${kind}\nmetadata: {name: x, namespace: web}\nspec:\n${spec}`;
