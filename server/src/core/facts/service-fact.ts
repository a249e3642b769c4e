import { readDeployed } from '../model/deployment/deployed-document';
import type { Service } from '../model/service';
import { known } from '../model/traced';
import type { YamlDocument } from '../syntax/yaml/document';
import type { Requirement } from './subject';
import { namespaceText, textOrTemplate } from './subject';

/** A Service for pods that its selector names. */
export interface ServiceFact {
  /** As written, a template expression included; undefined when there is none. */
  readonly name: string | undefined;
  /** As written, a template expression included; empty when it is not written. */
  readonly namespace: string;
  /** What the pods behind it have in common; undefined when a template has a part in it. */
  readonly selector: readonly Requirement[] | undefined;
  /** Those whose protocol and numbers are readable. */
  readonly ports: readonly ForwardedPort[];
  /** Every port is readable, and no template adds any. */
  readonly hasEveryPort: boolean;
}

export interface ForwardedPort {
  readonly protocol: string;
  readonly port: number;
  /** The number or the name that the pods have. */
  readonly target: number | string;
}

/** The fact of one Service, none when it has no selector; the same object whenever it is asked for. */
export function serviceFactOf(service: Service): ServiceFact | undefined {
  const facts = service.object.document.derived(serviceFacts);
  return facts.get(service) ?? readService(service);
}

function serviceFacts(document: YamlDocument): ReadonlyMap<Service, ServiceFact | undefined> {
  return readDeployed(document, 'Service', readService);
}

function readService(service: Service): ServiceFact | undefined {
  const { object, selector, ports, type } = service;
  // An empty selector is none, and the name of something outside has no pods.
  if (
    selector.state === 'absent' ||
    known(selector)?.entries.length === 0 ||
    known(type) === 'ExternalName'
  ) {
    return undefined;
  }
  const labels = known(selector);
  const requirements = (labels?.entries ?? []).flatMap(({ key, value }) =>
    value.state === 'known' ? [{ key, operator: 'In', values: [value.value] }] : [],
  );
  const isReadable = labels?.isComplete === true && requirements.length === labels.entries.length;
  const forwarded = ports.items.flatMap(forwardedPort);
  return {
    name: textOrTemplate(object.document, object.name),
    namespace: namespaceText(object),
    selector: isReadable ? requirements : undefined,
    ports: forwarded,
    hasEveryPort: ports.isComplete && forwarded.length === ports.items.length,
  };
}

function forwardedPort({
  protocol,
  port,
  targetPort,
}: Service['ports']['items'][number]): readonly ForwardedPort[] {
  const written = protocol.state === 'absent' ? 'TCP' : known(protocol);
  const number = known(port);
  const target =
    targetPort.state === 'absent' || known(targetPort) === 0 ? number : known(targetPort);
  return written === undefined || number === undefined || target === undefined
    ? []
    : [{ protocol: written, port: number, target }];
}
