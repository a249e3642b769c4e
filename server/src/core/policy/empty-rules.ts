import { emptyPeerList } from '../knowledge/policy-pitfalls';
import type { CiliumEntry, CiliumPolicy, CiliumSection } from '../model/cilium-policy';
import { ciliumAtLeast } from '../profile/answers';
import type { Answer, ClusterProfile } from '../profile/profile';
import type { Range } from '../text/range';
import { statedTexts } from './stated-purpose';

/** A rule that allows nothing although nothing is written in it that limits it. */
export interface EmptyRule {
  readonly section: CiliumSection;
  readonly entry: CiliumEntry;
  readonly at: Range;
  /** `{}`, or a list of peers without items, with its name. */
  readonly is: 'empty' | 'empty list';
  readonly field: string;
  /** The name of the policy or a comment says that it is to allow. */
  readonly isMeantToAllow: boolean;
  /** Whether an empty list stands for nobody, as it does since some version. */
  readonly isNobody: Answer;
}

/** The empty rules of a policy that may be meant to allow; those of one that says it is to deny are what they seem. */
export function emptyRules(policy: CiliumPolicy, profile: ClusterProfile): readonly EmptyRule[] {
  const isNobody = ciliumAtLeast(profile, emptyPeerList.cilium.from);
  return policy.rules.flatMap(({ sections, enableDefaultDeny }) =>
    sections
      .filter(({ isDeny, direction }) => !isDeny && enableDefaultDeny[direction].state === 'absent')
      .flatMap((section) =>
        section.entries.flatMap((entry): EmptyRule[] => {
          const purpose = purposeOf(policy, entry);
          const rule = { section, entry, isMeantToAllow: purpose === 'allow', isNobody };
          if (isEmpty(entry)) {
            return purpose === 'deny'
              ? []
              : [{ ...rule, at: entry.range, is: 'empty', field: section.direction }];
          }
          return isNobody === 'no'
            ? []
            : emptyLists(entry).map(({ at, field }) => ({ ...rule, at, is: 'empty list', field }));
        }),
      ),
  );
}

function isEmpty({ node }: CiliumEntry): boolean {
  return node.kind === 'map' && !node.open && node.entries.length === 0 && !node.shared;
}

function emptyLists({ members, direction }: CiliumEntry) {
  return [...members].flatMap(([member, { node, keyRange }]) =>
    isPeerList(member) && node.kind === 'sequence' && !node.open && node.items.length === 0
      ? [{ at: keyRange, field: `${direction === 'egress' ? 'to' : 'from'}${member}` }]
      : [],
  );
}

function isPeerList(member: string): boolean {
  return emptyPeerList.members.some((each) => each === member);
}

const allowing = /\b(?:allow(?:s|ed|ing)?|permit(?:s|ted)?|open|any(?:body|thing|where)?)\b/i;
const denying =
  /\b(?:den(?:y|ies|ied)|drop(?:s|ped)?|block(?:s|ed)?|isolat\w*|lock\w*|clos(?:e|es|ed)|reject\w*|no|nothing|none|nobody|restrict\w*|forbid\w*)\b/i;

/** What the comments at a rule say it is for, or else the name of its policy. */
function purposeOf(policy: CiliumPolicy, { range }: CiliumEntry): 'allow' | 'deny' | undefined {
  for (const text of statedTexts(policy, range)) {
    if (denying.test(text)) {
      return 'deny';
    }
    if (allowing.test(text)) {
      return 'allow';
    }
  }
  return undefined;
}
