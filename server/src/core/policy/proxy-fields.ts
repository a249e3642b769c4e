import type { CiliumPolicy, CiliumPortRule } from '../model/cilium-policy';
import { fieldOf } from '../model/traced';
import type { Range } from '../text/range';

/** A field of `toPorts` for the proxy of Cilium, beside its layer 7 rules. */
export interface ProxyField {
  readonly name: 'listener' | 'terminatingTLS' | 'originatingTLS' | 'serverNames';
  readonly at: Range;
}

/** The fields of a policy that hand connections to a listener, open their encryption or look at the names in it. */
export function proxyFields({ rules }: CiliumPolicy): readonly ProxyField[] {
  return rules
    .flatMap(({ sections }) => sections)
    .filter(({ isDeny }) => !isDeny)
    .flatMap(({ entries }) => entries)
    .flatMap(({ toPorts }) => toPorts)
    .flatMap(fieldsOf);
}

function fieldsOf(rule: CiliumPortRule): readonly ProxyField[] {
  const { listener, terminatingTls, originatingTls, serverNames } = rule;
  const names = serverNames.items.length > 0 ? fieldOf(rule.node, 'serverNames') : undefined;
  const fields = [
    ['listener', listener],
    ['terminatingTLS', terminatingTls],
    ['originatingTLS', originatingTls],
    ['serverNames', names],
  ] as const;
  return fields.flatMap(([name, field]) =>
    field === undefined ? [] : [{ name, at: field.keyRange }],
  );
}
