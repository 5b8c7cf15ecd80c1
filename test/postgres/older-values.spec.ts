import { keepViewsInPostgres } from '../kit/views.js';

await keepViewsInPostgres();
await import('../projection/older-values.spec.js');
