import { plural, type Report, type ReportFinding } from '../report';

/**
 * JUnit XML: a suite per file and a case per finding. Errors and warnings are failures; milder ones
 * are passed cases that say what was seen. Files that could not be read are skipped cases.
 */
export function formatJunit(report: Report): string {
  const suites = [...groupByFile(report.findings)].map(([file, findings]) => suite(file, findings));
  const { skipped, errors, warnings } = report.summary;
  if (skipped.length > 0) {
    suites.push(skippedSuite(report));
  }
  if (suites.length === 0) {
    suites.push(cleanSuite(report));
  }
  const tests = Math.max(1, report.findings.length + skipped.length);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="aks-cilium" tests="${tests}" failures="${errors + warnings}" errors="0">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function groupByFile(findings: readonly ReportFinding[]): Map<string, ReportFinding[]> {
  const groups = new Map<string, ReportFinding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.file);
    if (group === undefined) {
      groups.set(finding.file, [finding]);
    } else {
      group.push(finding);
    }
  }
  return groups;
}

const isFailure = ({ severity }: ReportFinding) => severity === 'error' || severity === 'warning';

function suite(file: string, findings: readonly ReportFinding[]): string {
  const failures = findings.filter(isFailure).length;
  const name = escapeXml(file);
  return [
    `  <testsuite name="${name}" tests="${findings.length}" failures="${failures}" errors="0">`,
    ...findings.map((finding) => testCase(finding)),
    '  </testsuite>',
  ].join('\n');
}

function testCase(finding: ReportFinding): string {
  const { line, column } = finding.range.start;
  const attributes = `name="${escapeXml(`${finding.rule} (${line}:${column})`)}" classname="${escapeXml(finding.file)}"`;
  const text = escapeXml(
    `${finding.file}:${line}:${column} ${finding.severity} ${finding.message}\n${finding.documentation}`,
  );
  const body = isFailure(finding)
    ? `<failure type="${finding.severity}" message="${escapeXml(finding.message)}">${text}</failure>`
    : `<system-out>${text}</system-out>`;
  return `    <testcase ${attributes}>${body}</testcase>`;
}

function skippedSuite(report: Report): string {
  const { skipped } = report.summary;
  return [
    `  <testsuite name="skipped files" tests="${skipped.length}" failures="0" errors="0" skipped="${skipped.length}">`,
    ...skipped.map(
      ({ file, reason }) =>
        `    <testcase name="${escapeXml(file)}" classname="aks-cilium"><skipped message="${escapeXml(reason)}"/></testcase>`,
    ),
    '  </testsuite>',
  ].join('\n');
}

/** Many readers of JUnit take a report without any case for a failure. */
function cleanSuite(report: Report): string {
  const name = escapeXml(`no problems in ${plural(report.summary.files, 'file')}`);
  return [
    '  <testsuite name="aks-cilium" tests="1" failures="0" errors="0">',
    `    <testcase name="${name}" classname="aks-cilium"/>`,
    '  </testsuite>',
  ].join('\n');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** What XML 1.0 does not allow in a document, not even as a character reference (production [2] Char). */
const illegal =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udfff]/gu;

function escapeXml(text: string): string {
  return text
    .replace(illegal, '')
    .replace(/[&<>"'\n\r\t]/g, (character) => entities[character] ?? character);
}
