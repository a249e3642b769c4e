// What a person waits for while the files of a large workspace are read in the background, and afterwards.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { yamlStream } from '../generated-files.mjs';
import { LanguageServer } from '../language-server.mjs';
import { median } from '../statistics.mjs';

/** @type {import('../language-server.mjs').ServerKind} */
const ours = {
  name: 'aks-cilium',
  command: [fileURLToPath(new URL('../../dist/server.node.js', import.meta.url)), '--stdio'],
  diagnostics: 'pull',
  section: 'aksCilium',
  settings: {},
};

// Found only when both files have been read: the first and the last of the workspace by their names.
const policy = `# Who may reach the agents.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: agent, namespace: monitoring }
spec:
  podSelector: { matchLabels: { app: agent } }
  policyTypes: [Ingress]
  ingress: []
`;
const agent = `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent, namespace: monitoring }
spec:
  selector: { matchLabels: { app: agent } }
  template:
    metadata: { labels: { app: agent } }
    spec:
      hostNetwork: true
      containers: [{ name: agent, image: registry.example.com/agent:1 }]
`;
const across = 'policy-selects-host-network';
const longestWait = 120_000;

/** @param {import('../run.mjs').Options} options @returns {Promise<readonly import('../run.mjs').Row[]>} */
export async function measure({ quick, log }) {
  const files = quick ? 200 : 5_000;
  const count = files.toLocaleString('en');
  log(`  ${count} files`);
  const folder = mkdtempSync(join(tmpdir(), 'aks-cilium-workspace-'));
  try {
    writeFiles(folder, files);
    /** @type {Reading[]} */
    const runs = [];
    for (let round = 0; round < (quick ? 1 : 3); round++) {
      runs.push(await reading(folder, quick ? 2 : 10));
    }
    const of = (/** @type {(run: Reading) => number} */ pick) => median(runs.map(pick));
    return [
      row(
        `finding across ${count} files, from the start`,
        'ms',
        of((run) => run.found),
      ),
      row(
        'hover meanwhile',
        'ms',
        of((run) => median(run.hovers)),
      ),
      row(
        'hover meanwhile, the longest',
        'ms',
        of((run) => Math.max(...run.hovers)),
      ),
      row(
        `edit beside ${count} files`,
        'ms',
        of((run) => median(run.comments)),
      ),
      row(
        'edit of the name of a policy beside them',
        'ms',
        of((run) => median(run.names)),
      ),
      row(
        `memory with ${count} files`,
        'MB',
        of((run) => run.memory),
      ),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @typedef {{ line: number, character: number }} Place */

/**
 * @typedef {{
 *   found: number, hovers: number[], comments: number[], names: number[], memory: number
 * }} Reading
 */

/** @param {string} folder @param {number} edits @returns {Promise<Reading>} */
async function reading(folder, edits) {
  const server = new LanguageServer(ours);
  await server.initialize(pathToFileURL(folder).href);
  const uri = pathToFileURL(join(folder, 'a-policy.yaml')).href;
  await server.open(uri, policy);
  const hovers = [];
  const place = endOf('podSel');
  do {
    if (performance.now() - server.started > longestWait) {
      throw new Error(`No ${across} after ${longestWait} ms.`);
    }
    for (let hover = 0; hover < 10; hover++) {
      hovers.push(await server.hover(uri, place));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  } while (!(await server.pull(uri)).some(({ code }) => code === across));
  const found = performance.now() - server.started;
  let version = 1;
  const typed = async (/** @type {Place} */ at) => {
    const times = [];
    for (let edit = 0; edit < edits; edit++) {
      times.push(await server.type(uri, ++version, at, 'x'));
    }
    return times;
  };
  // A comment tells the other files nothing, the name of a policy does.
  const comments = await typed(endOf('# Who may reach the agents.'));
  const names = await typed(endOf('name: agent'));
  const memory = server.memory().all;
  server.stop();
  return { found, hovers, comments, names, memory };
}

/** @param {string} text @returns {Place} the place behind the text in the policy */
function endOf(text) {
  const before = policy.slice(0, policy.indexOf(text) + text.length).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

/** @param {string} folder @param {number} files */
function writeFiles(folder, files) {
  writeFileSync(join(folder, 'a-policy.yaml'), policy);
  for (let index = 0; index < files - 2; index++) {
    const team = join(folder, `team-${index % 100}`);
    mkdirSync(team, { recursive: true });
    writeFileSync(join(team, `app-${index}.yaml`), yamlStream(2, index * 2));
  }
  const last = join(folder, 'z');
  mkdirSync(last);
  writeFileSync(join(last, 'agent.yaml'), agent);
}

/** @param {string} name @param {string} unit @param {number} ours @returns {import('../run.mjs').Row} */
function row(name, unit, ours) {
  return { topic: 'workspace', name, unit, ours, peer: 0, peerName: '' };
}
