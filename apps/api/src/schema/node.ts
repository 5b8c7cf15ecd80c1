import { Field, ID, InterfaceType } from '@nestjs/graphql';
import { Allowed, READ } from '../edge/auth/rights.js';

/** The types that have a global id. */
const NODE_TYPES = ['Relationship', 'Contact', 'Obligation', 'Stakeholder', 'Need'] as const;
type NodeType = (typeof NODE_TYPES)[number];

@InterfaceType('Node', { description: 'Anything that can be fetched by its global id.' })
export abstract class Node {
  @Allowed(READ)
  @Field(() => ID, { description: 'Opaque, unique among all nodes, never changes.' })
  readonly id!: string;
}

export const nodeId = (type: NodeType, key: string): string => Buffer.from(`${type}:${key}`).toString('base64url');

/** Key of something that belongs to a customer and has an id within the customer. No id has a line break. */
export const keyWithin = (customerId: string, id: string): string => `${customerId}\n${id}`;

export function readKeyWithin(key: string): [customerId: string, id: string] {
  const lineBreak = key.indexOf('\n');
  return [key.slice(0, lineBreak), key.slice(lineBreak + 1)];
}

/** The type and the key in a node id; null if `nodeId` did not make it. */
export function readNodeId(id: string): { readonly type: NodeType; readonly key: string } | null {
  const [text = '', name, key = ''] = /^(\w+):(.*)$/s.exec(Buffer.from(id, 'base64url').toString()) ?? [];
  const type = NODE_TYPES.find((each) => each === name);
  return type !== undefined && Buffer.from(text).toString('base64url') === id ? { type, key } : null;
}
