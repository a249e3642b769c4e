import { apiProperties } from '../../api-properties';
import {
  apiStream,
  apiVersionState,
  clusterResourceTypes,
  isInApiVersion,
  newestStableApiVersion,
  type StreamAvailability,
} from '../../api-versions';
import { clusterModule, clusterModuleOverrides } from '../../cluster-module';
import { verified } from '../../dated';
import { sources } from '../../sources';
import { within } from '../../version-number';
import { type HoverTopic, paragraphs, sentences, type TopicTarget } from '../topic';

const types = verified(sources.bicepTypes, { also: [sources.containerServiceSdk] });

/** The resource types of a cluster and of a pool, by API version. */
export const resourceTopics: readonly HoverTopic[] = [
  {
    ...types,
    id: 'resource:cluster',
    title: `${clusterResourceTypes.cluster}: an AKS cluster`,
    text: (target) =>
      paragraphs(
        'Set `networkPlugin: azure` and `networkDataplane: cilium` in its `networkProfile` to get Cilium.',
        apiVersionText('cluster', target),
      ),
  },
  {
    ...types,
    id: 'resource:agent-pool',
    title: `${clusterResourceTypes.agentPool}: a pool of nodes`,
    text: (target) =>
      paragraphs(
        'A separate pool, in addition to those that the cluster declares. The cluster decides whether Cilium runs on its nodes; Windows pools are not possible with Cilium.',
        apiVersionText('agentPool', target),
      ),
  },
  moduleTopic(),
];

function apiVersionText(on: 'cluster' | 'agentPool', { place }: TopicTarget): string | undefined {
  const version = place?.apiVersion;
  const stream = version === undefined ? undefined : apiStream(version);
  if (version === undefined || stream === undefined) {
    return `The newest stable API version known here is ${newestStableApiVersion}.`;
  }
  return paragraphs(
    stateText(version, stream),
    propertiesText(on, version),
    version === newestStableApiVersion
      ? 'It is the newest stable version known here.'
      : `Newest stable version known here: **${newestStableApiVersion}**.`,
  );
}

function stateText(version: string, stream: 'stable' | 'preview'): string | undefined {
  const state = apiVersionState(version);
  return (
    sentences(
      state === 'unknown' ? `**${version} is not a known version of this type.**` : undefined,
      state === 'newer' ? `${version} is newer than the versions known here.` : undefined,
      stream === 'preview'
        ? 'Preview versions are withdrawn after a while: use a stable one if it has what you need.'
        : undefined,
    ) || undefined
  );
}

/** What of the settings that matter here the version has and lacks; what is inside of something missing is not told. */
function propertiesText(on: 'cluster' | 'agentPool', version: string): string | undefined {
  const isPreview = apiStream(version) === 'preview';
  // What is gone again is not missed, nor is what only previews have in a stable version.
  const told = apiProperties.filter(
    ({ on: of, stable, preview }) =>
      of === on && isLasting(stable) && (stable !== 'never' || isPreview) && isLasting(preview),
  );
  const paths = (answer: 'yes' | 'no') =>
    told.filter((property) => isInApiVersion(property, version) === answer).map(({ path }) => path);
  const missing = paths('no');
  const lacks = missing.filter((path) => !missing.some((other) => path.startsWith(`${other}.`)));
  const named = lacks.map((path) => `\`${shortPath(path)}\``);
  if (lacks.length > 0) {
    return `**Lacks** ${named.join(', ')}.`;
  }
  return paths('yes').length === 0 ? undefined : 'Has every network setting that is checked here.';
}

function isLasting(range: StreamAvailability): boolean {
  return typeof range === 'string' || range.until === undefined;
}

function shortPath(path: string): string {
  return path
    .split('.')
    .slice(-2)
    .join('.')
    .replace(/^networkProfile\./, '');
}

function moduleTopic(): HoverTopic {
  const { source, also, date, confidence, editions } = clusterModule;
  const [since] = clusterModuleOverrides.map((override) => override.since);
  return {
    ...{ source, also: also ?? [], date, confidence, editions },
    id: 'resource:cluster-module',
    title: 'avm/res/container-service/managed-cluster: an AKS cluster by the Azure Verified Module',
    text: ({ place }) =>
      paragraphs(
        'Its parameters are the settings of the network profile under the same names, on one level: `networkPlugin`, `networkDataplane`, `podCidr` and so on. The module chooses the API version.',
        sentences(
          `With \`networkDataplane: 'cilium'\` the module writes ${clusterModuleOverrides
            .map(({ path, value }) => `\`${path}: ${value}\``)
            .join(' and ')} itself, whatever its parameters say.`,
          overrideText(place?.moduleVersion, since),
        ),
        'So its Cilium clusters always use the overlay; for a pod subnet, declare the resource itself.',
      ),
  };
}

function overrideText(version: string | undefined, since: string | undefined): string | undefined {
  if (since === undefined) {
    return undefined;
  }
  const isSure = version !== undefined && within(version, { from: since }) === 'yes';
  return isSure
    ? undefined
    : `This is known for version ${since} and later; earlier versions were not examined.`;
}
