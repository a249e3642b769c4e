import { describe, expect, it } from 'vitest';
import { statements, statementsOf } from '../../../server/src/core/knowledge';

const ids = (edition: 'latest' | '2025-05-22', prefix: string) =>
  statementsOf(edition)
    .map((statement) => statement.id)
    .filter((id) => id.startsWith(prefix));

describe('statements', () => {
  it('have the limitations of 2025-05-22', () => {
    expect(ids('2025-05-22', 'limitation-')).toEqual([
      'limitation-linux-only',
      'limitation-ip-block',
      'limitation-host-port-2025',
      'limitation-reply-packets',
      'limitation-host-network',
      'limitation-endpoint-slices-version',
      'limitation-endpoint-slices-grouping',
      'limitation-endpoint-slices-priority',
    ]);
  });

  it('have dropped and gained limitations since', () => {
    const latest = ids('latest', 'limitation-');
    expect(latest).not.toContain('limitation-reply-packets');
    expect(latest).toContain('limitation-identities');
    expect(latest).toContain('limitation-host-port');
  });

  it('have a row per version of the table', () => {
    expect(ids('2025-05-22', 'version-')).toEqual(
      ['1.27', '1.28', '1.29', '1.30', '1.31', '1.32'].map((minor) => `version-${minor}-2025`),
    );
    expect(ids('latest', 'version-')).toEqual(
      ['1.31', '1.32', '1.33', '1.34', '1.35', '1.36'].map((minor) => `version-${minor}`),
    );
  });

  it('have a row per feature of the table', () => {
    expect(ids('2025-05-22', 'feature-')).toHaveLength(6);
    expect(ids('latest', 'feature-')).toHaveLength(11);
  });

  it('say what changed when they are in one edition only', () => {
    for (const statement of statements) {
      const isTable = statement.kind === 'version' || statement.kind === 'feature';
      if (statement.editions.length === 1 && !isTable) expect(statement.change).toBeDefined();
      if (statement.editions.length === 2) expect(statement.change).toBeUndefined();
    }
  });

  it('are sentences', () => {
    for (const { text } of statements) expect(text).toMatch(/^([A-Z]|eBPF).*\.$/);
  });
});
