import { describe, expect, it } from 'vitest';
import {
  apiProperties,
  apiPropertyValues,
  cliFlags,
  cliFlagValues,
  type Edition,
  editions,
  formerCliFlags,
  hoverTopic,
  inEdition,
} from '../../../server/src/core/knowledge';
import {
  azCommandNames,
  clusterFlagPaths,
  poolFlagPaths,
  skuFlagPaths,
} from '../../../server/src/core/knowledge/cli-names';
import {
  agentPoolValues,
  clusterNetworkValues,
} from '../../../server/src/core/knowledge/network-profile';
import {
  allFlagValues,
  explainedFlags,
} from '../../../server/src/core/knowledge/topics/cluster/flags';
import { knownKubernetesMinors } from '../../../server/src/core/knowledge/topics/cluster/kubernetes-versions';
import {
  settingTopicId,
  valueTopicId,
} from '../../../server/src/core/knowledge/topics/cluster/setting';
import {
  explainedSettings,
  settingAt,
} from '../../../server/src/core/knowledge/topics/cluster/settings';
import { clusterTopics } from '../../../server/src/core/knowledge/topics/clusters';
import type { TopicId } from '../../../server/src/core/knowledge/topics/topic';
import { inModule, type Mark, templateLanguages } from './support/cluster-texts';
import { hoverAt, titleAt } from './support/cursor';

/** A word under a `$0` and the topic that is to be shown there. */
interface Place {
  readonly what: string;
  readonly text: string;
  readonly file: string;
  readonly topic: TopicId;
}

const caret: Mark = (name) => `${name.slice(0, 2)}$0${name.slice(2)}`;
const none: Mark = (name) => name;

const settingPlaces: readonly Place[] = templateLanguages.flatMap(({ name, file, text, quote }) =>
  explainedSettings.flatMap((setting): readonly Place[] => [
    {
      what: `${setting.path} in ${name}`,
      file,
      text: text(setting, caret, `${quote}other${quote}`),
      topic: settingTopicId(setting),
    },
    ...(setting.values ?? []).map(({ value }) => ({
      what: `${setting.path} ${value} in ${name}`,
      file,
      text: text(setting, none, `${quote}$0${value}${quote}`),
      topic: valueTopicId(setting, value),
    })),
  ]),
);

const modulePlaces: readonly Place[] = explainedSettings.flatMap((setting) => {
  const text = inModule(setting.path, 'null');
  const topic = settingTopicId(setting);
  return text === undefined || setting.on === 'agentPool'
    ? []
    : [{ what: `${setting.path} of the module`, file: 'main.bicep', text, topic }];
});

const commandOf = (flag: string) =>
  ['--localdns-config', '--os-type'].includes(flag) ? 'aks nodepool add' : 'aks create';

const flagPlaces: readonly Place[] = [
  ...[...explainedFlags, ...formerCliFlags.map(({ name }) => name)].map((name) => ({
    what: name,
    file: 'a.sh',
    text: `az ${commandOf(name)} -n aks ${name.slice(0, 4)}$0${name.slice(4)} x\n`,
    topic: `flag:${name}` as const,
  })),
  ...allFlagValues.map(({ flag, value }) => ({
    what: `${flag} ${value}`,
    file: 'a.sh',
    text: `az ${commandOf(flag)} -n aks ${flag} $0${value}\n`,
    topic: `flag:${flag}=${value}` as const,
  })),
];

const aksCommands = azCommandNames.filter((name) => name.startsWith('aks '));

const otherPlaces: readonly Place[] = [
  ...aksCommands.map((name) => ({
    what: name,
    file: 'a.sh',
    text: `$0az ${name} -n aks\n`,
    topic: `command:${name}` as const,
  })),
  ...knownKubernetesMinors.map((minor) => ({
    what: minor,
    file: 'a.sh',
    text: `az aks create -n aks -k $0${minor}.4\n`,
    topic: `kubernetes:${minor}` as const,
  })),
  {
    what: 'a version that is not known',
    file: 'a.sh',
    text: 'az aks create -n aks -k $01.99\n',
    topic: 'kubernetes-unknown',
  },
  {
    what: 'the type of a cluster',
    file: 'main.bicep',
    text: "resource a 'Microsoft.Container$0Service/managedClusters@2025-05-01' = {}\n",
    topic: 'resource:cluster',
  },
  {
    what: 'the type of a pool',
    file: 'main.bicep',
    text: "resource a 'Microsoft.Container$0Service/managedClusters/agentPools@2025-05-01' = {}\n",
    topic: 'resource:agent-pool',
  },
  {
    what: 'the path of the module',
    file: 'main.bicep',
    text: "module a 'br/public:avm/res/container-$0service/managed-cluster:0.10.0' = {}\n",
    topic: 'resource:cluster-module',
  },
];

const all = [...settingPlaces, ...modulePlaces, ...flagPlaces, ...otherPlaces];

const titleOf = (topic: TopicId, edition: Edition) => hoverTopic(topic, edition)?.title;

describe('words about clusters', () => {
  it.each(editions)('have their topics in the edition %s', (edition) => {
    for (const { what, text, file, topic } of all) {
      const title = titleOf(topic, edition);
      if (title !== undefined) {
        expect([what, titleAt(text, { edition }, file)]).toEqual([what, title]);
      }
    }
  });

  it('reach every topic there is', () => {
    const reached = new Set(
      editions.flatMap((edition) => all.map(({ topic }) => hoverTopic(topic, edition))),
    );
    expect(clusterTopics.filter((topic) => !reached.has(topic)).map(({ id }) => id)).toEqual([]);
  });

  it.each(editions)('are explained in a few lines, with sources, in the edition %s', (edition) => {
    for (const { what, text, file, topic } of all) {
      if (titleOf(topic, edition) !== undefined) {
        const { markdown = '' } = hoverAt(text, { edition, today: '2026-11-25' }, file) ?? {};
        expect([what, markdown.length < 2200]).toEqual([what, true]);
        expect(markdown).toMatch(/\n\nAs of \d{4}-\d\d-\d\d: \[.+\]\(https:.+\)$/);
        expect(markdown).not.toMatch(/undefined|\[object|\bnull\b/);
      }
    }
  });
});

describe('what the tables know', () => {
  it('of properties has a hover', () => {
    const told = apiProperties.filter((entry) => inEdition(entry, 'latest'));
    const untold = told.filter(({ on, path }) => settingAt(on, path) === undefined);
    expect(untold.map(({ path }) => path)).toEqual([]);
  });

  it('of values has a hover, but for values that come from previews only', () => {
    const tables = [
      ...clusterNetworkValues.map((entry) => ({ ...entry, on: 'cluster' as const })),
      ...agentPoolValues.map((entry) => ({ ...entry, on: 'agentPool' as const })),
    ];
    const untold = tables.flatMap(({ on, path, values }) =>
      values
        .filter((value) => !settingAt(on, path)?.values?.some((each) => each.value === value))
        .map((value) => `${path} ${value}`),
    );
    expect(untold).toEqual([]);
    const young = apiPropertyValues.filter(({ stable }) => stable !== 'never');
    const known = explainedSettings.flatMap(({ path, values = [] }) =>
      values.map(({ value }) => `${path} ${value}`),
    );
    expect(known).toEqual(
      expect.arrayContaining(young.map(({ path, value }) => `${path} ${value}`)),
    );
  });

  it('of flags has a hover', () => {
    const names = [
      ...cliFlags.map(({ name }) => name),
      ...[...clusterFlagPaths, ...poolFlagPaths, ...skuFlagPaths].map(({ flag }) => flag),
      ...formerCliFlags.map(({ name }) => name),
    ];
    const untold = names.filter((name) => hoverTopic(`flag:${name}`, 'latest') === undefined);
    expect(untold).toEqual([]);
  });

  it('of values of flags has a hover', () => {
    const values = [
      ...cliFlags.flatMap(({ name, values: own = [] }) => own.map((value) => `${name}=${value}`)),
      ...cliFlagValues.map(({ flag, value }) => `${flag}=${value}`),
    ];
    const untold = values.filter((each) => hoverTopic(`flag:${each}`, 'latest') === undefined);
    expect(untold).toEqual([]);
  });

  it('of commands for clusters and pools has a hover', () => {
    for (const name of aksCommands) {
      expect(hoverTopic(`command:${name}`, 'latest'), name).toBeDefined();
    }
  });
});
