import { describe, expect, it } from 'vitest';
import { lintText, ruleNames } from '../support/lint';

const type = 'Microsoft.ContainerService/managedClusters';

function template(more: object): string {
  return JSON.stringify({ contentVersion: '1.0.0.0', ...more });
}

function cluster(networkPolicy: unknown) {
  const networkProfile = { networkPlugin: 'azure', networkDataplane: 'cilium', networkPolicy };
  return { type, apiVersion: '2025-05-01', name: 'aks', properties: { networkProfile } };
}

function found(text: string): readonly string[] {
  return ruleNames(lintText(text, {}, 'main.json').findings);
}

function deployment(resources: readonly unknown[], scope: string): object {
  return {
    type: 'Microsoft.Resources/deployments',
    name: 'nested',
    properties: {
      expressionEvaluationOptions: { scope },
      template: { contentVersion: '1.0.0.0', resources },
    },
  };
}

function nested(levels: number, scope: string): object {
  let inner: object = cluster('calico');
  for (let level = 0; level < levels; level++) {
    inner = deployment([inner], scope);
  }
  return inner;
}

describe('templates that nobody writes by hand', () => {
  it('are judged where the cluster is deep in megabytes of other resources', () => {
    const other = (index: number) => ({
      type: 'Microsoft.Network/networkSecurityGroups',
      apiVersion: '2024-01-01',
      name: `[concat('group', '${index}')]`,
      properties: { securityRules: Array.from({ length: 5 }, () => ({ priority: index })) },
    });
    const others = Array.from({ length: 9_000 }, (_, index) => other(index));
    const text = template({
      resources: [...others, deployment([...others, nested(6, 'inner')], '')],
    });
    expect(text.length).toBeGreaterThan(2_700_000);
    expect(found(text)).toEqual(['dataplane-policy-conflict']);
  });

  it.each(['inner', 'outer'])('are left where deployments are nested endlessly: %s', (scope) => {
    expect(found(template({ resources: [nested(10, scope)] }))).toEqual([
      'dataplane-policy-conflict',
    ]);
    expect(found(template({ resources: [nested(40, scope)] }))).toEqual([]);
    expect(found(template({ resources: [nested(1_000, scope)] }))).toEqual([]);
  });

  it.each([
    ['twice', (before: string) => `[createArray(${before}, ${before})]`],
    ['merged', (before: string) => `[createObject('a', ${before}, 'b', ${before})]`],
    ['as a text', (before: string) => `[concat(string(${before}), string(${before}))]`],
  ])('do not explode where each variable holds the one before %s', (_name, write) => {
    const variables = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `v${index}`,
        index === 0 ? 'x' : write(`variables('v${index - 1}')`),
      ]),
    );
    const compare = "[if(equals(variables('v59'), variables('v59')), 'calico', 'azure')]";
    const merge = "[union(variables('v59'), variables('v59'))]";
    const resources = [cluster(compare), cluster(merge)];
    expect(found(template({ variables, resources }))).toEqual([]);
  });

  it('do not take the stack where thousands of variables need each other', () => {
    const variables = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, index) => [`v${index}`, `[variables('v${index + 1}')]`]),
    );
    const text = template({ variables, resources: [cluster("[variables('v0')]")] });
    expect(found(text)).toEqual([]);
  });

  it('are read as far as they go, wherever they end', () => {
    const text = JSON.stringify(
      { contentVersion: '1.0.0.0', resources: [cluster("[if(true(), 'calico', '')]")] },
      undefined,
      1,
    );
    const counts = Array.from(text, (_, end) => found(text.slice(0, end)).length);
    expect(Math.max(...counts)).toBe(1);
    expect(counts.length).toBe(text.length);
  });
});

describe('a template with what JSON does not allow and Azure does', () => {
  const plain = JSON.stringify(
    { contentVersion: '1.0.0.0', resources: [cluster("[if(true(), 'calico', '')]")] },
    undefined,
    2,
  );

  it.each([
    ['comments', plain.replaceAll('\n', ' // says why\n').replace('{', '/* { */ {')],
    ['commas too many', plain.replaceAll(/([}\]"])\n(\s*[}\]])/g, '$1,\n$2')],
    ['a mark of the byte order and other line ends', `\uFEFF${plain.replaceAll('\n', '\r\n')}`],
  ])('is read: %s', (_name, text) => {
    expect(text).not.toBe(plain);
    expect(found(text)).toEqual(['dataplane-policy-conflict']);
  });
});

describe('a template whose names are those of every object', () => {
  it('is read like any other', () => {
    const text = `{"contentVersion": "1", "parameters": {"__proto__": {"defaultValue": "calico"}},
      "variables": {"constructor": "[parameters('__proto__')]"}, "resources": [${JSON.stringify(
        cluster("[variables('constructor')]"),
      )}]}`;
    expect(found(text)).toEqual(['dataplane-policy-conflict']);
    expect(found(template({ resources: [cluster("[variables('toString')]")] }))).toEqual([]);
  });
});
