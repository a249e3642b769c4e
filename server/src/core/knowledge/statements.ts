import { type FeatureRow, featureMatrix } from './feature-matrix';
import { limitationStatements } from './statements/limitations';
import { questionStatements } from './statements/questions';
import { setupStatements } from './statements/setup';
import type { Statement } from './statements/statement';
import { type Edition, inEdition } from './types';
import { type DocumentedMinimums, documentedMinimums } from './versions';

/**
 * Everything Microsoft's page says, in both editions: what the coverage table has to answer for.
 */
export const statements: readonly Statement[] = [
  ...setupStatements,
  ...documentedMinimums.filter((state) => state.editions.length > 0).flatMap(versionStatements),
  ...limitationStatements,
  ...questionStatements,
  ...featureMatrix.filter((row) => !row.notInTable).map(featureStatement),
];

/** What an edition says. */
export function statementsOf(edition: Edition): readonly Statement[] {
  return statements.filter((statement) => inEdition(statement, edition));
}

function versionStatements(state: DocumentedMinimums): readonly Statement[] {
  const { minimums, remarks, ...dated } = state;
  const suffix = state.editions.includes('latest') ? '' : '-2025';
  return Object.entries(minimums).map(([kubernetes, cilium]) => {
    const remark = remarks?.[kubernetes];
    const remarkText = remark === undefined ? '' : ` (${remark})`;
    return {
      ...dated,
      id: `version-${kubernetes}${suffix}`,
      kind: 'version',
      text: `Kubernetes ${kubernetes}${remarkText} runs Cilium ${cilium} or later.`,
    };
  });
}

function featureStatement(row: FeatureRow): Statement {
  const { id, title, withoutAcns, withAcns, conditions: _, ...dated } = row;
  const suffix = row.editions.includes('latest') ? '' : '-2025';
  return {
    ...dated,
    id: `feature-${id}${suffix}`,
    kind: 'feature',
    text: `${title}: ${withoutAcns} without, ${withAcns} with Advanced Container Networking Services.`,
    featureRow: id,
  };
}
