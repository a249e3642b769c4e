import { verified } from '../dated';
import { sources } from '../sources';
import type { Dated } from '../types';
import type { VersionSpan } from '../version-number';

const facts = verified(sources.ciliumRuleValidation);

/** What Cilium asks of a policy beyond its schema, as far as it is figures and names. */
export const sanitizeFacts = {
  ...facts,
  /** When rules for layer 7 other than `dns` could not have a range of ports. */
  layer7Range: { before: '1.17' } satisfies VersionSpan,
  /** When the selectors of `fromRequires` and `toRequires` were still read. */
  requires: { before: '1.19' } satisfies VersionSpan,
  /** When the schema let an empty name of a server through. */
  emptyServerName: { before: '1.18' } satisfies VersionSpan,
  /** The types of ICMP that have a name, and are of one family only; a pattern of the schema takes all of them for both. */
  icmpNames: {
    IPv4: [
      ...['EchoReply', 'DestinationUnreachable', 'Redirect', 'Echo', 'EchoRequest'],
      ...['RouterAdvertisement', 'RouterSelection', 'TimeExceeded', 'ParameterProblem'],
      ...['Timestamp', 'TimestampReply', 'Photuris', 'ExtendedEchoRequest', 'ExtendedEchoReply'],
    ],
    IPv6: [
      ...['DestinationUnreachable', 'PacketTooBig', 'TimeExceeded', 'ParameterProblem'],
      ...['EchoRequest', 'EchoReply', 'MulticastListenerQuery', 'MulticastListenerReport'],
      ...['MulticastListenerDone', 'RouterSolicitation', 'RouterAdvertisement'],
      ...['NeighborSolicitation', 'NeighborAdvertisement', 'RedirectMessage'],
      ...['RouterRenumbering', 'ICMPNodeInformationQuery', 'ICMPNodeInformationResponse'],
      ...['InverseNeighborDiscoverySolicitation', 'InverseNeighborDiscoveryAdvertisement'],
      ...['HomeAgentAddressDiscoveryRequest', 'HomeAgentAddressDiscoveryReply'],
      ...['MobilePrefixSolicitation', 'MobilePrefixAdvertisement'],
      ...['DuplicateAddressRequestCodeSuffix', 'DuplicateAddressConfirmationCodeSuffix'],
      ...['ExtendedEchoRequest', 'ExtendedEchoReply'],
    ],
  },
  kafka: {
    apiKeys: [
      ...['produce', 'fetch', 'offsets', 'metadata', 'leaderandisr', 'stopreplica'],
      ...['updatemetadata', 'controlledshutdown', 'offsetcommit', 'offsetfetch'],
      ...['findcoordinator', 'joingroup', 'heartbeat', 'leavegroup', 'syncgroup'],
      ...['describegroups', 'listgroups', 'saslhandshake', 'apiversions', 'createtopics'],
      ...['deletetopics', 'deleterecords', 'initproducerid', 'offsetforleaderepoch'],
      ...['addpartitionstotxn', 'addoffsetstotxn', 'endtxn', 'writetxnmarkers'],
      ...['txnoffsetcommit', 'describeacls', 'createacls', 'deleteacls', 'describeconfigs'],
      ...['alterconfigs'],
    ],
    highestVersion: 32_767,
  },
} as const satisfies Dated & Readonly<Record<string, unknown>>;
