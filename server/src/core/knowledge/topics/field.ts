import {
  type FieldOutcome,
  type PolicyFieldRequirement,
  policyFieldRequirements,
} from '../policy-field-requirements';
import { type RemovedConstruct, removedConstructs } from '../policy-vocabulary';
import { type Source, sourcesOf } from '../types';
import { minorOf, within } from '../version-number';
import { type HoverTopic, here, paragraphs, sentences, type TopicTarget } from './topic';

const outcomes: Readonly<Record<FieldOutcome, string>> = {
  denied: 'applying a policy that uses it is refused',
  blocked: 'traffic selected by such a rule is dropped',
  invalid: 'the policy is stored but Cilium enforces none of it',
  ineffective: 'it has no effect',
  undocumented: 'whether it works is not documented',
};

/** A topic about a field that needs something: what it is for, and what goes wrong with it. */
export interface FieldText extends Pick<HoverTopic, 'id' | 'title' | 'featureRow'> {
  /** What the field means, in a sentence or two. */
  readonly meaning: string;
  /** What people get wrong. */
  readonly trap?: string;
  readonly also?: readonly Source[];
}

/**
 * The topic of a field that has a row among the requirements: where the fact was read, what the field needs and what
 * happens otherwise come from that row, which is named by its path. Throws when there is no such row.
 */
export function fieldTopic(path: string, field: FieldText): HoverTopic {
  const requirement = policyFieldRequirements.find((entry) => entry.path === path);
  if (requirement === undefined) {
    throw new Error(`There is no requirement of the field ${path}.`);
  }
  const { id, title, featureRow, meaning, trap, also = [] } = field;
  const { source, date, confidence, editions } = requirement;
  const [, ...others] = sourcesOf(requirement);
  return {
    ...{ source, date, confidence, editions },
    also: [...new Set([...others, ...also])].filter((other) => other !== source),
    id,
    title,
    ...(featureRow === undefined ? {} : { featureRow }),
    text: (target) =>
      paragraphs(
        meaning,
        sentences(requirement.why, needHere(requirement, target), removalOf(path, target)),
        trap,
      ),
  };
}

function needHere(
  { needs, otherwise }: PolicyFieldRequirement,
  target: TopicTarget,
): string | undefined {
  const outcome = outcomes[otherwise];
  if (needs === 'none') {
    return `No AKS setting changes that: ${outcome}.`;
  }
  const isAllowed = needs === 'fqdn' ? target.allowsFqdn : target.allowsL7;
  const isOff = target.hasAcns === false ? 'has ACNS off' : 'does not have it enabled';
  return otherwise === 'undocumented'
    ? here(isAllowed, undefined, `**Your cluster ${isOff}.**`, undefined)
    : here(
        isAllowed,
        'Your cluster has it enabled.',
        `**Your cluster ${isOff}, so ${outcome}.**`,
        `It is not known whether your cluster has it enabled; if not, ${outcome}.`,
      );
}

/** What is said of a field that some version of Cilium takes away. */
export function removalOf(path: string, target: TopicTarget): string | undefined {
  const construct = removedConstructs.find(({ fields }) => fields.some((field) => field === path));
  return construct && removalText(construct, target);
}

function removalText({ deprecated, removed }: RemovedConstruct, target: TopicTarget): string {
  const { ciliumVersions } = target;
  const answers = ciliumVersions.map((version) => within(version, { from: removed }));
  const isGone = answers.length > 0 && answers.every((answer) => answer === 'yes');
  const since = deprecated === undefined ? '' : `Deprecated since Cilium ${deprecated}. `;
  const versions = [...new Set(ciliumVersions.flatMap((version) => minorOf(version) ?? []))];
  return isGone
    ? `${since}**Removed in Cilium ${removed}, and your cluster runs ${versions.join(' or ')}.**`
    : `${since}Removed in Cilium ${removed}.`;
}
