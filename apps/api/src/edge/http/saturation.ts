import { Injectable } from '@nestjs/common';
import { Places } from '../graphql/places.js';
import { Health } from '../health/health.js';
import { Metrics } from '../metrics/metrics.js';
import { Connections } from './connections.js';

/** Tells probes and metrics whether requests or connections are refused because there are too many. */
@Injectable()
export class Saturation {
  constructor(places: Places, connections: Connections, health: Health, metrics: Metrics) {
    health.watch('SATURATED', () => places.areFull || connections.areTaken);
    metrics.gauge('rapport_places_in_use', 'Requests that are executed.', () => places.inUse);
  }
}
