import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { hostileValue, TEXTS } from './hostile.js';
import type { Seeded } from './seeded.js';

export type Request = { readonly query: string; readonly variables: Readonly<Record<string, unknown>> };

const GOOD: Readonly<Record<string, readonly unknown[]>> = {
  ID: ['customer-1', 'customer-2', 'E1', 'I1'],
  String: ['customer-1', 'a text', 'ana', ...TEXTS.slice(0, 12)],
  Int: [1, 2, 5, 30],
  Float: [0.5, 1, 30],
  Boolean: [true, false],
  DateTime: ['2026-06-01T10:00:00Z', '2026-11-30', '2020-01-01T00:00:00+01:00'],
};

/** Documents of the schema, with one root field each, and values that fit their types or do not. */
export class Documents {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Seeded,
  ) {}

  next(kind: 'query' | 'mutation' | 'subscription'): Request {
    const root = {
      query: this.schema.getQueryType(),
      mutation: this.schema.getMutationType(),
      subscription: this.schema.getSubscriptionType(),
    }[kind];
    const field = this.random.pick(Object.values(root?.getFields() ?? {}));
    const variables: Record<string, unknown> = {};
    const declared: string[] = [];
    const selected = this.selected(field, 4, variables, declared);
    const head = declared.length === 0 ? kind : `${kind} Q(${declared.join(', ')})`;
    return { query: `${head} { ${selected} }`, variables };
  }

  private selected(
    field: GraphQLField<unknown, unknown>,
    depth: number,
    variables: Record<string, unknown>,
    declared: string[],
  ): string {
    const said = field.args.flatMap((arg) => this.said(arg, variables, declared));
    const args = said.length === 0 ? '' : `(${said.join(', ')})`;
    return `${field.name}${args}${this.fieldsOf(field.type, depth, variables, declared)}`;
  }

  private said(arg: GraphQLArgument, variables: Record<string, unknown>, declared: string[]): readonly string[] {
    if (!isNonNullType(arg.type) && !this.random.oneIn(3)) return [];
    const name = `v${declared.length}`;
    variables[name] = this.value(arg.type, 4);
    declared.push(`$${name}: ${String(arg.type)}`);
    return [`${arg.name}: $${name}`];
  }

  private value(type: GraphQLInputType, depth: number): unknown {
    if (this.random.oneIn(25)) return hostileValue(this.random);
    if (isNonNullType(type)) return this.value(type.ofType, depth);
    if (isListType(type)) return Array.from({ length: this.random.below(3) }, () => this.value(type.ofType, depth - 1));
    if (isEnumType(type)) return this.random.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (field) => isNonNullType(field.type) || (depth > 0 && this.random.oneIn(3)),
      );
      return Object.fromEntries(fields.map((field) => [field.name, this.value(field.type, depth - 1)]));
    }
    return this.random.pick(GOOD[type.name] ?? [hostileValue(this.random)]);
  }

  private fieldsOf(
    type: GraphQLOutputType,
    depth: number,
    variables: Record<string, unknown>,
    declared: string[],
  ): string {
    const named = getNamedType(type);
    if (isLeafType(named)) return '';
    if (!isObjectType(named) && !isInterfaceType(named)) return ' { __typename }';
    const all = Object.values(named.getFields());
    const fields = all.filter((field) => isLeafType(getNamedType(field.type)) || (depth > 0 && this.random.oneIn(3)));
    const some = fields.filter(() => !this.random.oneIn(3));
    return ` { __typename ${some.map((field) => this.selected(field, depth - 1, variables, declared)).join(' ')} }`;
  }
}
