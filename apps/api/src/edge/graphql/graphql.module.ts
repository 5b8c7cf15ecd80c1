// Mercurius is mounted by hand: it compiles and executes documents, but neither its HTTP routes nor its sockets are used.
// Its routes answer errors without a code from our list, know no limits on documents, and cannot refuse a page that is too
// large before anything runs; its sockets speak an older protocol. So requests reach it through edge/http and edge/sockets.
import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { GraphQLModule, GraphQLSchemaHost } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { LeaveToTheEdge } from '../errors/leave-to-the-edge.filter.js';
import { DocumentSettings } from './document-settings.js';
import { Documents } from './documents.js';
import { Engine } from './engine.js';
import { Places } from './places.js';
import { Subscriptions } from './subscriptions.js';

const DOCUMENTS_COMPILED = 256;

const mercurius = GraphQLModule.forRoot<MercuriusDriverConfig>({
  driver: MercuriusDriver,
  autoSchemaFile: true,
  // A test compares the schema with the committed one, so that the start need not ask it for all it has.
  buildSchemaOptions: { skipCheck: true },
  routes: false,
  subscription: false,
  ide: false,
  jit: 1,
  cache: DOCUMENTS_COMPILED,
  // Errors become public in edge/http and edge/sockets, together with errors that no field raised.
  errorFormatter: ({ data, errors }) => ({
    statusCode: 200,
    response: { data: data ?? null, errors: errors ?? undefined },
  }),
});

/** Reads documents, checks them against schema and limits, and executes them. */
@Module({
  imports: [mercurius],
  providers: [
    {
      provide: Documents,
      useFactory: (host: GraphQLSchemaHost, settings: DocumentSettings) => new Documents(host, settings),
      inject: [GraphQLSchemaHost, DocumentSettings],
    },
    Engine,
    Places,
    Subscriptions,
    { provide: APP_FILTER, useClass: LeaveToTheEdge },
  ],
  exports: [mercurius, Documents, Engine, Places, Subscriptions],
})
export class GraphqlModule {}
