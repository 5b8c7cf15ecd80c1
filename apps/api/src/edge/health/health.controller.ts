import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readiness } from './readiness.js';

/** Probes for the orchestrator of the process. They need no token and reveal nothing else. */
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** Liveness: the process answers. */
  @Get('live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** Readiness: the process answers from up-to-date views. */
  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const problem = await this.readiness.problem();
    const status = problem === null ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
    await reply.code(status).send(problem === null ? { status: 'ready' } : { status: 'not ready', problem });
  }
}
