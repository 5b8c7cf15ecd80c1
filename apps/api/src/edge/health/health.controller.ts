import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { PUBLIC, type RouteRight } from '../auth/routes.js';
import { Health } from './health.js';
import { stops, type Stopped } from './reasons.js';

const OPEN: RouteRight = { allowed: PUBLIC };

/** Probes for orchestrators and load balancers. They need no token and reveal only what is in the list of reasons. */
@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  /** The process answers. */
  @RouteConfig(OPEN)
  @Get('live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** Contacts can be recorded here. */
  @RouteConfig(OPEN)
  @Get('ready')
  ready(@Res() reply: FastifyReply): Promise<void> {
    return this.answer(reply, 'recording');
  }

  /** Lists are served here. */
  @RouteConfig(OPEN)
  @Get('lists')
  lists(@Res() reply: FastifyReply): Promise<void> {
    return this.answer(reply, 'lists');
  }

  private async answer(reply: FastifyReply, work: Stopped): Promise<void> {
    const wrong = await this.health.wrong();
    const notReady = wrong.filter(({ reason }) => stops(reason, work));
    const degraded = wrong.filter(({ reason }) => !stops(reason, work));
    const isReady = notReady.length === 0;
    const status = isReady ? (degraded.length === 0 ? 'ready' : 'degraded') : 'not ready';
    await reply
      .code(isReady ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
      .header('cache-control', 'no-store')
      .send({ status, notReady, degraded });
  }
}
