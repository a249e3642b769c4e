import type { RuleMeta } from './define-rule';

type EngineRule = RuleMeta & { readonly messages: Readonly<Record<string, string>> };

const common = {
  category: 'project',
  recommended: true,
  since: '0.1.0',
  anyDataplane: true,
  references: [],
} as const;

/** What the engine itself reports; configured and documented like any rule. */
export const engineRules: readonly EngineRule[] = [
  {
    ...common,
    name: 'yaml-syntax',
    title: 'Document does not parse, so nothing in it is checked',
    severity: 'error',
    messages: { syntax: '{{problem}} Nothing in this document is checked until it parses.' },
  },
  {
    ...common,
    name: 'unused-suppression',
    title: 'Suppression comment that suppresses nothing',
    severity: 'warning',
    messages: {
      unused: 'This comment suppresses nothing: there is no finding{{rules}} {{place}}.',
      unusedRule:
        'There is no finding of {{rule}} {{place}}, so naming it in this comment suppresses nothing.',
      word: 'There is no "{{word}}" comment, so it suppresses nothing.{{suggestion}}',
      onlyFile:
        '{{rule}} can be disabled only for a whole file, with aks-cilium-disable-file, so naming it here does nothing.',
      unknown: 'There is no rule "{{rule}}", so this comment does not suppress it.{{suggestion}}',
    },
  },
  {
    ...common,
    name: 'project-file',
    title: 'Mistake in the project file aks-cilium.yaml',
    severity: 'error',
    messages: {
      unknownKey: 'There is no setting "{{key}}" here.{{suggestion}}',
      unknownRule: 'There is no rule "{{rule}}".{{suggestion}}',
      unknownOption: 'Rule "{{rule}}" has no option "{{key}}".{{suggestion}}',
      duplicateKey: '"{{key}}" appears twice here; the last one counts.',
      missingKey: 'This entry has no "{{key}}", so it applies to nothing.',
      wrongValue: '"{{key}}" must be {{expected}}.{{suggestion}}',
      unquotedVersion:
        '"{{key}}" must be in quotes: without them YAML reads {{text}} as the number {{value}}.',
      unknownCluster:
        'No file of the workspace defines the cluster "{{cluster}}", so nothing is known about it.{{suggestion}}',
      syntax: '{{problem}} The project file is not used until it parses.',
    },
  },
];
