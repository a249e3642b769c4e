import { conditionSpan } from '../../knowledge/policy-validity';
import { ciliumProtocols } from '../../knowledge/policy-vocabulary';
import type { CiliumPolicy } from '../../model/cilium-policy';
import { fieldOf, known, stringOf } from '../../model/traced';
import { type MinorVerdict, overSpan } from '../../profile/cilium-minors';
import type { ClusterProfile } from '../../profile/profile';
import { isNull } from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';
import { shortened } from '../../text/shortened';
import { inEveryVersion, notEnforced, refused } from './cilium-consequence';
import { beginningOf } from './cilium-entries';
import { ciliumPortRules, type PlacedPortRule } from './cilium-port-rules';
import { readPortText } from './cilium-port-text';
import { isToBeFilledIn } from './invalid-part';

export type PortProblem =
  | 'missing'
  | 'name'
  | 'number'
  | 'ofProtocol'
  | 'range'
  | 'text'
  | 'wrongType';

type Port = PlacedPortRule['portRule']['ports'][number];

/** What is wrong with the `port` of an item of `ports`. */
export interface InvalidPort {
  readonly problem: PortProblem;
  readonly at: Range;
  readonly verdict: MinorVerdict;
  readonly data: Readonly<Record<string, string>>;
  /** The text that makes it right, to be put in quotes. */
  readonly quoted?: string;
}

/** The ports of a policy that make it invalid, in the order they are written. */
export function invalidPorts(
  policy: CiliumPolicy,
  profile: ClusterProfile,
): readonly InvalidPort[] {
  return ciliumPortRules(policy).flatMap(({ portRule }) =>
    portRule.ports.flatMap((port) => invalidPort(port, profile) ?? []),
  );
}

function invalidPort(port: Port, profile: ClusterProfile): InvalidPort | undefined {
  const { node } = port;
  const field = fieldOf(node, 'port');
  if (node.kind !== 'map' || field?.node.kind === 'unknown') {
    return undefined;
  }
  if (field === undefined || isNull(field.node)) {
    // A protocol that Cilium does not know is refused anyway, and may be one without ports.
    return node.open || isForeignProtocol(port, profile)
      ? undefined
      : missing(field?.keyRange ?? beginningOf(node), profile);
  }
  const text = stringOf(field.node);
  return text === undefined
    ? notText(field.node)
    : (ofProtocol(port, text, profile) ?? textProblem(text, field.node.range));
}

function isForeignProtocol({ protocol }: Port, profile: ClusterProfile): boolean {
  const written = known(protocol);
  const entry = ciliumProtocols.find(({ name }) => name === written);
  return (
    written !== undefined &&
    (entry === undefined ||
      (entry.cilium !== undefined && overSpan(profile, entry.cilium).answer === 'no'))
  );
}

/** The schema stopped to ask for the port when protocols without ports came; Cilium goes on asking. */
function missing(at: Range, profile: ClusterProfile): InvalidPort {
  const bySchema = overSpan(profile, conditionSpan('port-in-schema'));
  const consequence =
    bySchema.answer === 'yes'
      ? refused(bySchema)
      : bySchema.answer === 'no'
        ? notEnforced(inEveryVersion)
        : `${refused(bySchema)}, and not enforced later`;
  return { problem: 'missing', at, verdict: inEveryVersion, data: { consequence } };
}

type FieldNode = NonNullable<ReturnType<typeof fieldOf>>['node'];

function notText(node: FieldNode): InvalidPort {
  const consequence = refused(inEveryVersion);
  const value = node.kind === 'scalar' ? node.value : undefined;
  const read = typeof value === 'number' ? readPortText(String(value)) : undefined;
  const isPort = read?.is === 'number';
  return {
    problem: typeof value === 'number' ? 'number' : 'wrongType',
    at: node.range,
    verdict: inEveryVersion,
    data: { consequence, value: String(value) },
    ...(isPort ? { quoted: String(value) } : {}),
  };
}

function ofProtocol(port: Port, text: string, profile: ClusterProfile): InvalidPort | undefined {
  const protocol = known(port.protocol) ?? '';
  const span = conditionSpan('port-of-ip-protocol');
  const hasNoPorts = ciliumProtocols.some(
    ({ name, cilium }) => name === protocol && cilium !== undefined,
  );
  const verdict = overSpan(profile, span);
  const read = readPortText(text);
  if (!hasNoPorts || verdict.answer === 'no' || read.is === 'name' || text === '0') {
    return undefined;
  }
  const data = { consequence: notEnforced(verdict), protocol };
  return { problem: 'ofProtocol', at: beginningOf(port.node), verdict, data };
}

function textProblem(text: string, at: Range): InvalidPort | undefined {
  const read = readPortText(text);
  if (read.is === 'number' || read.is === 'name' || isToBeFilledIn(text)) {
    return undefined;
  }
  const verdict = inEveryVersion;
  const consequence = read.is === 'refused' ? refused(verdict) : notEnforced(verdict);
  const data = { consequence, value: shortened(text) };
  if (/^[1-9]\d*$/.test(text)) {
    return { problem: 'range', at, verdict, data };
  }
  const isLike = /^[a-zA-Z\d-]+$/.test(text) && /[a-zA-Z]/.test(text);
  return { problem: isLike ? 'name' : 'text', at, verdict, data };
}
