import type { Cycle } from '../../evaluation/cycles';
import type { TemplateCycle } from './aks-cluster';
import { pathBetween } from './template-files';

/** Each cycle once, with its members as people know them; files are named by their way from the file `uri`. */
export function templateCycles(cycles: readonly Cycle[], uri: string): readonly TemplateCycle[] {
  const found = new Map<string, TemplateCycle>();
  for (const { of, members, place } of cycles) {
    const names = of === 'names' ? members : members.map((member) => pathBetween(uri, member));
    // The same circle is met at any of its members.
    const key = [...names].sort().join(' ');
    if (!found.has(key)) {
      found.set(key, { of, members: names, place });
    }
  }
  return [...found.values()];
}
