import type {
  ArtifactLocation,
  Location,
  Log,
  Notification,
  ReportingDescriptor,
  Result,
} from 'sarif';
import { type Severity, severities } from '../../core/index';
import {
  fromRoot,
  isAbsolutePath,
  type Report,
  type ReportedRule,
  type ReportFinding,
  type ReportRange,
} from '../report';
import { stringify } from './json';

/**
 * What GitHub code scanning accepts; a file with more is refused as a whole
 * (https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning).
 */
const most = { results: 25_000, relatedLocations: 100, name: 255, description: 1_024 } as const;

const levels = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
} as const satisfies Record<Severity, Result['level']>;

const problemSeverities: Record<Severity, string> = {
  error: 'error',
  warning: 'warning',
  info: 'recommendation',
  hint: 'recommendation',
};

/** Of the rule, the text of its line, and how many equal ones come before in the file. */
const fingerprintName = 'aksCiliumFinding/v1';

/** The name by which code scanning knows the folder that paths are relative to. */
const sourceRoot = '%SRCROOT%';

/** SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), for code scanning. */
export function formatSarif(report: Report): string {
  const rules = rulesOf(report);
  const indexes = new Map(rules.map(({ name }, index) => [name, index]));
  const findings = gravest(report.findings, most.results);
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'aks-cilium',
            informationUri: 'https://github.com/aks-cilium/aks-cilium',
            semanticVersion: report.version,
            rules: rules.map(toDescriptor),
          },
        },
        originalUriBaseIds: { [sourceRoot]: { uri: report.root.uri } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: report.failures.length === 0,
            toolExecutionNotifications: notifications(report, findings.length),
          },
        ],
        results: findings.map((finding) => toResult(finding, indexes.get(finding.rule), report)),
      },
    ],
  };
  return `${stringify(log)}\n`;
}

/** All rules there are, so that reports of different runs describe the same tool. */
function rulesOf(report: Report): readonly ReportedRule[] {
  return [...report.rules].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function toDescriptor(rule: ReportedRule): ReportingDescriptor {
  const { name, title, documentation } = rule;
  const description = { text: title.slice(0, most.description) };
  return {
    id: name,
    name: name.slice(0, most.name),
    shortDescription: description,
    fullDescription: description,
    helpUri: documentation,
    help: {
      text: `${title}. See ${documentation}`,
      markdown: `${title}. [What it means, why it matters, how to fix it](${documentation}).`,
    },
    defaultConfiguration: { level: levels[rule.severity], enabled: rule.recommended },
    properties: { tags: [rule.category], 'problem.severity': problemSeverities[rule.severity] },
  };
}

/** At most `count` findings; when some have to go, the mildest do. */
function gravest(findings: readonly ReportFinding[], count: number): readonly ReportFinding[] {
  if (findings.length <= count) {
    return findings;
  }
  return severities
    .flatMap((severity) => findings.filter((finding) => finding.severity === severity))
    .slice(0, count);
}

function toResult(finding: ReportFinding, ruleIndex: number | undefined, report: Report): Result {
  const result: Result = {
    ruleId: finding.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [toLocation(finding.file, finding.range, report)],
    partialFingerprints: {
      ...(finding.fingerprint === undefined ? {} : { [fingerprintName]: finding.fingerprint }),
      ...(finding.lineHash === undefined ? {} : { primaryLocationLineHash: finding.lineHash }),
    },
  };
  if (finding.related.length > 0) {
    result.relatedLocations = finding.related
      .slice(0, most.relatedLocations)
      .map(({ file, range, message }, index) => ({
        id: index + 1,
        ...toLocation(file, range, report),
        message: { text: message },
      }));
  }
  return result;
}

function toLocation(file: string, range: ReportRange, report: Report): Location {
  return {
    physicalLocation: {
      artifactLocation: toArtifact(file, report),
      region: {
        startLine: range.start.line,
        startColumn: range.start.column,
        endLine: range.end.line,
        endColumn: range.end.column,
      },
    },
  };
}

/** Files outside the repository cannot be named relative to its root. */
function toArtifact(file: string, report: Report): ArtifactLocation {
  const path = fromRoot(report, file);
  if (isAbsolutePath(path)) {
    return { uri: `file://${path.startsWith('/') ? '' : '/'}${encodePath(path)}` };
  }
  return path.startsWith('../')
    ? { uri: new URL(encodePath(path), report.root.uri).href }
    : { uri: encodePath(path), uriBaseId: sourceRoot };
}

function encodePath(path: string): string {
  return path
    .split('/')
    .map((part) => encodeURIComponent(part.replace(/[\ud800-\udfff]/gu, '\ufffd')))
    .join('/');
}

function notifications(report: Report, reported: number): Notification[] {
  const left = report.findings.length - reported;
  const cut: Notification[] =
    left === 0
      ? []
      : [
          {
            level: 'warning',
            message: { text: `${left} milder findings do not fit into this file.` },
          },
        ];
  const skipped = report.summary.skipped.map(
    ({ file, reason }): Notification => ({
      level: 'warning',
      message: { text: `Skipped: ${reason}` },
      locations: [{ physicalLocation: { artifactLocation: toArtifact(file, report) } }],
    }),
  );
  const failed = report.failures.map(
    ({ file, rule, error }): Notification => ({
      level: 'error',
      message: { text: `The rule ${rule} failed: ${error}` },
      locations: [{ physicalLocation: { artifactLocation: toArtifact(file, report) } }],
    }),
  );
  return [...cut, ...skipped, ...failed];
}
