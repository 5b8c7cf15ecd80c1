import { keepViewsInPostgres } from '../kit/views.js';

await keepViewsInPostgres();
await import('../import/real-data.spec.js');
