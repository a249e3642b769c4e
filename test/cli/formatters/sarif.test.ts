import type { Log, Result } from 'sarif';
import { describe, expect, it } from 'vitest';
import { formatSarif } from '../../../server/src/cli/formatters/sarif';
import { finding, report, richReport } from '../support/report';
import { sarifProblems } from '../support/sarif-schema';

function logOf(...args: Parameters<typeof report>): Log {
  return JSON.parse(formatSarif(report(...args))) as Log;
}

function resultsOf(log: Log): readonly Result[] {
  return log.runs[0]?.results ?? [];
}

function uriOf(file: string, root = { uri: 'file:///home/me/shop/', prefix: '' }) {
  const [result] = resultsOf(logOf([finding({ file })], { root }));
  return result?.locations?.[0]?.physicalLocation?.artifactLocation;
}

describe('SARIF', () => {
  it('describes the tool, its rules, the results and what was skipped', async () => {
    const text = formatSarif(richReport());
    await expect(text).toMatchFileSnapshot('../golden/report.sarif');
    expect(sarifProblems(JSON.parse(text))).toEqual([]);
  });

  it('is valid without a result, too', () => {
    const log = logOf([]);
    expect(sarifProblems(log)).toEqual([]);
    expect(log.runs[0]?.results).toEqual([]);
  });

  it('finds the rule of a result by its index', () => {
    const log = JSON.parse(formatSarif(richReport())) as Log;
    const rules = log.runs[0]?.tool.driver.rules ?? [];
    const byIndex = resultsOf(log).map(({ ruleIndex }) => rules[ruleIndex ?? -1]?.id);
    expect(byIndex).toEqual(resultsOf(log).map(({ ruleId }) => ruleId));
  });

  it('keeps at most 25,000 results, the gravest, and says how many are missing', () => {
    const many = [
      ...Array.from({ length: 25_100 }, (_, index) =>
        finding({ severity: 'info', file: `${index}.yaml` }),
      ),
      finding({ severity: 'error', file: 'z.yaml' }),
    ];
    const log = logOf(many);
    expect(sarifProblems(log)).toEqual([]);
    expect(resultsOf(log)).toHaveLength(25_000);
    expect(resultsOf(log)[0]?.level).toBe('error');
    const [notification] = log.runs[0]?.invocations?.[0]?.toolExecutionNotifications ?? [];
    expect(notification?.message.text).toBe('101 milder findings do not fit into this file.');
  });

  it('keeps names and descriptions of rules, and related places, within the limits', () => {
    const long = 'x'.repeat(3_000);
    const [rule] = report([]).rules;
    const place = { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };
    const related = Array.from({ length: 150 }, (_, index) => ({
      file: `${index}.yaml`,
      range: place,
      message: 'Here.',
    }));
    const rules = rule === undefined ? [] : [{ ...rule, title: long }];
    const log = logOf([finding({ related })], { rules });
    expect(sarifProblems(log)).toEqual([]);
    expect(resultsOf(log)[0]?.relatedLocations).toHaveLength(100);
  });

  it('names files from the root of the repository', () => {
    expect(uriOf('policies/a.yaml')).toEqual({ uri: 'policies/a.yaml', uriBaseId: '%SRCROOT%' });
    const root = { uri: 'file:///home/me/shop/', prefix: 'deploy/prod/' };
    expect(uriOf('a.yaml', root)?.uri).toBe('deploy/prod/a.yaml');
    expect(uriOf('../../a.yaml', root)?.uri).toBe('a.yaml');
  });

  it('names files outside the repository by an absolute uri', () => {
    expect(uriOf('../other/a b.yaml')).toEqual({ uri: 'file:///home/me/other/a%20b.yaml' });
    expect(uriOf('/etc/a.yaml')).toEqual({ uri: 'file:///etc/a.yaml' });
    expect(uriOf('d:/a.yaml')).toEqual({ uri: 'file:///d%3A/a.yaml' });
  });

  it('encodes names, whatever they hold', () => {
    const log = logOf([finding({ file: 'ä #%?\ud800\n/名.yaml' })]);
    expect(sarifProblems(log)).toEqual([]);
    const uri = resultsOf(log)[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri;
    expect(uri).toBe('%C3%A4%20%23%25%3F%EF%BF%BD%0A/%E5%90%8D.yaml');
  });

  it('says when the run was not complete', () => {
    const failures = [{ file: 'a.yaml', rule: 'all-pods-peer', error: 'Error: oops' }];
    const [invocation] = logOf([], { failures }).runs[0]?.invocations ?? [];
    expect(invocation?.executionSuccessful).toBe(false);
    expect(invocation?.toolExecutionNotifications?.[0]?.message.text).toContain('Error: oops');
    expect(logOf([]).runs[0]?.invocations?.[0]?.executionSuccessful).toBe(true);
  });
});
