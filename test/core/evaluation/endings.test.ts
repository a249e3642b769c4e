import { describe, expect, it } from 'vitest';
import { evaluateTemplate } from '../../../server/src/core/evaluation/bicep/evaluate-template';
import { parseBicep } from '../../../server/src/core/syntax/bicep/parse';

const source = `param hub string
param prefix string = 'net'
resource vnet 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: '\${prefix}-1'
  properties: { subnets: [{ name: 'first' }, { name: hub }] }
  resource nested 'subnets' = { name: 'nested' }
}
resource unnamed 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: hub
  properties: { subnets: [{ name: 'first' }] }
}
resource child 'Microsoft.Network/virtualNetworks/subnets@2024-01-01' = {
  parent: vnet
  name: 'child'
}
resource slashed 'Microsoft.Network/virtualNetworks/subnets@2024-01-01' existing = {
  name: 'hub/slashed'
}
`;

/** What the text of an expression ends with, as far as that is known. */
function endingOf(expression: string): string | undefined {
  const file = parseBicep(`${source}output x string = ${expression}\n`);
  const value = evaluateTemplate({ uri: 'main.bicep', file }, undefined, () => undefined).output(
    'x',
  );
  return value?.kind === 'unknown' ? value.ending : undefined;
}

const networks = '/providers/Microsoft.Network/virtualNetworks';
const type = 'Microsoft.Network/virtualNetworks/subnets';

describe('the end of a text whose beginning is only known when it is deployed', () => {
  it.each([
    ['vnet.id', `${networks}/net-1`],
    ["'${vnet.id}/subnets/a'", `${networks}/net-1/subnets/a`],
    ['vnet.properties.subnets[0].id', `${networks}/net-1/subnets/first`],
    ['vnet::nested.id', `${networks}/net-1/subnets/nested`],
    ['child.id', `${networks}/net-1/subnets/child`],
    ['slashed.id', `${networks}/hub/subnets/slashed`],
    ['unnamed.properties.subnets[0].id', '/subnets/first'],
    [`resourceId('${type}', 'a', 'b')`, `${networks}/a/subnets/b`],
    [`resourceId('rg', '${type}', 'a', 'b')`, `${networks}/a/subnets/b`],
    [`resourceId('${type}', hub, 'b')`, '/subnets/b'],
    ["concat(hub, '/subnets/', prefix)", '/subnets/net'],
    ["format('{0}/subnets/{1}', vnet.id, 'b')", `${networks}/net-1/subnets/b`],
    ["uri(hub, 'nested/aks.json')", '/nested/aks.json'],
  ])('%s ends with %s', (expression, ending) => {
    expect(endingOf(expression)).toBe(ending);
  });

  it.each([
    'unnamed.id',
    'vnet.properties.subnets[1].id',
    `resourceId('${type}', 'a', hub)`,
    `resourceId('${type}', 'a')`,
    "'/subnets/${hub}'",
    "concat(['a'], hub)",
    "format('{{0}}{0}', hub)",
    "format(hub, 'b')",
    "uri(hub, '../aks.json')",
    'hub',
  ])('%s has none that is known', (expression) => {
    expect(endingOf(expression)).toBeUndefined();
  });
});
