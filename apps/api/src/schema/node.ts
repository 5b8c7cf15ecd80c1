import { Field, ID, InterfaceType } from '@nestjs/graphql';

/** The types that have a global id. */
const NODE_TYPES = ['Relationship', 'Contact'] as const;
type NodeType = (typeof NODE_TYPES)[number];

@InterfaceType('Node', { description: 'Anything that can be asked for again by its id alone.' })
export abstract class Node {
  @Field(() => ID, { description: 'Unique among all nodes, opaque, good for ever.' })
  readonly id!: string;
}

export const nodeId = (type: NodeType, key: string): string => Buffer.from(`${type}:${key}`).toString('base64url');

/** What the id stands for; null where it was not made here. */
export function readNodeId(id: string): { readonly type: NodeType; readonly key: string } | null {
  const [text = '', name, key = ''] = /^(\w+):(.*)$/s.exec(Buffer.from(id, 'base64url').toString()) ?? [];
  const type = NODE_TYPES.find((each) => each === name);
  return type !== undefined && Buffer.from(text).toString('base64url') === id ? { type, key } : null;
}
