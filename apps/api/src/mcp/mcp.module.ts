import { Module, type DynamicModule } from '@nestjs/common';
import type { HttpLimits } from '#deployment';
import { GraphqlModule } from '../edge/graphql/graphql.module.js';
import { Answering } from '../edge/http/answering.js';
import { Assistants } from '../edge/mcp/assistants.js';
import { Hosts } from '../edge/mcp/hosts.js';
import { McpRoute } from '../edge/mcp/mcp-route.js';
import { MetricsModule } from '../edge/metrics/metrics.module.js';
import { Origins } from '../edge/sockets/origins.js';
import { AssistantAnswers } from './assistant-answers.js';
import { Fitting } from './documents/fitting.js';
import { Resources } from './resources/resources.js';
import { Tools } from './tools/tools.js';

/** The Model Context Protocol, for assistants: the questions of an account manager, and recording. */
@Module({})
export class McpModule {
  static of({ allowedOrigins, isLocal }: HttpLimits): DynamicModule {
    return {
      module: McpModule,
      imports: [GraphqlModule, MetricsModule],
      providers: [
        { provide: Origins, useValue: new Origins(allowedOrigins) },
        { provide: Hosts, useValue: new Hosts(isLocal, allowedOrigins) },
        { provide: Assistants, useClass: AssistantAnswers },
        Answering,
        Fitting,
        Tools,
        Resources,
        McpRoute,
      ],
    };
  }
}
