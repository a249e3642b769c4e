import type { Fix } from '../engine/finding';
import type { FactView } from '../facts/facts';
import { policyLimits } from '../knowledge/policy-vocabulary';
import type { EditResult, PlainValue } from '../model/edits';
import { writeField } from '../model/list-edits';
import type { Service } from '../model/service';
import { known } from '../model/traced';
import type { DroppedIngress } from '../policy/external-ingress';
import { type BackendPort, backendPortText } from '../policy/ports/backend-port';
import { addCiliumPolicy } from './cilium-policy';
import { fixFrom } from './fix-from';
import { outsideTemplateBlocks } from './template-guard';

/** Keeps the addresses of clients, which policies then see, or lets the other nodes in that clients are taken for. */
export function externalIngressFixes(
  service: Service,
  dropped: DroppedIngress,
  facts: FactView,
): readonly Fix[] {
  const allow = fixFrom(
    'Add a CiliumNetworkPolicy for clients outside',
    'suggestion',
    allowClients(service, dropped, facts),
    dropped.clients === 'all',
  );
  if (dropped.clients === 'all') {
    return [allow];
  }
  const keep = outsideTemplateBlocks(
    service,
    service.spec?.range.start ?? service.object.range.start,
    keepAddresses(service),
  );
  return [fixFrom('Set externalTrafficPolicy: Local', 'suggestion', keep, true), allow];
}

function keepAddresses({ object, spec }: Service): EditResult {
  return spec === undefined
    ? { disabledReason: 'A template writes this part; change it by hand.' }
    : writeField(object, spec, 'externalTrafficPolicy', 'Local');
}

function allowClients(
  { object, selector }: Service,
  { ports }: DroppedIngress,
  facts: FactView,
): EditResult {
  const labels = (known(selector)?.entries ?? []).map(({ key, value }) => [key, known(value)]);
  const items = distinct(ports)
    .slice(0, policyLimits.portsPerRule.value)
    .map((port): PlainValue => ({ port: backendPortText(port), protocol: port.protocol }));
  const newPolicy = {
    suffix: 'clients',
    endpointSelector: { matchLabels: Object.fromEntries(labels) },
    sections: {
      ingress: [{ fromEntities: ['world', 'remote-node'], toPorts: [{ ports: items }] }],
    },
  };
  return addCiliumPolicy(object, newPolicy, facts);
}

/** Two ports of a Service may lead to the same of its pods. */
function distinct(ports: readonly BackendPort[]): readonly BackendPort[] {
  const textOf = (port: BackendPort) => `${port.protocol}/${backendPortText(port)}`;
  return ports.filter(
    (port, index) => ports.findIndex((other) => textOf(other) === textOf(port)) === index,
  );
}
