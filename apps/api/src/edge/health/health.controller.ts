import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readiness } from './readiness.js';

/** For whoever keeps the process running. Needs no token and tells nothing else. */
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The process answers. */
  @Get('live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** It answers with what is in the log. */
  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const problem = await this.readiness.problem();
    const status = problem === null ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
    await reply.code(status).send(problem === null ? { status: 'ready' } : { status: 'not ready', problem });
  }
}
