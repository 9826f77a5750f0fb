// The companion's app as a plugin: the checks, then the routes. The table of contents of the server; it opens no port and
// no file, so tests ask it with `inject`.

import cors from '@fastify/cors';
import multipart from '@fastify/multipart';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyInstance } from 'fastify';
import { admitReader } from './collect/door.ts';
import type { Journals } from './collect/journals.ts';
import type { Engine } from './engine.ts';
import { PageKeys } from './import-page/page-keys.ts';
import { RunningImports } from './imports/running-imports.ts';
import { LinkRegister } from './links/register.ts';
import { PairingDesk } from './pairing/pairing-desk.ts';
import type { PairingStore } from './pairing/pairing-store.ts';
import { addErrorReplies, replyWithError } from './plugins/errors.ts';
import { addHostCheck } from './plugins/host.ts';
import { addTokenCheck } from './plugins/token.ts';
import { collect } from './routes/collect.ts';
import { explain } from './routes/explain.ts';
import { heard } from './routes/heard.ts';
import { home } from './routes/home.ts';
import { identity } from './routes/identity.ts';
import { importPage } from './routes/import-page.ts';
import { imports } from './routes/imports.ts';
import { intake } from './routes/intake.ts';
import { journeys } from './routes/journeys.ts';
import { links, vanityLinks } from './routes/links.ts';
import { linksPage } from './routes/links-page.ts';
import { models } from './routes/models.ts';
import type { RouteOptions } from './routes/options.ts';
import { overlay } from './routes/overlay.ts';
import { pair } from './routes/pair.ts';
import { paths } from './routes/paths.ts';
import { pullRoute } from './routes/pull.ts';
import { replica } from './routes/replica.ts';
import { report } from './routes/report.ts';
import { settings } from './routes/settings.ts';
import { snippet } from './routes/snippet.ts';
import { status } from './routes/status.ts';
import { mostFiles } from './routes/upload.ts';
import { webhooks } from './routes/webhooks.ts';
import { version } from './version.ts';
import { WebhookSecrets } from './webhooks/secrets.ts';

export interface AppOptions {
  engine: Engine;
  folder: string;
  folderToken: string;
  pairings: PairingStore;
  /** What this machine collects itself; nothing where left out. */
  journals?: Journals;
  /** Where codes are given out; its own where left out. */
  desk?: PairingDesk;
  /** Where imports run; its own where left out. */
  running?: RunningImports;
  /** Who may use the import page; nobody where left out. */
  pageKeys?: PageKeys;
  inbox?: RouteOptions['inbox'];
  /** The port listened on; asked at each request, as it may be chosen late. */
  port: () => number;
  /** Epoch ms; the clock, unless a test has one of its own. */
  now?: () => number;
  /** Errors of ours go here, one JSON line each; none where left out. */
  log?: NodeJS.WritableStream;
}

export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { engine, folder, folderToken, pairings, journals, port, now = Date.now, log } = options;
  const { desk = new PairingDesk({ now }), running = new RunningImports(engine), pageKeys = new PageKeys() } = options;
  const { inbox = () => undefined } = options;
  const app = Fastify({
    logger: log ? { level: 'error', stream: log } : false,
    bodyLimit: 8 * 1024 * 1024,
    // Closing waits for answers under way, not for connections kept open for later.
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 1_000 },
    frameworkErrors: replyWithError,
  }).withTypeProvider<TypeBoxTypeProvider>();

  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  // Answers are typed where they are made; a second schema-driven pass would only cost time and drop fields.
  app.setSerializerCompiler(() => data => JSON.stringify(data));

  addErrorReplies(app);
  addHostCheck(app, { port, isPairedOrigin: origin => pairings.hasOrigin(origin) });
  await app.register(cors, {
    origin: (origin, allow) => allow(null, origin !== undefined && pairings.hasOrigin(origin)),
    methods: ['GET', 'POST', 'PATCH', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type', 'if-none-match'],
    exposedHeaders: ['etag', 'x-throughline-data-version'],
    maxAge: 600,
  });
  await app.register(multipart, {
    limits: { fileSize: Number.POSITIVE_INFINITY, files: mostFiles, parts: mostFiles + 10 },
  });
  await app.register(swagger, {
    openapi: {
      // TypeBox's `const` is a word of 3.1.
      openapi: '3.1.0',
      info: {
        title: 'Throughline',
        version,
        description:
          'Marketing attribution on your own machine. Loopback only; every route but the pairing asks for a bearer token.',
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    uiConfig: { validatorUrl: null as unknown as string, docExpansion: 'list' },
  });

  const routeOptions: RouteOptions = { engine, folder, journals, pairings, now, desk, running, pageKeys, inbox, port };
  await app.register(home, routeOptions);
  await app.register(importPage, routeOptions);
  await app.register(snippet, {
    settings: () => engine.settings(),
    origin: () => `http://127.0.0.1:${port()}`,
    admit: admitReader,
  });
  const register = new LinkRegister(folder);
  await app.register(linksPage, routeOptions);
  await app.register(vanityLinks, { register });
  await app.register(replica, routeOptions);
  await app.register(
    async v1 => {
      addTokenCheck(v1, { folderToken, pairings, pageKeys, port });
      await v1.register(status, routeOptions);
      await v1.register(imports, routeOptions);
      await v1.register(report, routeOptions);
      await v1.register(overlay, routeOptions);
      await v1.register(journeys, routeOptions);
      await v1.register(paths, routeOptions);
      await v1.register(heard, routeOptions);
      await v1.register(explain, routeOptions);
      await v1.register(identity, routeOptions);
      await v1.register(intake, routeOptions);
      await v1.register(models, routeOptions);
      await v1.register(settings, routeOptions);
      await v1.register(pair, routeOptions);
      await v1.register(links, { engine, now, register });
      if (journals) {
        await v1.register(collect, { folder, journals, now });
        await v1.register(webhooks, { journals, secrets: new WebhookSecrets(folder), now });
        await v1.register(pullRoute, { folder, journals });
      }
    },
    { prefix: '/v1' },
  );
  return app as unknown as FastifyInstance;
}
