import { keepViewsInPostgres } from '../kit/views.js';

await keepViewsInPostgres();
await import('../projection/forecasts.spec.js');
