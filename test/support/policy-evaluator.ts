/**
 * What one policy lets through on AKS, worked out from the documented meaning of its fields alone. It shares nothing with
 * the program: policies are the plain values that a YAML parser gives.
 */

export interface TestPod {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Names of ports, such as `{TCP: {http: 8080}}`. */
  readonly portNames: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** The other end of a connection. */
export type TestPeer =
  | { readonly is: 'pod'; readonly pod: TestPod }
  | { readonly is: 'own node' }
  | { readonly is: 'other node' }
  | { readonly is: 'API server'; readonly address: string }
  | { readonly is: 'outside'; readonly address: string };

export interface Flow {
  readonly subject: TestPod;
  readonly direction: 'ingress' | 'egress';
  readonly peer: TestPeer;
  readonly protocol: 'TCP' | 'UDP' | 'ICMP';
  readonly port: number;
}

export interface TestCluster {
  readonly namespaces: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly pods: readonly TestPod[];
}

export type Verdict = 'not concerned' | 'allowed' | 'denied';

type Json = Record<string, unknown>;
const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : []);
const mapOf = (value: unknown): Json => (value ?? {}) as Json;

/** What a NetworkPolicy or a CiliumNetworkPolicy says of a connection. Throws for a policy that is not valid. */
export function verdictOf(policy: unknown, flow: Flow, cluster: TestCluster): Verdict {
  const { kind, spec } = policy as { kind: string; spec: Json };
  if (flow.subject.namespace !== namespaceOf(policy)) {
    return 'not concerned';
  }
  return kind === 'NetworkPolicy'
    ? kubernetesVerdict(spec, flow, cluster)
    : ciliumVerdict(spec, flow, cluster);
}

function namespaceOf(policy: unknown): string {
  const { metadata } = policy as { metadata?: { namespace?: string } };
  return metadata?.namespace ?? 'default';
}

function kubernetesVerdict(spec: Json, flow: Flow, cluster: TestCluster): Verdict {
  const { direction, subject, peer } = flow;
  if (!selects(spec.podSelector, subject.labels)) {
    return 'not concerned';
  }
  const types = listOf(spec.policyTypes) as unknown as readonly string[];
  const rules = listOf(spec[direction]);
  const isListed =
    types.length === 0
      ? direction === 'ingress'
      : types.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
  // Cilium enforces a section with rules even when its direction is not listed.
  if (!isListed && rules.length === 0) {
    return 'not concerned';
  }
  // The node of a pod may always connect to it.
  if (direction === 'ingress' && peer.is === 'own node') {
    return 'allowed';
  }
  const key = direction === 'ingress' ? 'from' : 'to';
  const isAllowed = rules.some((rule) => {
    const peers = listOf(rule?.[key]);
    const ports = listOf(rule?.ports);
    return (
      (peers.length === 0 || peers.some((each) => kubernetesPeer(each, flow, cluster))) &&
      (ports.length === 0 || ports.some((port) => portMatches(port, 'TCP', flow)))
    );
  });
  return isAllowed ? 'allowed' : 'denied';
}

function kubernetesPeer(peer: Json, { peer: other, subject }: Flow, cluster: TestCluster): boolean {
  if (peer.ipBlock !== undefined) {
    const { cidr, except } = mapOf(peer.ipBlock);
    return matchesRange(other, String(cidr), listOf(except) as unknown as readonly string[]);
  }
  if (other.is !== 'pod') {
    return false;
  }
  const { namespace, labels } = other.pod;
  const isInNamespace =
    peer.namespaceSelector === undefined || peer.namespaceSelector === null
      ? namespace === subject.namespace
      : selects(peer.namespaceSelector, cluster.namespaces[namespace] ?? {});
  return isInNamespace && selects(peer.podSelector, labels);
}

const members = ['Endpoints', 'CIDR', 'CIDRSet', 'Entities'] as const;

function ciliumVerdict(spec: Json, flow: Flow, cluster: TestCluster): Verdict {
  const { direction, subject, peer } = flow;
  const sections = ['ingress', 'egress', 'ingressDeny', 'egressDeny'];
  if (!sections.some((name) => listOf(spec[name]).length > 0)) {
    throw new Error('A Cilium policy without any rule is invalid.');
  }
  if (!selects(spec.endpointSelector, subject.labels)) {
    return 'not concerned';
  }
  const entries = listOf(spec[direction]);
  const isOpen = mapOf(spec.enableDefaultDeny)[direction];
  if (isOpen === false || (isOpen === undefined && entries.length === 0)) {
    return 'not concerned';
  }
  if (direction === 'ingress' && peer.is === 'own node') {
    return 'allowed';
  }
  const prefix = direction === 'ingress' ? 'from' : 'to';
  return entries.some((entry) => ciliumEntry(entry ?? {}, prefix, flow, cluster))
    ? 'allowed'
    : 'denied';
}

function ciliumEntry(entry: Json, prefix: string, flow: Flow, cluster: TestCluster): boolean {
  const known = [...members.map((name) => prefix + name), 'toPorts'];
  const written = members.filter((name) => entry[prefix + name] !== undefined);
  if (written.length > 1 || Object.keys(entry).some((key) => !known.includes(key))) {
    throw new Error(`Not a valid entry: ${JSON.stringify(entry)}`);
  }
  const [member] = written;
  const ports = listOf(entry.toPorts);
  // A rule without anything in it selects nobody; one with ports only is for everybody.
  if (member === undefined && ports.length === 0) {
    return false;
  }
  const isPeer =
    member === undefined ||
    listOf(entry[prefix + member]).some((item) => ciliumPeer(member, item, flow, cluster));
  return (
    isPeer &&
    (ports.length === 0 ||
      ports.some(({ ports: list }) => {
        if (listOf(list).length > 40) {
          throw new Error('More than 40 ports.');
        }
        return listOf(list).some((port) => portMatches(port, 'ANY', flow));
      }))
  );
}

function ciliumPeer(
  member: (typeof members)[number],
  item: unknown,
  { peer, subject }: Flow,
  cluster: TestCluster,
): boolean {
  switch (member) {
    case 'Entities':
      return entityMatches(String(item), peer);
    case 'CIDR':
      return matchesRange(peer, String(item), []);
    case 'CIDRSet': {
      const { cidr, except } = mapOf(item);
      return matchesRange(peer, String(cidr), listOf(except) as unknown as readonly string[]);
    }
    case 'Endpoints':
      return peer.is === 'pod' && endpointMatches(mapOf(item), peer.pod, subject, cluster);
  }
}

function entityMatches(name: string, { is }: TestPeer): boolean {
  switch (name) {
    case 'all':
      return true;
    case 'world':
      return is === 'outside' || is === 'API server';
    case 'cluster':
      return is === 'pod' || is === 'own node' || is === 'other node';
    case 'host':
      return is === 'own node';
    case 'remote-node':
      return is === 'other node';
    case 'kube-apiserver':
      return is === 'API server';
    case 'none':
      return false;
    default:
      throw new Error(`What is the entity ${name}?`);
  }
}

const ofNamespace = 'io.kubernetes.pod.namespace';
const ofNamespaceLabels = 'io.cilium.k8s.namespace.labels.';

function endpointMatches(
  selector: Json,
  pod: TestPod,
  subject: TestPod,
  cluster: TestCluster,
): boolean {
  const labels = new Map(Object.entries(pod.labels));
  labels.set(ofNamespace, pod.namespace);
  for (const [key, value] of Object.entries(cluster.namespaces[pod.namespace] ?? {})) {
    labels.set(ofNamespaceLabels + key, value);
  }
  const plain = (key: string) => key.replace(/^(?:k8s|any):/, '');
  const matchLabels = Object.entries(mapOf(selector.matchLabels)).map(
    ([key, value]) => [plain(key), String(value)] as const,
  );
  const expressions = listOf(selector.matchExpressions).map((each) => ({
    ...each,
    key: plain(String(each.key)),
  }));
  const keys = [...matchLabels.map(([key]) => key), ...expressions.map(({ key }) => key)];
  const namesNamespace = keys.some(
    (key) => key === ofNamespace || key.startsWith(ofNamespaceLabels),
  );
  return (
    (namesNamespace || pod.namespace === subject.namespace) &&
    selects(
      { matchLabels: Object.fromEntries(matchLabels), matchExpressions: expressions },
      Object.fromEntries(labels),
    )
  );
}

function selects(selector: unknown, labels: Readonly<Record<string, string>>): boolean {
  const { matchLabels, matchExpressions } = mapOf(selector);
  return (
    Object.entries(mapOf(matchLabels)).every(([key, value]) => labels[key] === String(value)) &&
    listOf(matchExpressions).every(({ key, operator, values }) => {
      const value = labels[String(key)];
      const isAmong = listOf(values).some((each) => String(each) === value);
      switch (operator) {
        case 'In':
          return value !== undefined && isAmong;
        case 'NotIn':
          return value === undefined || !isAmong;
        case 'Exists':
          return value !== undefined;
        case 'DoesNotExist':
          return value === undefined;
        default:
          throw new Error(`What is the operator ${String(operator)}?`);
      }
    })
  );
}

/** Ranges never match pods and nodes, whatever their addresses. */
function matchesRange(peer: TestPeer, cidr: string, except: readonly string[]): boolean {
  if (peer.is !== 'outside' && peer.is !== 'API server') {
    return false;
  }
  return isIn(peer.address, cidr) && !except.some((hole) => isIn(peer.address, hole));
}

function isIn(address: string, cidr: string): boolean {
  const [network = '', length = ''] = cidr.split('/');
  const isSix = network.includes(':');
  if (isSix !== address.includes(':')) {
    return false;
  }
  const bits = isSix ? 128 : 32;
  const shift = BigInt(bits - Number(length));
  return numberOf(network) >> shift === numberOf(address) >> shift;
}

function numberOf(address: string): bigint {
  if (!address.includes(':')) {
    return address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  }
  const [head = '', tail = ''] = address.split('::');
  const groups = (text: string) => text.split(':').filter((group) => group !== '');
  const missing = 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array(missing).fill('0'), ...groups(tail)];
  return all.reduce((sum: bigint, group: string) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

function portMatches(port: Json, byDefault: 'TCP' | 'ANY', flow: Flow): boolean {
  const protocol = String(port.protocol ?? byDefault);
  if (protocol !== flow.protocol && !(protocol === 'ANY' && flow.protocol !== 'ICMP')) {
    return false;
  }
  const isCilium = byDefault === 'ANY';
  if (isCilium && typeof port.port !== 'string') {
    throw new Error('The ports of Cilium are texts.');
  }
  if (port.port === undefined || (isCilium && port.port === '0')) {
    return true;
  }
  const number = /^\d+$/.test(String(port.port))
    ? Number(port.port)
    : named(String(port.port), flow);
  const end = typeof port.endPort === 'number' ? port.endPort : number;
  return number !== undefined && end !== undefined && number <= flow.port && flow.port <= end;
}

/** A name is that of a port of whoever is connected to. */
function named(name: string, { direction, subject, peer, protocol }: Flow): number | undefined {
  const server = direction === 'ingress' ? subject : peer.is === 'pod' ? peer.pod : undefined;
  return server?.portNames[protocol]?.[name];
}

/** Every connection that a policy can tell from another, in a cluster. */
export function flowsOf(cluster: TestCluster, ports: readonly number[]): readonly Flow[] {
  const peers: readonly TestPeer[] = [
    ...cluster.pods.map((pod): TestPeer => ({ is: 'pod', pod })),
    { is: 'own node' },
    { is: 'other node' },
    { is: 'API server', address: '20.1.2.3' },
    ...['8.8.8.8', '10.1.2.3', '10.2.0.9', '192.168.7.1', '2001:db8::5'].map(
      (address): TestPeer => ({ is: 'outside', address }),
    ),
  ];
  const ends = (['ingress', 'egress'] as const).flatMap((direction) =>
    cluster.pods.flatMap((subject) => peers.map((peer) => ({ direction, subject, peer }))),
  );
  return ends.flatMap((each) => [
    ...(['TCP', 'UDP'] as const).flatMap((protocol) =>
      ports.map((port): Flow => ({ ...each, protocol, port })),
    ),
    { ...each, protocol: 'ICMP', port: 0 },
  ]);
}
