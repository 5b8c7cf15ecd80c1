import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { PromiseForecast } from '../obligations/promise-forecast.type.js';
import { OpenPromise } from './brief.type.js';

@Resolver(() => OpenPromise)
export class OpenPromiseResolver {
  @ResolveField(() => PromiseForecast, {
    nullable: true,
    description:
      'How likely it is to be missed; null if it is overdue, and if the query names another time or a model: it rests on the answers of all customers, which are summed up to now only.',
  })
  forecast(@Parent() promise: OpenPromise): Promise<PromiseForecast | null> {
    return promise.forecast();
  }
}
