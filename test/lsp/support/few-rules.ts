import { lint as lintWith } from '../../../server/src/core/index';
import { rules } from '../../../server/src/core/rules/index';

const names = ['ipblock-any-excludes-pods', 'policy-types-mismatch', 'redundant-pod-selector-peer'];

/** A few rules that stand for all: these tests are about the server, and are not to change with every new rule. */
export const fewRules = rules.filter(({ meta }) => names.includes(meta.name));

/** `lint` with these rules. */
export const lint: typeof lintWith = (snapshot, configuration, workspace) =>
  lintWith(snapshot, configuration, workspace, fewRules);
