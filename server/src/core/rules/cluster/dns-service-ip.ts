import { defineRule } from '../../engine/define-rule';
import type { Fix } from '../../engine/finding';
import { settingFix } from '../../fixes/setting-fixes';
import { defaultRange } from '../../knowledge/address-ranges';
import { cidrRule } from '../../knowledge/cidr-limits';
import { urlsOf } from '../../knowledge/types';
import type { AksCluster } from '../../model/aks/aks-cluster';
import { type Cidr, contains, parseCidr } from '../../policy/addresses/cidr';
import { isDeclared } from '../../policy/cluster/cluster-network';
import {
  type DeclaredRange,
  networkPlace,
  rangePaths,
  rangeTitle,
  serviceRanges,
} from '../../policy/cluster/declared-ranges';
import { setTitle, settingName } from '../../policy/cluster/setting-names';

const outside = cidrRule('dns-service-ip-outside');
const taken = cidrRule('dns-service-ip-first-address');
const path = 'networkProfile.dnsServiceIP';
const usual = defaultRange('dns-service-ip', 'IPv4') ?? '';

/** The DNS Service is one of the Services. */
export default defineRule({
  meta: {
    name: 'dns-service-ip',
    title: 'Address of the DNS Service outside the service range',
    category: 'cluster',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      outside: '{{dns}} {{address}} is outside the {{range}}: Azure refuses the cluster.',
      outsideDefault:
        '{{dns}} is {{address}}, but {{services}} is not set, and {{address}} is outside the {{range}}: set both.',
      missing:
        '{{services}} is {{range}}, but {{dns}} is not set, and its default {{address}} is outside that range: set both.',
      taken:
        '{{dns}} {{address}} is the {{which}} address of the {{range}}, which the DNS Service cannot use: the first address belongs to the API server.',
    },
    references: [...new Set([...urlsOf(outside), ...urlsOf(taken)])],
  },
  check(cluster, { report }) {
    const range = serviceRanges(cluster).find(({ cidr }) => cidr.family === 'IPv4');
    const setting = cluster.text(path);
    if (!isDeclared(cluster) || range === undefined) {
      return;
    }
    const fixes = () => fixesFor(cluster, range.cidr);
    const names = {
      dns: settingName(cluster, path),
      services: settingName(cluster, rangePaths.service[0]),
    };
    const data = { ...names, range: rangeTitle(range) };
    const restsOn = [setting, ...(range.setting === undefined ? [] : [range.setting])];
    if (setting.state === 'absent') {
      if (range.setting !== undefined && !holds(range, usual)) {
        report({
          messageId: 'missing',
          at: range.setting.range,
          data: { ...names, range: range.cidr.text, address: usual },
          severity: 'warning',
          restsOn,
          fixes,
        });
      }
      return;
    }
    const address = setting.state === 'known' ? addressOf(setting.value) : undefined;
    if (setting.state !== 'known' || address === undefined) {
      return;
    }
    const related = [placeOf(range, cluster)];
    const place = Number(address.first - range.cidr.first);
    if (!contains(range.cidr, address)) {
      const isDefault = range.setting === undefined;
      report({
        messageId: isDefault ? 'outsideDefault' : 'outside',
        at: setting.range,
        data: { ...data, address: setting.value },
        ...(isDefault ? { severity: 'warning' } : {}),
        restsOn,
        related,
        ...(isDefault ? {} : { fixes }),
      });
    } else if (place < 2) {
      report({
        messageId: 'taken',
        at: setting.range,
        data: { ...data, address: setting.value, which: place === 0 ? 'network' : 'first' },
        restsOn,
        related,
        fixes,
      });
    }
  },
});

function placeOf(range: DeclaredRange, cluster: AksCluster) {
  return range.setting === undefined
    ? {
        range: networkPlace(cluster),
        message: 'The cluster sets no service range, so it gets the default one.',
      }
    : { range: range.setting.range, message: `The ${rangeTitle(range)} is set here.` };
}

function addressOf(text: string): Cidr | undefined {
  const address = parseCidr(`${text}/32`);
  return address?.family === 'IPv4' ? address : undefined;
}

function holds({ cidr }: DeclaredRange, address: string): boolean {
  const found = addressOf(address);
  return found !== undefined && contains(cidr, found);
}

/** The tenth address is the one that AKS takes by itself in the default range. */
function fixesFor(cluster: AksCluster, { network, prefixLength }: Cidr): readonly Fix[] {
  const base = /^(\d+\.\d+\.\d+\.)(\d+)\//.exec(network);
  if (base === null || prefixLength > 28) {
    return [];
  }
  const address = `${base[1]}${Number(base[2]) + 10}`;
  return [
    settingFix(
      setTitle(cluster, path, address),
      'suggestion',
      [cluster.edits.set(path, address)],
      true,
    ),
  ];
}
