import { describe, expect, it } from 'vitest';
import { formatJson } from '../../../server/src/cli/formatters/json';
import { finding, report, richReport } from '../support/report';

describe('JSON', () => {
  it('has everything, in the documented form', async () => {
    await expect(formatJson(richReport())).toMatchFileSnapshot('../golden/json.txt');
  });

  it('has the keys that are documented, and no other in a finding', () => {
    const value = JSON.parse(formatJson(richReport()));
    expect(Object.keys(value)).toEqual(['version', 'findings', 'summary', 'profile']);
    expect(value.version).toBe(1);
    for (const each of value.findings) {
      expect(Object.keys(each)).toEqual([
        'file',
        'rule',
        'severity',
        'message',
        'range',
        'documentation',
        'related',
        'fixes',
      ]);
    }
    expect(value.profile.kubernetesVersion).toEqual({ value: '1.33', source: 'aks-cilium.yaml' });
  });

  it('keeps every text, but never as a character that a terminal obeys', () => {
    const message = 'a\u001b[31m\u009b31m\u007f\u2028"\\名';
    const text = formatJson(report([finding({ message })]));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028]/);
    expect(JSON.parse(text).findings[0].message).toBe(message);
  });

  it('takes names such as __proto__ for data', () => {
    const profile = [{ property: '__proto__', value: 1, source: 'x' }];
    const value = JSON.parse(formatJson(report([], { profile })));
    expect(Object.hasOwn(value.profile, '__proto__')).toBe(true);
  });
});
