import { unknownId } from '../unresolved';
import {
  entryOf,
  type ObjectEntry,
  type ObjectValue,
  type Place,
  type StaticValue,
  type UnknownValue,
} from '../value';

/**
 * A resource used as a value: its declared properties; the rest is known when it is deployed. Of its id the end is known,
 * as far as names are. `outer` is the resource around it.
 */
export function resourceSymbol(
  body: StaticValue,
  type: string,
  outer: StaticValue | undefined,
  place: Place,
): StaticValue {
  if (body.kind !== 'object') {
    return opened(body);
  }
  const id = idOf(body, type, outer, place);
  const { entries } = isNetwork.test(type) ? withSubnetIds(body, id) : body;
  return opened({ ...body, entries: [...entries, { name: 'id', key: place, value: id }] });
}

const isNetwork = /^Microsoft\.Network\/virtualNetworks$/i;

function idOf(
  body: ObjectValue,
  type: string,
  outer: StaticValue | undefined,
  place: Place,
): UnknownValue {
  const reason = 'the id of a resource';
  const names = textIn(body, 'name')?.split('/') ?? [];
  const parent = outer ?? entryOf(body, 'parent')?.value;
  const parentId = parent?.kind === 'object' ? entryOf(parent, 'id')?.value : undefined;
  const [, ...types] = type.split('/');
  const id = unknownId(place, reason, type, [
    ...Array.from<undefined>({ length: Math.max(0, types.length - names.length) }),
    ...names,
  ]);
  return parentId?.kind === 'unknown' && parentId.ending !== undefined && names.length === 1
    ? { ...id, ending: `${parentId.ending}/${types.at(-1)}/${names[0]}` }
    : id;
}

/** `network.properties.subnets[0].id`. */
function withSubnetIds(network: ObjectValue, { ending }: UnknownValue): ObjectValue {
  return inside(network, 'properties', (properties) =>
    inside(properties, 'subnets', (subnets) =>
      subnets.kind !== 'list'
        ? subnets
        : { ...subnets, items: subnets.items.map((subnet) => withId(subnet, ending)) },
    ),
  ) as ObjectValue;
}

function withId(subnet: StaticValue, network: string | undefined): StaticValue {
  const name = subnet.kind === 'object' ? textIn(subnet, 'name') : undefined;
  if (subnet.kind !== 'object' || name === undefined) {
    return subnet;
  }
  const value: UnknownValue = {
    kind: 'unknown',
    reason: 'the id of a resource',
    isSet: true,
    ending: `${network ?? ''}/subnets/${name}`,
    place: subnet.place,
  };
  return { ...subnet, entries: [...subnet.entries, { name: 'id', key: subnet.place, value }] };
}

function inside(
  value: StaticValue,
  name: string,
  change: (value: StaticValue) => StaticValue,
): StaticValue {
  return value.kind !== 'object'
    ? value
    : {
        ...value,
        entries: value.entries.map(
          (entry): ObjectEntry =>
            entry.name.toLowerCase() === name ? { ...entry, value: change(entry.value) } : entry,
        ),
      };
}

function textIn(object: ObjectValue, name: string): string | undefined {
  const value = entryOf(object, name)?.value;
  return value?.kind === 'text' ? value.value : undefined;
}

/** Azure fills in what a resource leaves out. */
function opened(value: StaticValue): StaticValue {
  switch (value.kind) {
    case 'object':
      return {
        ...value,
        isComplete: false,
        entries: value.entries.map((entry) => ({ ...entry, value: opened(entry.value) })),
      };
    case 'list':
      return { ...value, items: value.items.map(opened) };
    default:
      return value;
  }
}
