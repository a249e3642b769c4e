import { isLabelKey } from '../label-syntax';

/**
 * Whether Cilium takes a key of a selector. It puts the source in front, `any` where none is written, and holds the
 * whole against the rules of Kubernetes (cilium `pkg/labels`, GetExtendedKeyFrom). So a key may be what no label of a
 * pod can be, and a name of more than 59 letters is one too long.
 *
 * @param source what the selector is about, where its keys have no source of their own
 */
export function isCiliumLabelKey(key: string, source?: 'cidrgroup'): boolean {
  return isLabelKey(source === undefined ? extended(key) : `${source}.${key}`);
}

function extended(key: string): string {
  const [source, rest] = sourceOf(key);
  return `${source === '' ? 'any' : source}.${rest.split('=', 1)[0] ?? ''}`;
}

const reserved = 'reserved.';

function sourceOf(key: string): readonly [source: string, rest: string] {
  if (key.startsWith('$')) {
    return ['reserved', key.slice(1)];
  }
  const colon = key.indexOf(':');
  if (colon >= 0) {
    return [key.slice(0, colon), key.slice(colon + 1)];
  }
  return key.startsWith(reserved) ? ['reserved', key.slice(reserved.length)] : ['', key];
}
