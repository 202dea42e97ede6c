import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import serveStatic from '@fastify/static';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { StoreDirectory } from '@mingbai/store-directory';
import { join } from 'node:path';
import { AuditController } from './audit/audit.controller.ts';
import { CommandsController } from './commands/commands.controller.ts';
import { RunCapabilityHandler } from './commands/run-capability.handler.ts';
import { ImportsController } from './imports/imports.controller.ts';
import { OpenApiController } from './openapi.controller.ts';
import { endConnections } from './operation/end-connections.ts';
import { FinishRequests } from './operation/finish-requests.ts';
import { Metrics } from './operation/metrics.ts';
import { observeRequests, type WriteLine } from './operation/observe-requests.ts';
import { OperationController } from './operation/operation.controller.ts';
import { faultTeller } from './operation/tell-faults.ts';
import { traceRequests } from './operation/trace-requests.ts';
import { packAnswers } from './packed-answers.ts';
import { ProblemFilter } from './problem-filter.ts';
import { QueriesController } from './queries/queries.controller.ts';
import { QUERY_HANDLERS } from './queries/queries.ts';
import { RecordsController } from './queries/records.controller.ts';
import { SessionController } from './session/session.controller.ts';
import { SessionGuard } from './session/session-guard.ts';
import { securityHeaders } from './security-headers.ts';
import { STORE_DIRECTORY } from './store-tokens.ts';
import { answerNoRequest, answerUnreadable } from './unreadable-requests.ts';

export type ApiOptions = {
  /** Folder of the built web pages; without it only the API is served. */
  readonly webRoot?: string;
  /** Takes a line of JSON for every answered request and every fault; without it no log is kept. */
  readonly log?: WriteLine | undefined;
  /** Milliseconds that are waited for connections when the service ends. */
  readonly patienceMs?: number;
};

const JSON_LIMIT = 1_048_576;
/** So long a request may take to arrive: a workbook over a slow line. */
const REQUEST_TIMEOUT_MS = 300_000;
const WORKBOOK_LIMIT = 21 * 1_048_576;

@Module({})
class ApiModule {
  static over(directory: StoreDirectory, log?: WriteLine): DynamicModule {
    return {
      module: ApiModule,
      imports: [CqrsModule.forRoot()],
      controllers: [
        SessionController,
        CommandsController,
        QueriesController,
        RecordsController,
        ImportsController,
        AuditController,
        OpenApiController,
        OperationController,
      ],
      providers: [
        { provide: STORE_DIRECTORY, useValue: directory },
        { provide: Metrics, useValue: new Metrics(directory) },
        { provide: APP_GUARD, useClass: SessionGuard },
        { provide: APP_FILTER, useValue: new ProblemFilter(faultTeller(log)) },
        { provide: APP_INTERCEPTOR, useClass: FinishRequests },
        RunCapabilityHandler,
        ...QUERY_HANDLERS,
      ],
    };
  }
}

/** The HTTP API over an open store directory, and the web pages where they have been built. Call `listen` on it. */
export async function createApi(
  directory: StoreDirectory,
  { webRoot, log, patienceMs }: ApiOptions = {},
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: JSON_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: answerUnreadable,
    clientErrorHandler: answerNoRequest,
    return503OnClosing: false, // whoever still asks on an open connection is answered, logged, and told that it ends
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.over(directory, log), adapter, {
    logger: false, // what goes wrong is answered, logged by the problem filter, or thrown to whoever starts the service
    abortOnError: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  endConnections(fastify, patienceMs);
  traceRequests(fastify);
  observeRequests(fastify, app.get(Metrics), log);
  await app.register(cookie);
  const headers = securityHeaders();
  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(headers);
    done();
  });
  await packAnswers(app);
  await app.register(multipart, { limits: { fileSize: WORKBOOK_LIMIT, files: 1, fields: 4 } });
  if (webRoot !== undefined) await servePages(app, webRoot);
  return app;
}

/**
 * The pages are one application: every address that is not the API's gives its first page. That one is asked for anew
 * each time, since it names the scripts of its build; those never change under their names.
 */
async function servePages(app: NestFastifyApplication, root: string): Promise<void> {
  const kept = { preCompressed: true, immutable: true, maxAge: '365d' };
  await app.register(serveStatic, { root: join(root, 'assets'), prefix: '/assets/', wildcard: false, ...kept });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/*', async (request, reply) => {
    if (/^\/(api|assets)\//.test(request.url)) return reply.callNotFound();
    return reply.sendFile('index.html', root, { maxAge: 0, immutable: false });
  });
}
