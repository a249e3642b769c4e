import type { FactView } from '../../facts/facts';
import type { Place } from '../../facts/place';
import { isTemplateText, type Requirement } from '../../facts/subject';
import { workloadTitle } from '../../facts/workload-fact';
import type { PodSelection } from '../../policy/peers/pod-selection';
import { distinctPods, podsAtHand } from '../../policy/peers/pods-at-hand';
import { shortened } from '../../text/shortened';

const mostNamed = 3;

/**
 * Whom a policy is for, in one line: the workloads of the files at hand, or the labels. Undefined when a template
 * decides.
 */
export function subjectText(
  selection: PodSelection | undefined,
  from: Place,
  facts: FactView,
): string | undefined {
  if (selection === undefined || isTemplateText(from.namespace)) {
    return undefined;
  }
  const where =
    selection.namespaces === 'any'
      ? 'the cluster'
      : from.namespace === ''
        ? 'its namespace'
        : shortened(from.namespace, longestPart);
  const { requirements } = selection;
  const found = distinctPods(
    podsAtHand(selection, from, facts).filter(({ isMeant }) => isMeant !== 'unknown'),
  );
  const names = found.map(({ pods }) => shortened(workloadTitle(pods.fact), longestPart));
  const listed = [
    ...names.slice(0, mostNamed),
    ...(names.length > mostNamed ? [`${names.length - mostNamed} more`] : []),
  ];
  const here = listed.length === 0 ? 'none in these files' : `here ${listed.join(', ')}`;
  const whom =
    requirements.length === 0
      ? 'all pods'
      : `pods with ${requirements.map(requirementText).join(', ')}`;
  return `For ${whom} in ${where}: ${here}`;
}

/** Labels of a file may hold anything; a title has one line. */
function requirementText(requirement: Requirement): string {
  return shortened(written(requirement).replace(/\s+/g, ' '), longestPart);
}

const longestPart = 80;

function written({ key, operator, values }: Requirement): string {
  const [value, ...others] = values;
  switch (operator) {
    case 'In':
      return others.length === 0 ? `${key}=${value}` : `${key} in (${values.join(', ')})`;
    case 'NotIn':
      return `${key} not in (${values.join(', ')})`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `no ${key}`;
    default:
      return `${key} ${operator} ${values.join(', ')}`.trim();
  }
}
