import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';

import { Snapshot } from '../../server/src/core/index';
import { FileFacts } from '../../server/src/lsp/file-facts';
import { Reports } from '../../server/src/lsp/reports';
import { anyDestination, everyDestination, nothingWrong } from './support/texts';

function createFacts() {
  const errors: string[] = [];
  const log = {
    error: (message: string) => void errors.push(message),
    warn: () => undefined,
    info: () => undefined,
  };
  return { facts: new FileFacts(() => setImmediate(), log), errors };
}

const snapshot = (text: string) => new Snapshot({ uri: 'file:///w/a.yaml', version: 1, text });

describe('what files tell each other', () => {
  it('is the same while only places, comments and other objects change', async () => {
    const { facts } = createFacts();
    const digest = await facts.digest(snapshot(anyDestination));
    expect(digest).not.toBe('');
    for (const text of [
      `# a comment\n\n${anyDestination}`,
      anyDestination.replaceAll('\n', '\r\n'),
      `kind: Service\napiVersion: v1\n---\n${anyDestination}`,
    ]) {
      expect(await facts.digest(snapshot(text))).toBe(digest);
    }
    expect(await facts.digest(snapshot(everyDestination))).not.toBe(digest);
    expect(await facts.digest(snapshot('kind: Service\napiVersion: v1\n'))).toBe('');
    expect(await facts.digest(snapshot(''))).toBe('');
  });

  it('is counted when it changes', () => {
    const { facts } = createFacts();
    facts.record('a', 'x');
    facts.record('a', 'x');
    facts.record('b', '');
    expect(facts.revision).toBe(1);
    facts.record('a', 'y');
    facts.record('a', '');
    facts.record('a', '');
    expect(facts.revision).toBe(3);
    facts.clear();
    expect(facts.revision).toBe(4);
  });

  it('that cannot be read is news each time, is logged once, and hinders nobody', async () => {
    const { facts, errors } = createFacts();
    const broken = snapshot(nothingWrong);
    Object.defineProperty(broken, 'groups', {
      get: () => {
        throw new Error('Broken.');
      },
    });
    for (const revision of [1, 2, 3]) {
      facts.record('a', await facts.digest(broken));
      expect(facts.revision).toBe(revision);
    }
    expect(errors).toEqual([expect.stringContaining('Broken.')]);
  });
});

describe('closed documents', () => {
  it('are remembered until they are reported, but not without end', () => {
    const reports = new Reports();
    for (let index = 0; index < 3000; index++) {
      reports.closed(`git:/w/a.yaml?${index}`);
    }
    const closed = [...reports.recentlyClosed];
    expect(closed).toHaveLength(1000);
    expect(closed.at(-1)).toBe('git:/w/a.yaml?2999');
    reports.reported('git:/w/a.yaml?2999');
    reports.opened('git:/w/a.yaml?2998');
    expect(reports.isRecentlyClosed('git:/w/a.yaml?2999')).toBe(false);
    expect(reports.isRecentlyClosed('git:/w/a.yaml?2998')).toBe(false);
    expect(reports.isRecentlyClosed('git:/w/a.yaml?2997')).toBe(true);
  });
});
