// Applies every fix of every finding alone, on many clusters, to the files below a folder: `npm run soak:fixes -- DIR`.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { importTypeScript } from './generate/import-typescript.mjs';

const [, , argument] = process.argv;
if (argument === undefined) {
  console.error('usage: npm run soak:fixes -- DIR');
  process.exit(2);
}

const ranges = {
  podCidrs: ['10.244.0.0/16'],
  serviceCidrs: ['10.0.0.0/16'],
  nodeCidrs: ['10.224.0.0/16'],
};

/** What a file may be meant for. Of the latest clusters what they know or do not know, and old ones. */
const clusters = {
  'nothing known': {},
  'ACNS with L7': {
    profile: { ...ranges, kubernetesVersion: '1.34', acns: true, acnsNetworkPolicies: 'L7' },
  },
  'ACNS with FQDN': {
    profile: { kubernetesVersion: '1.33', acns: true, acnsNetworkPolicies: 'FQDN' },
  },
  'no ACNS': { profile: { ...ranges, kubernetesVersion: '1.33', acns: false, ipam: 'overlay' } },
  'an old version': { profile: { kubernetesVersion: '1.29', acns: false } },
  'the newest Cilium': { profile: { ciliumVersion: '1.18', ipFamilies: ['IPv4', 'IPv6'] } },
  'the edition of 2025': { edition: '2025-05-22', today: '2025-06-01' },
};

// npm runs scripts in the root of the package, wherever it was called from.
const folder = resolve(process.env.INIT_CWD ?? '.', argument);
const { fixToTheEnd, tryFixes } = await importTypeScript('test/support/fix-safety.ts');
const { readMarkers } = await importTypeScript('test/support/markers.ts');

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:ya?ml|json|tpl|bicep|bicepparam|sh|ps1|bat|azcli|md)$/.test(name))
  .sort();

const sum = { findings: 0, fixes: 0 };
/** @type {Set<string>} */
const rules = new Set();
/** @type {Map<string, string>} each with the first cluster it was seen on */
const complaints = new Map();
/** @type {Map<string, number>} */
const remarks = new Map();

for (const name of files) {
  // The fixtures' markers are no part of what they are about; other files have none.
  const content = readFileSync(join(folder, name), 'utf8');
  const { text, settings } = readMarkers(content);
  for (const [cluster, preset] of Object.entries(clusters)) {
    const source = {
      name: relative('.', name).replaceAll('\\', '/'),
      text,
      settings: { ...settings, ...preset, profile: { ...settings.profile, ...preset.profile } },
    };
    const trials = tryFixes(source, Number.POSITIVE_INFINITY);
    sum.findings += trials.findings;
    sum.fixes += trials.fixes;
    for (const rule of trials.rules) {
      rules.add(rule);
    }
    const ends = [...fixToTheEnd(source, 'safe'), ...fixToTheEnd(source, 'unsafe')];
    for (const complaint of [...trials.complaints, ...ends]) {
      complaints.set(complaint, complaints.get(complaint) ?? cluster);
    }
    for (const remark of trials.remarks) {
      // Without the file: what counts is which fix brings which rule.
      const kind = remark.slice(remark.indexOf(': "') + 2);
      remarks.set(kind, (remarks.get(kind) ?? 0) + 1);
    }
  }
}

for (const [complaint, cluster] of complaints) {
  console.log(`${complaint} (${cluster})`);
}
for (const [remark, count] of [...remarks].sort(([, a], [, b]) => b - a)) {
  console.log(`  ${count} x ${remark}`);
}
console.log(
  `files ${files.length}, clusters ${Object.keys(clusters).length}, findings ${sum.findings}, fixes applied ${sum.fixes} of ${rules.size} rules, complaints ${complaints.size}`,
);
process.exit(complaints.size > 0 ? 1 : 0);
