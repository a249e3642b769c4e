import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/core/index';
import { fillField } from '../../../server/src/core/model/cilium-edits';
import { objectsOf } from '../../../server/src/core/model/kinds';
import { fieldOf } from '../../../server/src/core/model/traced';
import { YamlDocument } from '../../../server/src/core/syntax/yaml/document';

const selector = { matchLabels: { app: 'web' } };

/** The text with the selector filled in, or why it cannot be. */
function filled(text: string): string {
  const [policy] = objectsOf(new YamlDocument(text), 'CiliumPolicy');
  const field = fieldOf(policy?.rules[0]?.node, 'endpointSelector');
  if (policy === undefined || field === undefined) {
    return 'no selector';
  }
  const result = fillField(policy.object, field, selector);
  return 'edits' in result ? applyEdits(text, result.edits) : result.disabledReason;
}

const head = 'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata:\n  name: web\n';

describe('filling an empty map', () => {
  it('writes lines of its own in block style, behind the comment of the line', () => {
    expect(filled(`${head}spec:\n  endpointSelector: {} # all\n  ingress:\n    - {}\n`)).toBe(
      `${head}spec:\n  endpointSelector: # all\n    matchLabels:\n      app: web\n  ingress:\n    - {}\n`,
    );
  });

  it('does so in an item of a list, with the line ends of the file', () => {
    const text = `${head}specs:\n  - endpointSelector: {}\n    ingress:\n      - {}\n`;
    const expected = `${head}specs:\n  - endpointSelector:\n      matchLabels:\n        app: web\n    ingress:\n      - {}\n`;
    expect(filled(text)).toBe(expected);
    expect(filled(text.replaceAll('\n', '\r\n'))).toBe(expected.replaceAll('\n', '\r\n'));
  });

  it('stays on the line between braces', () => {
    expect(filled(`${head}spec: {endpointSelector: {}, ingress: [{}]}\n`)).toBe(
      `${head}spec: {endpointSelector: {matchLabels: {app: web}}, ingress: [{}]}\n`,
    );
  });

  it('leaves alone what an alias uses elsewhere', () => {
    const shared = `${head}specs:\n  - endpointSelector: &all {}\n    ingress: [{}]\n  - endpointSelector: *all\n    ingress: [{}]\n`;
    expect(filled(shared)).toContain('YAML alias');
  });
});
