import { describe, expect, it } from 'vitest';
import { objectsOf } from '../../../server/src/core/model/kinds';
import { suspiciousPatterns } from '../../../server/src/core/policy/http-patterns';
import { YamlDocument } from '../../../server/src/core/syntax/yaml/document';

function found(rule: string) {
  const [policy] = objectsOf(
    new YamlDocument(`apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: web}
spec:
  endpointSelector: {}
  ingress:
    - toPorts:
        - ports: [{port: "80", protocol: TCP}]
          rules:
            http:
              - ${rule}
`),
    'CiliumPolicy',
  );
  return policy && suspiciousPatterns(policy).map(({ is, meant }) => [is, meant]);
}

const path = (text: string) => found(`path: '${text}'`);
const method = (text: string) => found(`method: '${text}'`);

describe('paths of HTTP rules', () => {
  it.each([
    ['/api/*', 'glob', '/api/.*'],
    ['/*', 'glob', '/.*'],
    ['^/api/*$', 'glob', '^/api/.*$'],
    ['/a/*/b/*', 'glob', '/a/[^/]*/b/.*'],
    ['/users/{id}', 'parameter', '/users/[^/]+'],
    ['/users/:id/orders/:order', 'parameter', '/users/[^/]+/orders/[^/]+'],
    ['api/v1', 'no slash', '/api/v1'],
    ['/api/', 'prefix', '/api/.*'],
  ])('%s is taken for a %s', (text, is, meant) => {
    expect(path(text)).toEqual([[is, meant]]);
  });

  it.each([
    '/',
    '/api',
    '/api/.*',
    '/api/[^/]*',
    '/a\\/*',
    '/[/*]+',
    '/[]/*]+',
    '/v[0-9]{1,2}/',
    '/x{2}/y',
    '(/a|/b)/',
    '.*',
    '[a-z',
    '/?',
  ])('%s is left alone', (text) => {
    expect(path(text)).toEqual([]);
  });

  it('are not read when nobody can have meant them', () => {
    expect(path(`${'/a'.repeat(2_000)}/*`)).toEqual([]);
  });
});

describe('methods of HTTP rules', () => {
  it.each([
    ['get', 'GET'],
    ['Post', 'POST'],
    ['^get|HEAD$', '^GET|HEAD$'],
  ])('%s is written in capitals', (text, meant) => {
    expect(method(text)).toEqual([['lower case', meant]]);
  });

  it.each(['GET', 'GET|POST', '.*', '[a-z]+', 'purge', 'G.*'])('%s is left alone', (text) => {
    expect(method(text)).toEqual([]);
  });
});
