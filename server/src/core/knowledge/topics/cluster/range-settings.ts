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
const reserved = `${rangeList(reservedRanges.map(({ cidr }) => cidr))} belong to AKS: no range may overlap them.`;
const prefix = 16;
const capacity = `a /${prefix} is enough for ${overlayNodeCapacity(prefix)} nodes`;

/** The address ranges of a cluster and its families. */
export const rangeSettings: readonly ClusterSetting[] = [
  {
    ...overview,
    on: 'cluster',
    path: `${network}.podCidr`,
    title: 'the addresses of pods in the overlay',
    meaning: `${byDefault('pod-cidr', 'IPv4')} when left out. ${cidrLimits.overlayNodePrefix.text} So ${capacity}, surge nodes included. ${cidrRule('pod-range-too-small').text.replace(/^.*; it/, 'It')}\n\nIt must not overlap the Service range, the virtual network or what is connected to it, and should be private. ${reserved}\n\nOn Cilium **no \`ipBlock\` reaches a pod**, even if it takes in this range.`,
    combinations: ['pod-cidr-without-overlay'],
  },
  {
    ...overview,
    on: 'cluster',
    path: `${network}.podCidrs`,
    title: 'the addresses of pods, one range per family',
    meaning: `For dual-stack clusters; one range per family, in the order of \`ipFamilies\`. ${bothFamilies('pod-cidr')} when left out. ${cidrLimits.overlayNodePrefix.text} A cluster with IPv4 only may say \`podCidr\` instead.`,
    combinations: ['dual-stack-too-old'],
  },
  {
    ...overview,
    on: 'cluster',
    path: `${network}.serviceCidr`,
    title: 'the addresses of Services',
    meaning: `${byDefault('service-cidr', 'IPv4')} when left out, which a virtual network of \`10.0.0.0/8\` or \`10.0.0.0/16\` overlaps. ${cidrLimits.servicePrefixMin.text} ${cidrRule('service-range-over-subnet').text} ${reserved}\n\nCilium replaces these addresses by that of a pod **before** policies are judged: a policy that names them matches nothing.`,
  },
  {
    ...overview,
    on: 'cluster',
    path: `${network}.serviceCidrs`,
    title: 'the addresses of Services, one range per family',
    meaning: `For dual-stack clusters; one range per family, in the order of \`ipFamilies\`. ${bothFamilies('service-cidr')} when left out. ${cidrLimits.dualStackServicePrefixMin.text} A policy that names such a range matches nothing.`,
    combinations: ['dual-stack-too-old'],
  },
  {
    ...verified(issues.dnsServiceIp, { also: [sources.cniOverview] }),
    on: 'cluster',
    path: `${network}.dnsServiceIP`,
    title: 'the address of the DNS Service',
    meaning: `${byDefault('dns-service-ip', 'IPv4')} when left out. ${cidrRule('dns-service-ip-outside').text} ${cidrRule('dns-service-ip-first-address').text} ${cidrRule('dns-service-ip-without-range').text}\n\nOn Cilium a policy cannot allow DNS by this address: select the pods of CoreDNS (\`k8s-app: kube-dns\` in \`kube-system\`).`,
  },
  {
    ...verified(sources.overlayConcepts, { also: [sources.ciliumPage] }),
    on: 'cluster',
    path: `${network}.ipFamilies`,
    title: 'IPv4, or IPv4 and IPv6',
    meaning:
      'IPv4 when left out. With both families every pod and Service has two addresses, and the ranges come in pairs in the same order. A policy with `0.0.0.0/0` alone leaves out IPv6.',
    values: [
      {
        value: 'IPv4',
        title: 'the family that every cluster has',
        text: 'Alone it is the default and may be left out. Together with `IPv6` it makes a dual-stack cluster; the order of the list is that of `podCidrs` and `serviceCidrs`.',
      },
      {
        value: 'IPv6',
        title: 'the second family of a dual-stack cluster',
        text: 'Together with `IPv4` only, in the overlay. Policies need an `ipBlock` for each family: `0.0.0.0/0` takes in no IPv6 address, `::/0` no IPv4 one.',
        feature: 'dual-stack',
        combinations: ['dual-stack-too-old'],
      },
    ],
    feature: 'dual-stack',
    combinations: ['dual-stack-too-old'],
  },
];
