import { describe, expect, it } from 'vitest';
import {
  listsDirection,
  type NetworkPolicy,
  type PolicySection,
  sectionsOf,
} from '../../../server/src/core/model/network-policy';
import { read, readOne, say } from './objects';

const header = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n';
const policy = (rest: string) => readOne('NetworkPolicy', `${header}${rest}`);

const types = ({ policyTypes }: NetworkPolicy) =>
  policyTypes.state === 'known' ? policyTypes.value.map(say) : policyTypes.state;

/** Each rule of a section: its peers and its ports. */
const rules = (section: PolicySection) =>
  section.rules.map(({ peers, ports, isForEveryPeer, isForEveryPort }) => ({
    peers: isForEveryPeer
      ? 'every'
      : peers.map(({ ipBlock, podSelector, namespaceSelector }) =>
          ipBlock === undefined
            ? `${podSelector.state} ${namespaceSelector.state}`
            : [ipBlock.cidr, ...ipBlock.except].map(say),
        ),
    ports: isForEveryPort
      ? 'every'
      : ports.map(({ protocol, port, endPort }) => [protocol, port, endPort].map(say)),
  }));

describe('a NetworkPolicy', () => {
  it('is read as it is written', () => {
    const read = policy(`
spec:
  podSelector: {matchLabels: {app: a}}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}
        - podSelector: {}
        - namespaceSelector: {matchLabels: {a: b}}
          podSelector: {}
      ports:
        - {protocol: UDP, port: 53, endPort: 60}
        - port: http
  egress:
    - {}
    -
`);
    expect(read.podSelector.state).toBe('known');
    expect(types(read)).toEqual(['Ingress', 'Egress']);
    expect(rules(read.ingress)).toEqual([
      {
        peers: [['10.0.0.0/8', '10.1.0.0/16'], 'known absent', 'known known'],
        ports: [
          ['UDP', 53, 60],
          ['<absent>', 'http', '<absent>'],
        ],
      },
    ]);
    expect(rules(read.egress)).toEqual([
      { peers: 'every', ports: 'every' },
      { peers: 'every', ports: 'every' },
    ]);
    expect(sectionsOf(read).map(({ direction, isComplete }) => [direction, isComplete])).toEqual([
      ['ingress', true],
      ['egress', true],
    ]);
  });

  it('may be KYAML or JSON', () => {
    const kyaml = `---\n{\n  apiVersion: "networking.k8s.io/v1",\n  kind: "NetworkPolicy",\n  spec: {\n    egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0", }, }], }],\n  },\n}\n`;
    expect(rules(readOne('NetworkPolicy', kyaml).egress)).toEqual([
      { peers: [['0.0.0.0/0']], ports: 'every' },
    ]);
    const json =
      '{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","spec":{"ingress":[{"from":[]}]}}';
    expect(rules(readOne('NetworkPolicy', json).ingress)).toEqual([
      { peers: 'every', ports: 'every' },
    ]);
  });

  it('may be in a List', () => {
    const item = '{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, spec: {ingress: []}}';
    expect(
      read('NetworkPolicy', `apiVersion: v1\nkind: List\nitems: [${item}, ${item}]\n`),
    ).toHaveLength(2);
  });

  it('takes what merge keys and aliases bring, and marks it as shared', () => {
    const read = policy(`
x-peers: &peers [{ipBlock: {cidr: 10.0.0.0/8}}]
x-rule: &rule {ports: [{port: 80}]}
spec:
  ingress:
    - <<: *rule
      from: *peers
`);
    expect(rules(read.ingress)).toEqual([
      { peers: [['10.0.0.0/8']], ports: [['<absent>', 80, '<absent>']] },
    ]);
    const list = read.ingress.rules[0]?.peersList;
    expect(list?.state === 'known' && list.value.shared).toBe(true);
  });

  it('does not know what a template writes', () => {
    const read = policy(`
spec:
  podSelector: {{- include "s" . | nindent 4 }}
  policyTypes:
    - Ingress
    {{- if .egress }}
    {{- toYaml .types | nindent 4 }}
    {{- end }}
  ingress:
    - from:
        - ipBlock:
            cidr: {{ .cidr }}
            except: {{ toYaml .except | nindent 14 }}
      {{- with .ports }}
      ports: {{ toYaml . | nindent 8 }}
      {{- end }}
    {{- toYaml .extra | nindent 4 }}
  egress: {{ toYaml .egress | nindent 4 }}
`);
    expect(read.podSelector.state).toBe('unknown');
    expect(types(read)).toBe('unknown');
    expect(rules(read.ingress)).toEqual([{ peers: [['<unknown>']], ports: [] }]);
    expect(read.ingress.rules[0]?.isForEveryPort).toBe(false);
    expect(read.ingress.rules[0]?.peers[0]?.ipBlock?.isComplete).toBe(false);
    expect(sectionsOf(read).map(({ isComplete, list }) => [isComplete, list.state])).toEqual([
      [false, 'known'],
      [false, 'unknown'],
    ]);
  });

  it('is unknown altogether when a template writes its spec', () => {
    const read = policy('spec: {{ toYaml .spec | nindent 2 }}\n');
    expect(
      [read.podSelector, read.policyTypes, read.ingress.list, read.egress.list].map(
        ({ state }) => state,
      ),
    ).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
    expect(listsDirection(read, 'egress')).toBe('unknown');
  });

  it('may be a patch that says nothing but a part', () => {
    const read = policy('metadata: {name: a}\nspec: {$patch: delete}\n');
    expect(
      [read.podSelector, read.policyTypes, read.ingress.list].map(({ state }) => state),
    ).toEqual(['absent', 'absent', 'absent']);
    expect(policy('').spec).toBeUndefined();
  });

  it('may be wrong', () => {
    const read = policy(
      'spec:\n  podSelector: a\n  policyTypes: Ingress\n  ingress: {from: []}\n  egress: [a, {to: 1, ports: [{port: 1.5, endPort: x}]}]\n',
    );
    expect(
      [read.podSelector, read.policyTypes, read.ingress.list].map(({ state }) => state),
    ).toEqual(['invalid', 'invalid', 'invalid']);
    expect(rules(read.egress)).toEqual([
      { peers: [], ports: 'every' },
      { peers: [], ports: [['<absent>', '<invalid>', '<invalid>']] },
    ]);
  });
});

describe('the kinds that are called so', () => {
  it.each([
    ['projectcalico.org/v3', 'spec: {selector: all()}', 0],
    ['crd.projectcalico.org/v1', 'spec: {podSelector: {}}', 0],
    ['networking.k8s.io/v1', 'spec: {}', 1],
    ['networking.k8s.io/v1beta1', 'spec: {}', 1],
    ['{{ .x }}', 'spec: {podSelector: {}}', 1],
    ['{{ .x }}', 'spec: {selector: all(), types: [Ingress]}', 0],
    ['{{ .x }}', 'spec: {order: 1}', 0],
  ])('%s with %s: %i', (apiVersion, spec, count) => {
    expect(
      read('NetworkPolicy', `apiVersion: ${apiVersion}\nkind: NetworkPolicy\n${spec}\n`),
    ).toHaveLength(count);
  });
});

describe('whether a direction is policed', () => {
  it.each([
    ['spec: {policyTypes: [Ingress]}', 'yes', 'no'],
    ['spec: {policyTypes: [Egress]}', 'no', 'yes'],
    ['spec: {}', 'yes', 'no'],
    ['spec: {policyTypes: []}', 'yes', 'no'],
    ['spec: {egress: [{}]}', 'yes', 'yes'],
    ['spec: {egress: []}', 'yes', 'no'],
    ['spec: {policyTypes: ["{{ .x }}"]}', 'unknown', 'unknown'],
    ['spec:\n  policyTypes: [Ingress, "{{ .x }}"]', 'yes', 'unknown'],
  ])('%s', (spec, ingress, egress) => {
    expect(listsDirection(policy(`${spec}\n`), 'ingress')).toBe(ingress);
    expect(listsDirection(policy(`${spec}\n`), 'egress')).toBe(egress);
  });
});
