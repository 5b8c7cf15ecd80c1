import Fastify from 'fastify';
import { ADMIN } from '#access';
import { READ_METRICS } from './rights.js';
import { ANY_ROLE, mayUse, PUBLIC, requireDeclaredRoutes } from './routes.js';

const RECORDER = { ...ADMIN, role: 'RECORDER' } as const;

it('refuses a route that declares nothing, and names it', () => {
  const server = Fastify();
  requireDeclaredRoutes(server);
  expect(() => server.get('/secret', async () => 'all')).toThrow('Nothing declares who may use the route GET /secret.');
  expect(() => server.post('/x', { config: {} }, async () => 'all')).toThrow('the route POST /x');
});

it('takes routes that declare who may use them, also those that a plugin adds', async () => {
  const server = Fastify();
  requireDeclaredRoutes(server);
  server.get('/all', { config: { allowed: PUBLIC } }, async () => 'all');
  await server.register(async (scope) => {
    scope.get('/some', { config: { allowed: ANY_ROLE } }, async () => 'some');
  });
  await server.ready();
  expect((await server.inject('/some')).body).toBe('some');
});

it('lets those use a route whom it declares', () => {
  expect(mayUse({ allowed: PUBLIC }, RECORDER)).toBe(true);
  expect(mayUse({ allowed: ANY_ROLE }, RECORDER)).toBe(true);
  expect(mayUse({ allowed: READ_METRICS }, RECORDER)).toBe(false);
  expect(mayUse({ allowed: READ_METRICS }, ADMIN)).toBe(true);
  expect(mayUse({}, ADMIN)).toBe(false);
});
