import { keepViewsInPostgres } from '../kit/views.js';

await keepViewsInPostgres();
await import('../projection/plans.spec.js');
