import { Injectable } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { parse, print, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Actor } from '#access';
import { Guard } from '../../edge/graphql/guard.js';
import { fittedTo } from './fitted.js';
import { shapeOf, type Shape } from './shape.js';

/** A document as one kind of caller asks it. */
export type Fit = {
  readonly document: DocumentNode;
  readonly query: string;
  readonly shape: Shape;
  readonly leftOut: readonly string[];
};

/** Fits documents of our own to callers. What depends on the role alone is worked out once. */
@Injectable()
export class Fitting {
  private readonly fits = new Map<string, Fit | null>();
  private guarding: Guard | null = null;

  constructor(private readonly host: GraphQLSchemaHost) {}

  get schema(): GraphQLSchema {
    return this.host.schema;
  }

  /** @returns null if the role may use nothing of the document */
  fit(text: string, actor: Actor): Fit | null {
    const key = `${kindOf(actor)}\n${text}`;
    const known = this.fits.get(key);
    if (known !== undefined) return known;
    const { document, leftOut } = fittedTo(parse(text), this.schema, this.guard, actor);
    const fit =
      document === null ? null : { document, query: print(document), shape: shapeOf(document, this.schema), leftOut };
    this.fits.set(key, fit);
    return fit;
  }

  private get guard(): Guard {
    return (this.guarding ??= new Guard(this.schema));
  }
}

/** The same for all who have the same rights; see edge/auth/rights.ts. */
export const kindOf = ({ role, mayReadText, portfolio }: Actor): string =>
  `${role} ${mayReadText} ${portfolio === null}`;
