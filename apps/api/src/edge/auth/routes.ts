import type { FastifyInstance, RouteOptions } from 'fastify';
import type { Actor } from '#access';
import type { Right } from './rights.js';

/** A route for everybody, also without a token. */
export const PUBLIC = 'public';

/** The `config` of a route: who may use it. */
export type RouteRight = { readonly allowed: Right | typeof PUBLIC };

/** What a route of GraphQL needs is a token alone: the guard judges what the document asks for. */
export const ANY_ROLE: Right = { says: 'use the API', has: () => true };

/** From now on no route can be added that does not declare who may use it. */
export function requireDeclaredRoutes(server: Pick<FastifyInstance, 'addHook'>): void {
  server.addHook('onRoute', ({ method, url, config }: RouteOptions) => {
    if (rightIn(config) === null)
      throw new Error(
        `Nothing declares who may use the route ${String(method)} ${url}. Put \`allowed\` into its config; see CONTRIBUTING.md, "A right".`,
      );
  });
}

/** Whether the actor may use the route with this config. */
export function mayUse(config: unknown, actor: Actor): boolean {
  const allowed = rightIn(config);
  return allowed === PUBLIC || (allowed?.has(actor) ?? false);
}

const rightIn = (config: unknown): RouteRight['allowed'] | null =>
  (config as Partial<RouteRight> | undefined)?.allowed ?? null;
