import {
  type Configuration,
  type Finding,
  lint,
  resolveConfiguration,
  runToEnd,
  Snapshot,
} from '../../server/src/core/index';
import { kubernetesObjects } from '../../server/src/core/model/kubernetes-object';
import type { Input } from './inputs/policy';

/** A policy of an input, and how to find what the rules say of it. */
export interface Judged {
  /** What is found in a policy on a cluster with that Cilium, one list for each policy of the text. */
  findings(minor: string, withL7: boolean): readonly (readonly Finding[])[];
}

/** Reads the text once, for all versions. */
export function judgedBy({ id, text }: Input): Judged {
  const snapshot = new Snapshot({ uri: 'file:///work/case.yaml', version: 1, text });
  const places = snapshot.documents.flatMap(({ document, start }) =>
    kubernetesObjects(document)
      .filter(({ kind }) => /^Cilium(?:Clusterwide)?NetworkPolicy$/.test(kind))
      .map(({ range }) => ({ start: start + range.start, end: start + range.end })),
  );
  if (places.length === 0) {
    throw new Error(`${id} holds no policy that the model reads.`);
  }
  return {
    findings(minor, withL7) {
      const { findings } = runToEnd(lint(snapshot, configurationFor(minor, withL7)));
      return places.map(({ start, end }) =>
        places.length === 1
          ? findings
          : findings.filter(({ range }) => range.start >= start && range.end <= end),
      );
    },
  };
}

const configurations = new Map<string, Configuration>();

function configurationFor(ciliumVersion: string, acns: boolean): Configuration {
  const key = `${ciliumVersion} ${acns}`;
  const before = configurations.get(key);
  if (before !== undefined) {
    return before;
  }
  const acnsNetworkPolicies = acns ? 'L7' : 'None';
  const configuration = resolveConfiguration({
    project: {
      settings: { profile: { ciliumVersion, acns, acnsNetworkPolicies } },
      uri: 'file:///work/aks-cilium.yaml',
      folder: 'file:///work',
    },
    path: 'case.yaml',
  });
  configurations.set(key, configuration);
  return configuration;
}
