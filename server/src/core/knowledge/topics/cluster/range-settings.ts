import { type AddressFamily, defaultRange, reservedRanges } from '../../address-ranges';
import { cidrLimits, cidrRule, overlayNodeCapacity } from '../../cidr-limits';
import { verified } from '../../dated';
import { issues } from '../../issues';
import { sources } from '../../sources';
import { rangeList } from '../topic';
import type { ClusterSetting } from './setting';

const network = 'networkProfile';
const overview = verified(sources.cniOverview, { also: [sources.overlayConcepts] });

const byDefault = (id: 'pod-cidr' | 'service-cidr' | 'dns-service-ip', family: AddressFamily) =>
  `\`${defaultRange(id, family)}\``;
const bothFamilies = (id: 'pod-cidr' | 'service-cidr') =>
  `${byDefault(id, 'IPv4')} and ${byDefault(id, 'IPv6')}`;
const reserved = `${rangeList(reservedRanges.map(({ cidr }) => cidr))} are reserved for AKS: no range may overlap them.`;
const prefix = 16;
const capacity = `a /${prefix} is enough for ${overlayNodeCapacity(prefix)} nodes`;

/** The address ranges of a cluster and its families. */
export const rangeSettings: readonly ClusterSetting[] = [
  {
    ...overview,
    on: 'cluster',
    path: `${network}.podCidr`,
    title: 'the addresses of pods in the overlay',
    meaning: `Defaults to ${byDefault('pod-cidr', 'IPv4')}. ${cidrLimits.overlayNodePrefix.text} So ${capacity}, surge nodes included. ${cidrRule('pod-range-too-small').text.replace(/^.*; it/, 'It')}\n\nIt must not overlap the Service range, the virtual network or anything connected to it, and should be private. ${reserved}\n\nOn Cilium **no \`ipBlock\` matches a pod**, even if it contains this range.`,
    combinations: ['pod-cidr-without-overlay'],
  },
  {
    ...overview,
    on: 'cluster',
    path: `${network}.podCidrs`,
    title: 'the addresses of pods, one range per family',
    meaning: `For dual-stack clusters; one range per family, in the order of \`ipFamilies\`. Defaults to ${bothFamilies('pod-cidr')}. ${cidrLimits.overlayNodePrefix.text} A cluster with only IPv4 can use \`podCidr\` instead.`,
    combinations: ['dual-stack-too-old'],
  },
  {
    ...overview,
    on: 'cluster',
    path: `${network}.serviceCidr`,
    title: 'the addresses of Services',
    meaning: `Defaults to ${byDefault('service-cidr', 'IPv4')}, which overlaps a virtual network of \`10.0.0.0/8\` or \`10.0.0.0/16\`. ${cidrLimits.servicePrefixMin.text} ${cidrRule('service-range-over-subnet').text} ${reserved}\n\nCilium replaces these addresses with pod addresses **before** it applies policies: a policy that names them matches nothing.`,
  },
  {
    ...overview,
    on: 'cluster',
    path: `${network}.serviceCidrs`,
    title: 'the addresses of Services, one range per family',
    meaning: `For dual-stack clusters; one range per family, in the order of \`ipFamilies\`. Defaults to ${bothFamilies('service-cidr')}. ${cidrLimits.dualStackServicePrefixMin.text} A policy that names such a range matches nothing.`,
    combinations: ['dual-stack-too-old'],
  },
  {
    ...verified(issues.dnsServiceIp, { also: [sources.cniOverview] }),
    on: 'cluster',
    path: `${network}.dnsServiceIP`,
    title: 'the address of the DNS Service',
    meaning: `Defaults to ${byDefault('dns-service-ip', 'IPv4')}. ${cidrRule('dns-service-ip-outside').text} ${cidrRule('dns-service-ip-first-address').text} ${cidrRule('dns-service-ip-without-range').text}\n\nOn Cilium a policy cannot allow DNS by this address: select the CoreDNS pods (\`k8s-app: kube-dns\` in \`kube-system\`).`,
  },
  {
    ...verified(sources.overlayConcepts, { also: [sources.ciliumPage] }),
    on: 'cluster',
    path: `${network}.ipFamilies`,
    title: 'IPv4, or IPv4 and IPv6',
    meaning:
      'Defaults to IPv4. With both families every pod and Service has two addresses, and the ranges come in pairs in the same order. A policy with only `0.0.0.0/0` leaves out IPv6.',
    values: [
      {
        value: 'IPv4',
        title: 'the family that every cluster has',
        text: 'On its own it is the default and can be omitted. Together with `IPv6` it makes a dual-stack cluster; `podCidrs` and `serviceCidrs` follow the order of this list.',
      },
      {
        value: 'IPv6',
        title: 'the second family of a dual-stack cluster',
        text: 'Only together with `IPv4`, and only in the overlay. Policies need an `ipBlock` for each family: `0.0.0.0/0` covers no IPv6 addresses, `::/0` no IPv4 addresses.',
        feature: 'dual-stack',
        combinations: ['dual-stack-too-old'],
      },
    ],
    feature: 'dual-stack',
    combinations: ['dual-stack-too-old'],
  },
];
