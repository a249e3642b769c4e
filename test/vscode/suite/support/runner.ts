import * as vscode from 'vscode';
import { delay } from './assert';

interface TestCase {
  readonly name: string;
  readonly body: () => Promise<void>;
}

interface TestResult {
  readonly name: string;
  readonly failure?: string;
  readonly milliseconds: number;
}

const testTimeout = 120_000;

/** Lines with this mark are for a person; the extension host's console has many others. */
const outputMark = '[test]';

const testCases: TestCase[] = [];

export function test(name: string, body: () => Promise<void>): void {
  testCases.push({ name, body });
}

/** Runs what the modules have registered; the result file is how the caller learns the count. */
export async function runTests(): Promise<void> {
  const results: TestResult[] = [];
  for (const testCase of testCases) {
    const result = await runTest(testCase);
    results.push(result);
    const time = `(${result.milliseconds} ms)`;
    console.log(
      result.failure === undefined
        ? `${outputMark}   ok      ${result.name} ${time}`
        : `${outputMark}   FAILED  ${result.name} ${time}\n${result.failure}`,
    );
  }
  await writeResults(results);
  const failed = results.filter(({ failure }) => failure !== undefined);
  if (failed.length > 0) {
    throw new Error(`${failed.length} of ${results.length} tests failed`);
  }
}

async function runTest({ name, body }: TestCase): Promise<TestResult> {
  const start = Date.now();
  let failure: string | undefined;
  try {
    await Promise.race([
      body(),
      delay(testTimeout).then(() => {
        throw new Error(`did not end within ${testTimeout} ms`);
      }),
    ]);
  } catch (error) {
    failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const milliseconds = Date.now() - start;
  return { name, milliseconds, ...(failure !== undefined && { failure }) };
}

/** Into the workspace: the only place that every kind of extension host can write to. */
async function writeResults(results: readonly TestResult[]): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder) {
    const file = vscode.Uri.joinPath(folder.uri, '.test-results.json');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(results)));
  }
}
