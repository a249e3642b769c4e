import type { CiliumEntry, CiliumPortRule } from '../model/cilium-policy';
import type { PlainValue } from '../model/edits';
import { known } from '../model/traced';

/** The ports of an entry as another entry can have them, nothing for every port; or why they cannot be told. */
export function samePorts(
  entry: CiliumEntry,
):
  | { readonly value: { readonly [name: string]: PlainValue } }
  | { readonly disabledReason: string } {
  if (entry.icmps !== undefined) {
    return { disabledReason: 'This rule is for ICMP; write the other one by hand.' };
  }
  if (entry.toPortsList.state === 'absent') {
    return { value: {} };
  }
  const items = entry.toPorts.map(portsOf);
  const isKnown = known(entry.toPortsList)?.open === false && !items.includes(undefined);
  return isKnown
    ? { value: { toPorts: items.filter((item) => item !== undefined) } }
    : { disabledReason: 'The ports of this rule are not plain numbers; write it by hand.' };
}

/** Undefined where a template or layer 7 rules have a part in it: those hold for their own peers only. */
function portsOf({ ports, isComplete, rules, ...rest }: CiliumPortRule): PlainValue | undefined {
  const isMore = [rules, rest.terminatingTls, rest.originatingTls, rest.listener].some(
    (field) => field !== undefined,
  );
  const items = ports.map(({ port, endPort, protocol }): PlainValue | undefined => {
    const isUnknown = [endPort, protocol].some(
      ({ state }) => state !== 'known' && state !== 'absent',
    );
    const text = known(port);
    const end = known(endPort);
    const written = known(protocol);
    return text === undefined || isUnknown
      ? undefined
      : {
          port: text,
          ...(end === undefined ? {} : { endPort: end }),
          ...(written === undefined ? {} : { protocol: written }),
        };
  });
  return isMore || !isComplete || items.includes(undefined)
    ? undefined
    : { ports: items.filter((item) => item !== undefined) };
}
