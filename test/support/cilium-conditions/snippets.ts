import type { ProfileSettings } from '../../../server/src/core/index';

export const refused = 'is refused by the API server';
export const ignored = 'is stored, but Cilium does not enforce it';
export const inNew: ProfileSettings = { kubernetesVersion: '1.34' };
export const inOld: ProfileSettings = { kubernetesVersion: '1.31' };

/** A policy for the pods of a shop with the sections given. */
export const spec = (sections: string) => `spec: {endpointSelector: {}, ${sections}}`;
/** One rule of `ingress`, of `egress`. */
export const ingress = (rule: string) => spec(`ingress: [{${rule}}]`);
export const egress = (rule: string) => spec(`egress: [{${rule}}]`);
/** One item of `toPorts` in a rule of `ingress`, of `egress`. */
export const inPort = (item: string) => ingress(`toPorts: [{${item}}]`);
export const outPort = (item: string) => egress(`toPorts: [{${item}}]`);

export const web = 'ports: [{port: "80", protocol: TCP}]';
export const lookup = 'ports: [{port: "53", protocol: ANY}]';
export const anyName = 'rules: {dns: [{matchPattern: "*"}]}';
export const anyRequest = 'rules: {http: [{method: GET}]}';
const repeated = (count: number, item: string) =>
  Array.from({ length: count }, () => item).join(', ');
export const manyPorts = (count: number) => `ports: [${repeated(count, '{port: "80"}')}]`;
export const manyFields = (count: number) => `icmps: [{fields: [${repeated(count, '{type: 8}')}]}]`;
