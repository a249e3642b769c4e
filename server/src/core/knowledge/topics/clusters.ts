import { commandTopics } from './cluster/commands';
import { flagTopics } from './cluster/flags';
import { kubernetesTopics, unknownKubernetesTopic } from './cluster/kubernetes-versions';
import { resourceTopics } from './cluster/resource-types';
import { settingTopics } from './cluster/setting';
import { explainedSettings } from './cluster/settings';
import type { HoverTopic } from './topic';

/** What is said of clusters: settings and their values, flags, commands, versions, resource types. */
export const clusterTopics: readonly HoverTopic[] = [
  ...commandTopics,
  ...explainedSettings.flatMap(settingTopics),
  ...flagTopics,
  ...kubernetesTopics,
  ...resourceTopics,
  unknownKubernetesTopic,
];
