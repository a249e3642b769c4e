import type { Check } from './checks-objects';
import type { Fields, Value } from './policy';

/** How far the other policy is away in the list: near ones look at the same thing. */
const distance = 17;

/**
 * Two policies in one: the rules of both as `specs`, or the lists of both as one `spec`. Every first policy of a check
 * meets another.
 */
export function combinations(checks: readonly Check[]): readonly (readonly [string, Value])[] {
  const firsts = checks.flatMap(([name, policy]) =>
    isPolicyOfPods(policy) ? [{ name, policy }] : [],
  );
  return firsts.map((one, index): readonly [string, Value] => {
    const other = firsts[(index + distance) % firsts.length] ?? one;
    const name = `${one.name}+${other.name}`;
    return index % 2 === 0
      ? [`${name}/specs`, asSpecs(one.policy, other.policy)]
      : [`${name}/lists`, asLists(one.policy, other.policy)];
  });
}

function isPolicyOfPods(policy: Value | undefined): policy is Fields {
  return isFields(policy) && isFields(policy.spec) && isFields(policy.metadata);
}

function isFields(value: Value | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asSpecs(a: Fields, b: Fields): Value {
  const { spec, ...rest } = a;
  return { ...rest, specs: [spec ?? null, b.spec ?? null] };
}

function asLists(a: Fields, b: Fields): Value {
  const [first, second] = [a.spec, b.spec];
  if (!isFields(first) || !isFields(second)) {
    return a;
  }
  const both: Record<string, Value> = { ...second, ...first };
  for (const name of ['ingress', 'egress', 'ingressDeny', 'egressDeny']) {
    const [left, right] = [first[name], second[name]];
    if (Array.isArray(left) && Array.isArray(right)) {
      both[name] = [...left, ...right];
    }
  }
  return { ...a, spec: both };
}
