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
    'Cilium is asked for with `--network-dataplane cilium`. The three ways to give pods addresses:',
    bullets(...modes),
    'Without `--network-plugin` newer versions of the CLI choose the overlay; **`--network-plugin azure` alone is node subnet**.',
  ),
  command(
    'aks nodepool add',
    'one more pool',
    verified(sources.ciliumPage, { also: [sources.podSubnet, sources.ciliumPage2025] }),
    'Cilium runs on the new nodes by itself. On a cluster with Cilium the pool is Linux, and it names a subnet for pods (`--pod-subnet-id`) if the other pools do. Nodes of the overlay take a /24 of the pod range each.',
  ),
  command(
    'aks nodepool update',
    'changes to a pool',
    verified(sources.localDns, { also: [sources.cniOverview] }),
    'LocalDNS can be turned on here (`--localdns-config`), which changes what policies have to allow for DNS. `--max-pods` and the subnets of a pool cannot be changed: they take a new pool.',
  ),
  command(
    'aks update',
    'changes to a cluster',
    update,
    'An update to Cilium keeps the way in which pods get their addresses. Clusters with kubenet go to the overlay first. Linux pools only, node autoprovisioning off, CLI 2.52.0 or later.',
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
    'AKS brings the Cilium that belongs to the version with it: a new minor of Kubernetes may mean a new minor of Cilium, and with it other answers of policies. Set `kubernetesVersion` of the profile to the new version to see what changes for your files.',
  ),
];
