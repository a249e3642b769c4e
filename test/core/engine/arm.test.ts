import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  factsDigest,
  runToEnd,
  Snapshot,
  suppressionFixes,
} from '../../../server/src/core/index';
import { corpusFiles } from '../../support/corpus';
import { lintText, ruleNames } from '../../support/lint';

const rule = 'dataplane-policy-conflict';

function template(comment: string): string {
  return `{
  "contentVersion": "1.0.0.0",${comment}
  "resources": [
    {
      "type": "Microsoft.ContainerService/managedClusters",
      "apiVersion": "2025-05-01",
      "name": "aks",
      "properties": {
        "networkProfile": {
          "networkPlugin": "azure",
          "networkDataplane": "cilium",
          "networkPolicy": "calico"
        }
      }
    }
  ]
}
`;
}

function offered(text: string) {
  const { findings } = lintText(text, {}, 'main.json');
  const snapshot = new Snapshot({ uri: 'file:///work/main.json', version: 1, text });
  return findings.flatMap((finding) => suppressionFixes(snapshot, finding));
}

describe('a template in JSON', () => {
  it.each(['main.json', 'main.jsonc', 'main.template'])('is judged as %s', (name) => {
    const result = lintText(template(''), {}, name);
    expect(ruleNames(result.findings)).toEqual([rule]);
    expect(result.documents).toBe(1);
  });

  it('that has comments gets one more to disable a rule', () => {
    const text = template(' // of the platform team');
    const fixes = offered(text);
    expect(fixes).toHaveLength(2);
    for (const fix of fixes) {
      const after = applyEdits(text, fix.edits);
      expect(after).toContain(`// aks-cilium-disable`);
      expect(lintText(after, {}, 'main.json').findings).toEqual([]);
    }
  });

  it('that has none gets none', () => {
    expect(offered(template('')).map(({ disabledReason }) => disabledReason)).toEqual([
      expect.stringContaining('no comments'),
      expect.stringContaining('no comments'),
    ]);
  });

  it('has comments that disable nothing', () => {
    const text = template('\n  // aks-cilium-disable-next-line windows-pool');
    const { findings } = lintText(text, {}, 'main.json');
    expect(ruleNames(findings)).toEqual(['unused-suppression', rule]);
  });

  it('is no manifest of Kubernetes', () => {
    const snapshot = new Snapshot({ uri: 'file:///a.json', version: 1, text: template('') });
    expect(snapshot.documents).toEqual([]);
    const other = new Snapshot({ uri: 'file:///a.json', version: 1, text: '{"kind": "Pod"}' });
    expect([other.documents.length, other.arm]).toEqual([1, undefined]);
  });
});

describe('a file of parameters, or a template,', () => {
  it('tells others something new when it changes', () => {
    const digest = (text: string) =>
      runToEnd(factsDigest(new Snapshot({ uri: 'file:///a.json', version: 1, text })));
    const parameters = (value: string) =>
      JSON.stringify({ contentVersion: '1.0.0.0', parameters: { policy: { value } } });
    expect(digest(parameters('azure'))).toBe(digest(parameters('azure')));
    expect(digest(parameters('azure'))).not.toBe(digest(parameters('cilium')));
    // A template defines the cluster that others are for.
    expect(digest(template('a'))).not.toBe(digest(template('b')));
    expect(digest('{"kind": "Service"}')).toBe('');
  });
});

describe('templates of real repositories', () => {
  const templates = corpusFiles(/\.json$/).filter(({ text }) => text.includes('contentVersion'));

  it.runIf(templates.length > 0)('have the one mistake that was made, and none besides', () => {
    const errors = templates.flatMap(({ name, text }) =>
      lintText(text, { extends: 'recommended' }, 'main.json')
        .findings.filter(({ severity }) => severity === 'error')
        .map(({ rule: found }) => `${name} ${found}`),
    );
    expect(errors).toEqual([
      'Azure__AKS-Construction/samples/SystemPresetExample.json ebpf-dataplane-removed',
    ]);
  });
});
