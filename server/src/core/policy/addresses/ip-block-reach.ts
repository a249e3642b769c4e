import type { FactView } from '../../facts/facts';
import { objectsOf } from '../../model/kinds';
import {
  type IpBlock,
  listsDirection,
  type NetworkPolicy,
  type PolicyRule,
  type PolicySection,
  sectionsOf,
} from '../../model/network-policy';
import { known } from '../../model/traced';
import type { ClusterProfile } from '../../profile/profile';
import type { YamlDocument } from '../../syntax/yaml/document';
import type { Range } from '../../text/range';
import { saysOutside } from './address-evidence';
import { allowedBesides, mayBeForDns, type PodsReachedBy } from './allowed-besides';
import { type Cidr, contains, coveredBy, isEveryAddress, parseCidr } from './cidr';
import {
  type ClusterRange,
  isPrivate,
  meansInternetOnly,
  rangesAround,
  unmatchedRanges,
} from './cluster-ranges';

/** An ipBlock whose range is readable. */
export interface ReadableBlock {
  readonly block: IpBlock;
  readonly cidr: Cidr;
  /** Where the `cidr` is written. */
  readonly at: Range;
  readonly except: readonly Cidr[];
  /** Every entry of `except` is readable and no template adds any. */
  readonly isExceptKnown: boolean;
}

/**
 * The ipBlocks of a rule whose `cidr` is literal and valid, in their order. A peer that has a selector as well
 * is refused by the API server, so it is left out.
 */
export function readableBlocks(rule: PolicyRule): readonly ReadableBlock[] {
  return rule.peers.flatMap(({ ipBlock, podSelector, namespaceSelector }) => {
    const isMixed = [podSelector, namespaceSelector].some(
      ({ state }) => state === 'known' || state === 'invalid',
    );
    if (ipBlock?.cidr.state !== 'known' || isMixed) {
      return [];
    }
    const cidr = parseCidr(ipBlock.cidr.value);
    if (cidr === undefined) {
      return [];
    }
    const except = ipBlock.except.map((entry) => parseCidr(known(entry) ?? ''));
    return [
      {
        block: ipBlock,
        cidr,
        at: ipBlock.cidr.range,
        except: except.filter((entry) => entry !== undefined),
        isExceptKnown: ipBlock.isComplete && !except.includes(undefined),
      },
    ];
  });
}

/** The readable ipBlocks of a rule of a policy, computed once per document. */
export function blocksOf(policy: NetworkPolicy, rule: PolicyRule): readonly ReadableBlock[] {
  return policy.object.document.derived(blocksByRule).get(rule) ?? readableBlocks(rule);
}

function blocksByRule(document: YamlDocument): ReadonlyMap<PolicyRule, readonly ReadableBlock[]> {
  const rules = objectsOf(document, 'NetworkPolicy')
    .flatMap(sectionsOf)
    .flatMap((section) => section.rules);
  return new Map(rules.map((rule) => [rule, readableBlocks(rule)]));
}

interface WideBlocks {
  /** The blocks that take in the cluster's addresses, the first being where the finding stands. */
  readonly blocks: readonly [ReadableBlock, ...ReadableBlock[]];
  /** Each of them is every address; else several are so together, or one lies around known ranges. */
  readonly reach: 'every address' | 'every address together' | 'known ranges';
  /** The known ranges that the author must have meant to be inside; empty when it is simply everything. */
  readonly inner: readonly ClusterRange[];
  /** `except` holds private ranges, but not all that "Internet only" takes. */
  readonly isHalfInternetOnly: boolean;
}

export interface WideBlockVerdict extends WideBlocks {
  readonly kind: 'pods and nodes blocked' | 'nodes blocked';
  /** Pods, and nodes, are in the range and not let through by anything else. */
  readonly podsMissed: boolean;
  readonly nodesMissed: boolean;
  /** What lets pods through, when something does. */
  readonly reachedBy: PodsReachedBy | undefined;
  /** Every pod is reached, not only those that selectors with labels name. */
  readonly allPods: boolean;
  readonly nodesAllowed: boolean;
  readonly dns: 'this policy' | 'another policy' | undefined;
  /** The ports of the rule are those of cluster DNS, or these are among them. */
  readonly isForDns: boolean;
  /** Other rules or policies may let pods, or nodes, through, if only a few. */
  readonly otherPods: boolean;
  readonly otherNodes: boolean;
  /** A template, or a policy that may be for another cluster, may add what is missing. */
  readonly mayBeMore: boolean;
  /** A private range in `except`, a comment or the name hint at the Internet only: less sure. */
  readonly isMeantForOutside: boolean;
  /** `policyTypes` leaves the direction out, which Kubernetes heeds and Cilium does not. */
  readonly isUnlisted: boolean;
}

/**
 * Judges a rule whose ipBlocks take in the cluster's own addresses: `0.0.0.0/0`, `::/0`, ranges that are
 * everything together, or a range around a known pod or node range. Undefined when there is nothing to say:
 * no such block, an Internet-only one, or a rule made moot by others that are for every peer.
 */
export function judgeWideBlock(
  policy: NetworkPolicy,
  section: PolicySection,
  rule: PolicyRule,
  profile: ClusterProfile,
  facts: FactView,
): WideBlockVerdict | undefined {
  const wide = wideBlocks(blocksOf(policy, rule), profile);
  if (wide === undefined) {
    return undefined;
  }
  const besides = allowedBesides(policy, section, rule, facts);
  const reachedBy = besides.allPods ?? (besides.somePods ? 'selector in the same list' : undefined);
  // In a node subnet pods and nodes have addresses of the same ranges.
  const isShared = profile.ipam?.value === 'node-subnet';
  const takesIn = (role: 'pod' | 'node') =>
    wide.inner.length === 0 || wide.inner.some((range) => isShared || range.role === role);
  const podsMissed = takesIn('pod') && besides.allPods === undefined;
  const nodesMissed = takesIn('node') && !besides.nodes;
  if (besides.everything || (!podsMissed && !nodesMissed)) {
    return undefined;
  }
  const isPodsCase = takesIn('pod') && reachedBy !== undefined;
  if (isPodsCase && (!nodesMissed || besides.mayBeNodes)) {
    return undefined;
  }
  return {
    ...wide,
    inner: wide.inner.filter(({ role }) => isShared || (role === 'pod' ? podsMissed : nodesMissed)),
    podsMissed,
    nodesMissed,
    kind: isPodsCase ? 'nodes blocked' : 'pods and nodes blocked',
    reachedBy,
    allPods: besides.allPods !== undefined,
    nodesAllowed: besides.nodes,
    dns: besides.dns,
    isForDns: mayBeForDns(besides.ports),
    otherPods: besides.otherPods,
    otherNodes: besides.otherNodes,
    mayBeMore: besides.mayBeMore,
    isMeantForOutside: wide.isHalfInternetOnly || saysOutside(policy, rule, wide.blocks[0]),
    isUnlisted: listsDirection(policy, section.direction) === 'no',
  };
}

function wideBlocks(
  blocks: readonly ReadableBlock[],
  profile: ClusterProfile,
): WideBlocks | undefined {
  return (
    everyAddress(blocks, profile) ??
    everyAddressTogether(blocks, profile) ??
    aroundKnownRanges(blocks, profile)
  );
}

function everyAddress(
  all: readonly ReadableBlock[],
  profile: ClusterProfile,
): WideBlocks | undefined {
  const every = all.filter(({ cidr }) => isEveryAddress(cidr));
  const isMeantAlike = (block: ReadableBlock) =>
    // `::/0` beside an Internet-only `0.0.0.0/0` is meant alike; without known IPv6 ranges nothing says otherwise.
    block.cidr.family === 'IPv6' &&
    !unmatchedRanges(profile).some(({ cidr }) => cidr.family === 'IPv6') &&
    every.some((other) => other.cidr.family === 'IPv4' && isInternetOnly([other], profile));
  const [first, ...rest] = every.filter(
    (block) => !isInternetOnly([block], profile) && !isMeantAlike(block),
  );
  return (
    first && { ...everything([first], profile), blocks: [first, ...rest], reach: 'every address' }
  );
}

/** Halves such as `0.0.0.0/1` and `128.0.0.0/1`, written where a tool refuses `/0`. */
function everyAddressTogether(
  all: readonly ReadableBlock[],
  profile: ClusterProfile,
): WideBlocks | undefined {
  for (const whole of wholes) {
    const parts = partsOf(whole, all);
    const [first, ...rest] = parts;
    if (first !== undefined && !isInternetOnly([first, ...rest], profile)) {
      return {
        ...everything(parts, profile),
        blocks: [first, ...rest],
        reach: 'every address together',
      };
    }
  }
  return undefined;
}

/** The largest blocks that make up every address of a family, in their order; none when they do not. */
function partsOf(whole: Cidr, all: readonly ReadableBlock[]): readonly ReadableBlock[] {
  const bySize = all
    .filter(
      ({ cidr: { family, prefixLength } }) =>
        family === whole.family && prefixLength > 0 && prefixLength <= maxPartPrefix,
    )
    .sort((a, b) => a.cidr.prefixLength - b.cidr.prefixLength);
  for (let count = 2; count <= bySize.length; count++) {
    const parts = bySize.slice(0, count);
    if (
      coveredBy(
        whole,
        parts.map(({ cidr }) => cidr),
      )
    ) {
      return parts.sort((a, b) => a.at.start - b.at.start);
    }
  }
  return [];
}

const wholes = ['0.0.0.0/0', '::/0'].flatMap((text) => parseCidr(text) ?? []);
/** Smaller parts than these are an address list, not a way to write "everything". */
const maxPartPrefix = 8;

function everything(
  parts: readonly ReadableBlock[],
  profile: ClusterProfile,
): Pick<WideBlocks, 'inner' | 'isHalfInternetOnly'> {
  const except = parts.flatMap((part) => part.except);
  if (!except.some(isPrivate)) {
    return { inner: [], isHalfInternetOnly: false };
  }
  const family = parts[0]?.cidr.family;
  const inner = unmatchedRanges(profile).filter(
    ({ cidr }) => cidr.family === family && !coveredBy(cidr, except),
  );
  return { inner, isHalfInternetOnly: inner.length === 0 };
}

/** What the parts leave out together is nothing of the cluster; an `except` that cannot be read may leave out anything. */
function isInternetOnly(
  parts: readonly [ReadableBlock, ...ReadableBlock[]],
  profile: ClusterProfile,
): boolean {
  const except = parts.flatMap((part) => part.except);
  return (
    parts.some(({ isExceptKnown }) => !isExceptKnown) ||
    meansInternetOnly(parts[0].cidr, except, profile)
  );
}

function aroundKnownRanges(
  all: readonly ReadableBlock[],
  profile: ClusterProfile,
): WideBlocks | undefined {
  for (const block of all) {
    // Wholly inside the cluster is another matter, and an unknown `except` may leave out anything.
    if (!block.isExceptKnown || rangesAround(block.cidr, profile).length > 0) {
      continue;
    }
    const inner = unmatchedRanges(profile).filter(
      ({ cidr }) => contains(block.cidr, cidr) && !coveredBy(cidr, block.except),
    );
    if (inner.length > 0) {
      return { blocks: [block], reach: 'known ranges', inner, isHalfInternetOnly: false };
    }
  }
  return undefined;
}
