import { defineRule } from '../../engine/define-rule';
import { type CiliumKind, ciliumKind, type KindState } from '../../knowledge/cilium-kinds';
import { issues } from '../../knowledge/issues';
import { sources } from '../../knowledge/sources';
import { groupOfKind } from '../../policy/cilium-objects';
import { classForCilium } from '../../policy/traffic-classes';

const clusterwide = 'CiliumClusterwideNetworkPolicy';

/** Upstream Cilium has kinds for much that AKS leaves off: the API server takes the objects, and nothing comes of them. */
export default defineRule({
  meta: {
    name: 'unsupported-cilium-kind',
    title: 'Object for a part of Cilium that AKS leaves disabled',
    category: 'workload',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    mentions: /cilium/i,
    appliesTo: 'KubernetesObject',
    messages: {
      unsupported: '{{kind}} is not supported on AKS and does nothing there.{{reason}}',
      override: '{{kind}} is not supported on AKS.{{reason}}',
      managed: '{{kind}} is not an object to write by hand.{{reason}}',
      undocumented:
        '{{kind}} exists on AKS, but Microsoft does not document support for it.{{reason}}',
      separate:
        '{{kind}} does nothing on AKS until you install something that implements it.{{reason}}',
      route:
        'Nothing on AKS serves the class of this {{kind}}, so it gets no address and no traffic.{{reason}}',
    },
    references: [
      sources.ciliumPage.url,
      sources.ciliumConfigMap.url,
      issues.egressGateway.url,
      issues.bgp.url,
      issues.gatewayApi.url,
    ],
  },
  check(object, { profile, report }) {
    const { kind, kindRange } = object;
    const route = classForCilium(object);
    if (route !== undefined) {
      report({ messageId: 'route', at: route.at, data: { kind, reason: reasonText(route) } });
    }
    const group = groupOfKind(object);
    const entry = group === undefined ? undefined : ciliumKind(group, kind, profile.edition.value);
    const messageId = entry === undefined ? undefined : messages[entry.state];
    // The kind that editions disagree about has a rule of its own.
    if (entry === undefined || messageId === undefined || kind === clusterwide) {
      return;
    }
    report({
      messageId,
      at: kindRange,
      data: { kind, reason: reasonText(entry) },
      ...(isWrong(entry) ? {} : { severity: 'info' }),
    });
  },
});

const messages: Readonly<
  Partial<Record<KindState, 'unsupported' | 'override' | 'managed' | 'undocumented' | 'separate'>>
> = {
  unsupported: 'unsupported',
  override: 'override',
  managed: 'managed',
  undocumented: 'undocumented',
  separate: 'separate',
};

function isWrong({ state }: CiliumKind): boolean {
  return state === 'unsupported' || state === 'override' || state === 'managed';
}

/** Sentences that follow a message. */
function reasonText({ why, instead }: Pick<CiliumKind, 'why' | 'instead'>): string {
  return instead === undefined ? ` ${why}` : ` ${why} Use ${instead}.`;
}
