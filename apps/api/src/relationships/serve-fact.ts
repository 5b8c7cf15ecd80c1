import { Field } from '@nestjs/graphql';
import { Allowed } from '../edge/auth/rights.js';
import type { ServedFact } from './served-facts.js';

/** What a fact is read from. */
type Stating = { factOf(name: string): unknown };

/** Adds a getter to the class, with the @Field decorator that a hand-written one would have. */
export function serveFact({ prototype }: { readonly prototype: Stating }, served: ServedFact): void {
  const { fact, name, type, nullable, says, right } = served;
  Object.defineProperty(prototype, name, {
    get(this: Stating) {
      return this.factOf(fact);
    },
  });
  Field(() => type, { nullable, description: says })(prototype, name);
  Allowed(right)(prototype, name);
}
