import type { SchemaNode } from './schema-node';

const string: SchemaNode = { type: 'string' };
const integer: SchemaNode = { type: 'integer' };
const boolean: SchemaNode = { type: 'boolean' };
const strings: SchemaNode = { type: 'object', additionalProperties: string };

const ownerReference: SchemaNode = {
  type: 'object',
  properties: new Map<string, SchemaNode>([
    ['apiVersion', string],
    ['kind', string],
    ['name', string],
    ['uid', string],
    ['controller', boolean],
    ['blockOwnerDeletion', boolean],
  ]),
};

/**
 * `metadata`, which the API server reads itself, whatever a definition says of it. What only the server writes is
 * not described further: nobody writes it into a file.
 */
export const objectMeta: SchemaNode = {
  type: 'object',
  properties: new Map<string, SchemaNode>([
    ['name', string],
    ['namespace', string],
    ['labels', strings],
    ['annotations', strings],
    ['generateName', string],
    ['finalizers', { type: 'array', items: string }],
    ['ownerReferences', { type: 'array', items: ownerReference }],
    ['creationTimestamp', {}],
    ['deletionTimestamp', {}],
    ['deletionGracePeriodSeconds', integer],
    ['generation', integer],
    ['managedFields', {}],
    ['resourceVersion', string],
    ['selfLink', string],
    ['uid', string],
  ]),
};
