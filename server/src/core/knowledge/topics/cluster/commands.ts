import { type CliConditionId, cliCondition } from '../../cli-conditions';
import type { AzCommandName } from '../../cli-names';
import { latestOnly, verified } from '../../dated';
import { creationModes } from '../../network-profile';
import { sources } from '../../sources';
import { type Dated, quotable } from '../../types';
import { bullets, type HoverTopic, paragraphs, sentences } from '../topic';
import { listUnder } from './setting';

const refusers = { cli: 'Refused by the CLI', service: 'Refused by AKS', none: 'Worth knowing' };

/** What comes of combinations of flags, as a list; undefined for none. */
export function conditionTexts(ids: readonly CliConditionId[] = []): string | undefined {
  const items = ids
    .map(cliCondition)
    .map(({ condition, refusedBy, text, answer }) =>
      sentences(
        `**${refusers[refusedBy]}**: ${condition}. ${text}`,
        answer && `It answers "${quotable(answer)}".`,
      ),
    );
  return listUnder('With other flags:', items);
}

const modes = creationModes.map(
  ({ title, networkPluginMode, podSubnet, minimumCli }) =>
    `${title}: \`--network-plugin azure${networkPluginMode ? ' --network-plugin-mode overlay' : ''} --network-dataplane cilium${podSubnet ? ' --vnet-subnet-id … --pod-subnet-id …' : ''}\`, CLI ${minimumCli} or later`,
);

function command(
  name: AzCommandName,
  title: string,
  dated: Dated,
  ...parts: readonly (string | undefined)[]
): HoverTopic {
  return {
    ...dated,
    id: `command:${name}`,
    title: `az ${name}: ${title}`,
    text: () => paragraphs(...parts),
  };
}

const update = verified(sources.updateCni, { also: [sources.ciliumPage] });

/** The commands that create and change clusters and pools. */
export const commandTopics: readonly HoverTopic[] = [
  command(
    'aks create',
    'a new cluster',
    verified(sources.ciliumPage, { also: [sources.ciliumPage2025, sources.cliSource] }),
    'Use `--network-dataplane cilium` to get Cilium. The three ways to give pods addresses:',
    bullets(...modes),
    'Without `--network-plugin`, newer CLI versions choose the overlay; **`--network-plugin azure` on its own means node subnet**.',
  ),
  command(
    'aks nodepool add',
    'one more pool',
    verified(sources.ciliumPage, { also: [sources.podSubnet, sources.ciliumPage2025] }),
    'Cilium runs on the new nodes automatically. On a cluster with Cilium the pool must be Linux, and must name a pod subnet (`--pod-subnet-id`) if the other pools do. In the overlay each node takes a /24 of the pod range.',
  ),
  command(
    'aks nodepool update',
    'changes to a pool',
    verified(sources.localDns, { also: [sources.cniOverview] }),
    'Can turn on LocalDNS (`--localdns-config`), which changes what policies must allow for DNS. `--max-pods` and the subnets of a pool cannot be changed: they take a new pool.',
  ),
  command(
    'aks update',
    'changes to a cluster',
    update,
    'An update to Cilium does not change how pods get their addresses. Kubenet clusters move to the overlay first. Needs Linux pools only, node autoprovisioning off, and CLI 2.52.0 or later.',
    conditionTexts([
      'update-reimages-pools',
      'mode-and-dataplane-together',
      'update-without-policy',
      'roll-back',
    ]),
  ),
  command(
    'aks upgrade',
    'a newer Kubernetes version',
    verified(sources.ciliumPage, { also: [sources.aksReleaseNotes], editions: latestOnly }),
    'Each Kubernetes version comes with its own Cilium version: a new Kubernetes minor may bring a new Cilium minor, under which policies may behave differently. Set `kubernetesVersion` in the profile to the new version to see what changes for your files.',
  ),
];
