import type { CiliumEntry, CiliumPortRule } from '../../model/cilium-policy';
import type { CiliumPort } from '../../model/cilium-ports';
import { fieldOf, known } from '../../model/traced';
import { type Draft, type DraftEntry, draftOf } from '../../syntax/yaml/draft';
import { isNull, type YamlNode } from '../../syntax/yaml/tree';
import { isPortName } from '../label-syntax';
import { lastPort } from '../ports/ports';
import type { Refusals } from './readable';
import { placeOfField } from './written';

const invalidPorts = 'The ports of this policy are not valid; correct them first.';

/**
 * The items of `ports` for the `toPorts` of an entry: none for every port. An item without a protocol becomes one for TCP
 * and one for UDP; the third protocol, SCTP, is switched off on AKS.
 */
export function portsOfEntry(entry: CiliumEntry, refusals: Refusals): readonly Draft[] {
  const { toPortsList, toPorts } = entry;
  if (toPortsList.state === 'invalid') {
    refusals.refuse(invalidPorts);
  }
  return toPorts.flatMap((item) => portsOfItem(item, refusals));
}

function portsOfItem(item: CiliumPortRule, refusals: Refusals): readonly Draft[] {
  const { node, ports } = item;
  for (const { name, value } of node.kind === 'map' ? node.entries : []) {
    if (name !== 'ports' && !isNull(value)) {
      refusals.refuse('A NetworkPolicy covers ports and protocols, not the requests on them.');
    }
  }
  if (ports.length === 0) {
    refusals.refuse(invalidPorts);
  }
  return ports.flatMap((port) => portDrafts(port, refusals));
}

const bothProtocols = ['TCP', 'UDP'] as const;

function portDrafts(written: CiliumPort, refusals: Refusals): readonly Draft[] {
  const { node } = written;
  const isKnown =
    node.kind === 'map' &&
    node.entries.every(({ name }) => ['port', 'endPort', 'protocol'].includes(name ?? ''));
  const port = readPort(written);
  const protocol = written.protocol.state === 'absent' ? 'ANY' : known(written.protocol);
  const end = written.endPort.state === 'absent' ? 0 : known(written.endPort);
  if (!isKnown || port === undefined || protocol === undefined || end === undefined) {
    refusals.refuse(invalidPorts);
    return [];
  }
  if (end > 0 && (typeof port !== 'number' || port === 0 || end < port || end > lastPort)) {
    refusals.refuse(invalidPorts);
  }
  if (protocol === 'ANY') {
    if (port === 0) {
      refusals.refuse('A port in a NetworkPolicy cannot mean "every port of every protocol".');
    }
    return bothProtocols.map((each, index) =>
      draft(port, end, each, index === 0 ? node : undefined),
    );
  }
  if (!['TCP', 'UDP', 'SCTP'].includes(protocol)) {
    refusals.refuse('A NetworkPolicy knows only the protocols TCP, UDP and SCTP.');
  }
  return [draft(port, end, protocol, node)];
}

/** 0 stands for every port of the protocol. */
function readPort({ port, node }: CiliumPort): number | string | undefined {
  const text = known(port);
  const written = fieldOf(node, 'port')?.node;
  if (text === undefined || (written?.kind === 'scalar' && typeof written.value !== 'string')) {
    return undefined;
  }
  if (/^\d+$/.test(text)) {
    const number = Number(text);
    return number <= lastPort ? number : undefined;
  }
  return isPortName(text) ? text : undefined;
}

function draft(
  port: number | string,
  end: number,
  protocol: string,
  node: YamlNode | undefined,
): Draft {
  const from = (name: string) => placeOfField(node, name);
  const entries: DraftEntry[] = [
    ...(port === 0 ? [] : [{ key: 'port', value: draftOf(port), ...from('port') }]),
    ...(end > 0 ? [{ key: 'endPort', value: draftOf(end), ...from('endPort') }] : []),
    { key: 'protocol', value: draftOf(protocol), ...from('protocol') },
  ];
  return { is: 'map', entries, ...(node === undefined ? {} : { from: node }) };
}
