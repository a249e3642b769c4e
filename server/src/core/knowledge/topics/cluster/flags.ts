import { type CliFlag, cliFlag, cliFlags, cliFlagValues, formerCliFlags } from '../../cli';
import {
  type CliFlagPath,
  clusterFlagPaths,
  otherCliNames,
  poolFlagPaths,
  shortCliFlags,
  skuFlagPaths,
} from '../../cli-names';
import { inferred } from '../../dated';
import { sources } from '../../sources';
import type { Dated } from '../../types';
import { bullets, type HoverTopic, paragraphs, sentences, type TopicTarget } from '../topic';
import { conditionTexts } from './commands';
import { type FlagText, flagTexts } from './flag-texts';
import {
  type ClusterSetting,
  combinationTexts,
  datedOf,
  minimumText,
  type ValueText,
} from './setting';
import { settingAt } from './settings';

/** The full names of the flags that there is something to say of, sorted. */
export const explainedFlags: readonly string[] = [
  ...new Set([
    ...cliFlags.map(({ name }) => name),
    ...[...clusterFlagPaths, ...poolFlagPaths, ...skuFlagPaths].map(({ flag }) => flag),
  ]),
]
  .filter((name) => flagTexts[name]?.meaning !== undefined || settingOfFlag(name) !== undefined)
  .sort();

/** The setting that a flag is about; undefined for a flag that sets none that is looked at. */
export function settingOfFlag(flag: string): ClusterSetting | undefined {
  const pathIn = (paths: readonly CliFlagPath[]) => paths.find((each) => each.flag === flag)?.path;
  const sku = pathIn(skuFlagPaths);
  const path = sku === undefined ? pathIn(clusterFlagPaths) : `sku.${sku}`;
  const inPool = pathIn(poolFlagPaths);
  if (path !== undefined) {
    return settingAt('cluster', path);
  }
  return inPool === undefined ? undefined : settingAt('agentPool', inPool);
}

/** A value of a flag, as the command line spells it, and what is said of it. */
export interface FlagValue {
  readonly flag: string;
  readonly value: string;
  readonly text: ValueText;
}

/** The values of a flag that takes one of a few, the most useful first; none for others. */
export function flagValues(flag: string): readonly FlagValue[] {
  const setting = settingOfFlag(flag);
  const isSwitch = [...clusterFlagPaths, ...poolFlagPaths].some(
    (each) => each.flag === flag && each.means !== undefined,
  );
  const values = isSwitch ? [] : (setting?.values ?? []);
  const spelled = cliFlag(flag)?.values;
  return values.flatMap((text) => {
    const value =
      spelled === undefined
        ? text.value
        : spelled.find((each) => each.toLowerCase() === text.value.toLowerCase());
    return value === undefined ? [] : [{ flag, value, text }];
  });
}

const dualStack: FlagValue = {
  flag: '--ip-families',
  value: 'ipv4,ipv6',
  text: {
    value: 'ipv4,ipv6',
    title: 'both, a dual-stack cluster',
    text: 'Every pod and Service has two addresses. `--pod-cidrs` and `--service-cidrs` take one range per family, in this order. Policies need an `ipBlock` for each family.',
    feature: 'dual-stack',
    combinations: ['dual-stack-too-old'],
  },
};

/** Every value of every flag. */
export const allFlagValues: readonly FlagValue[] = [
  ...explainedFlags.flatMap(flagValues).filter(({ value }) => value.toLowerCase() !== 'ipv6'),
  dualStack,
];

/** The topics of flags, of their values, and of flags that are gone. */
export const flagTopics: readonly HoverTopic[] = [
  ...explainedFlags.map(flagTopic),
  ...allFlagValues.map(flagValueTopic),
  ...formerCliFlags.map(
    (former): HoverTopic => ({
      ...datedOf(former),
      id: `flag:${former.name}`,
      title: `${former.name}: a removed flag`,
      text: () =>
        sentences(
          former.note,
          former.replacement === undefined
            ? 'Remove it: the current Azure CLI refuses a command that has it, and there is no replacement.'
            : `The current Azure CLI refuses a command that has it. Use \`${former.replacement}\` instead.`,
        ),
    }),
  ),
];

function flagTopic(name: string): HoverTopic {
  const flag = cliFlag(name);
  const setting = settingOfFlag(name);
  const { title, meaning, conditions }: FlagText = flagTexts[name] ?? {};
  const values = allFlagValues.filter((each) => each.flag === name);
  return {
    ...flagDated(flag, setting),
    id: `flag:${name}`,
    title: `${name}: ${title ?? setting?.title ?? ''}`,
    ...(setting?.featureRow === undefined ? {} : { featureRow: setting.featureRow }),
    text: (target) =>
      paragraphs(
        meaning ?? setting?.meaning ?? '',
        bullets(...values.map(({ value, text }) => `\`${value}\`: ${text.title}`)) || undefined,
        minimumText(setting?.feature, target),
        sentences(supportText(name, flag), setting && `Sets \`${setting.path}\`.`) || undefined,
        conditionTexts(conditions),
        poolCombinations(setting, target),
      ),
  };
}

/** Of pools the CLI knows no conditions of its own. */
function poolCombinations(
  setting: ClusterSetting | undefined,
  target: TopicTarget,
): string | undefined {
  return setting?.on === 'agentPool' ? combinationTexts(setting.combinations, target) : undefined;
}

function flagValueTopic({ flag, value, text }: FlagValue): HoverTopic {
  const later = cliFlagValues.find((each) => each.flag === flag && each.value === value);
  const since = later?.since;
  return {
    ...flagDated(cliFlag(flag), settingOfFlag(flag)),
    id: `flag:${flag}=${value}`,
    title: `${flag} ${value}: ${text.title}`,
    ...(text.featureRow === undefined ? {} : { featureRow: text.featureRow }),
    text: (target) =>
      paragraphs(
        text.text,
        minimumText(text.feature, target),
        since && `The CLI accepts this value since ${since}.`,
        combinationTexts(text.combinations, target),
      ),
  };
}

/** With which commands and versions a flag can be used, and how else it may be written. */
function supportText(name: string, flag: CliFlag | undefined): string | undefined {
  const others = [...shortCliFlags, ...otherCliNames].flatMap(([other, long]) =>
    long === name ? [`\`${other}\``] : [],
  );
  const written = others.length === 0 ? undefined : `Also written ${others.join(', ')}.`;
  if (flag === undefined) {
    return written;
  }
  const commands = flag.commands.map(
    ({ command, since }) => `\`az ${command}\`${since === undefined ? '' : ` since CLI ${since}`}`,
  );
  return sentences(
    `Available in ${commands.join(', ')}.`,
    flag.previewOnly ? 'Only with the extension `aks-preview`.' : undefined,
    written,
  );
}

function flagDated(flag: CliFlag | undefined, setting: ClusterSetting | undefined): Dated {
  if (flag === undefined) {
    return setting === undefined ? inferred(sources.cliSource) : datedOf(setting);
  }
  const { source, also = [], date, confidence } = flag;
  const editions = setting?.editions ?? flag.editions;
  const others = setting === undefined ? [] : [setting.source, ...(setting.also ?? [])];
  const more = [...new Set([...also, ...others])].filter((each) => each !== source);
  return { source, also: more, date, confidence, editions };
}
