import express from 'express';
import { warmFlows } from '../dialogs/flows/flows.ts';
import { createApp } from './app.ts';
import { directLineChannel } from './channels/direct-line/direct-line-channel.ts';
import { directLineStreams } from './channels/direct-line/stream.ts';
import { directLineTokens } from './channels/direct-line/tokens.ts';
import { smsService } from './channels/sms/sms-service.ts';
import { configuredProvider, languagesOfNumbers } from './channels/sms/sms-settings.ts';
import { ConfigError, readConfig } from './config.ts';
import { clientAddress } from './edge/client-address.ts';
import { addressLimit, limitAddresses, networkOf } from './edge/limit-addresses.ts';
import { localOnly } from './edge/local-caller.ts';
import { trustedProxies } from './edge/trusted-proxies.ts';
import { webServer } from './edge/web-server.ts';
import { editions } from './editions/editions.ts';
import { liveMeans } from './editions/live-means.ts';
import { openEditionPlace } from './editions/open-edition-place.ts';
import { lazyRouter } from './lazy-router.ts';
import { livePassages } from './live-passages.ts';
import { loadMeans } from './load-means.ts';
import { createLogger } from './logger.ts';
import { runEvery } from './run-every.ts';
import { staffSettings, whyNoConsole } from './staff/staff-settings.ts';
import { boundedQueue } from './state/bounded-queue.ts';
import { eventLoopWatch } from './state/event-loop-watch.ts';
import { keptKeys } from './state/keys.ts';
import { openState } from './state/open-state.ts';
import { localRateLimit } from './state/rate-limit.ts';
import { databaseCircuit } from './transcripts/database-circuit.ts';
import { databaseItems } from './transcripts/database-items.ts';
import { databaseLog } from './transcripts/database-log.ts';
import { pingDatabase, smsBacklog } from './transcripts/inspect-database.ts';
import { LogUnavailableError } from './transcripts/log-unavailable.ts';
import { migrateWhenThere } from './transcripts/migrate-when-there.ts';
import { openDatabase } from './transcripts/open-database.ts';
import { databaseLedger } from './transcripts/opt-out-ledger.ts';
import { indexDue } from './transcripts/talk-index/write-index.ts';
import { directoryPhones } from './turn/directory-phones.ts';
import { greeter as makeGreeter } from './turn/greet.ts';
import { createMasker } from './turn/masking/masker.ts';
import { turnTaker } from './turn/take-turn.ts';
import { watchAll } from './turn/turn-watch.ts';
import { unstoredReplies } from './turn/unstored-reply.ts';
import { serviceVersion } from './version.ts';
import { describeError } from './watch/describe-error.ts';
import { healthRouter } from './watch/health-router.ts';
import { endOnUncaught } from './watch/last-words.ts';
import { createMetrics } from './watch/metrics.ts';
import { metricsRouter } from './watch/metrics-router.ts';
import { startMetricsServer } from './watch/metrics-server.ts';
import { readiness } from './watch/readiness.ts';
import { addServiceGauges } from './watch/service-gauges.ts';
import { pageRouter } from './widget/server/page-router.ts';

const DRAIN_MS = 10_000;
/** Milliseconds that closing the connections of our own may take after that. */
const LAST_MS = 5_000;
const TOKENS_PER_MINUTE = 60;
/** Milliseconds between two looks for words of turns that are not in the index yet. */
const INDEX_EVERY_MS = 2_000;

/** The composition root: the only file that reads the environment, opens connections and listens. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger(config.LOG_LEVEL);
  const clock = () => new Date();
  const version = serviceVersion();

  const metrics = createMetrics();
  const tracing =
    (config.OTEL_EXPORTER_OTLP_ENDPOINT ?? config.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) === undefined
      ? null
      : (await import('./watch/tracing.ts')).startTracing({ name: config.OTEL_SERVICE_NAME, version });
  const trusted = trustedProxies(config.TRUSTED_PROXIES);
  const opened = await openDatabase({
    url: config.DATABASE_URL,
    dataDir: config.DATA_DIR,
    postgres: {
      connections: config.DATABASE_CONNECTIONS,
      onLost: () => logger.warn('a connection to PostgreSQL was lost; the pool opens another'),
    },
  });
  const { db: database, forgetDeleted } = opened;
  const onDatabase = (usable: boolean) =>
    usable
      ? logger.info('the database answers again')
      : logger.warn(
          'the database does not answer; web chat gives 911, 988 and the phone lines until it does, SMS the cards',
        );
  const migrated = await migrateWhenThere(
    database,
    () => onDatabase(false),
    error =>
      logger.error({ err: describeError(error) }, 'the database could not be brought to the newest schema'),
  );
  const circuit = databaseCircuit(onDatabase);
  const log = circuit.guard(databaseLog(database, forgetDeleted));

  const passages = livePassages(config.DATA_DIR, logger);
  passages.refresh();
  const loaded = loadMeans(
    error => {
      logger.error(
        { code: error.code },
        `${error.message}; only 911, 988 and the phone lines are given until then`,
      );
    },
    undefined,
    passages.find,
  );
  const editionPlace = openEditionPlace(database, config.DATA_DIR, config.EDITION_SIGNING_KEYS);
  const live = liveMeans(loaded, editionPlace, logger);
  // Without its database the service starts with the built knowledge, and looks for a live edition later.
  if (migrated()) await live.refresh();
  const watching = [live.watch(), passages.watch()];
  const { means } = live;
  const masker = createMasker({ phones: directoryPhones(loaded.directory) });
  const state = await openState({
    redis: config.REDIS_URL,
    ownItems: keepMs => circuit.guard(databaseItems(database, keepMs, clock)),
    onChange: usable =>
      usable
        ? logger.info('Redis answers again')
        : logger.warn('Redis does not answer; each process goes on by itself until it does'),
  });
  state.watch(log);
  const { fanOut } = state;
  const loop = eventLoopWatch();
  const queue = boundedQueue(state.queue, {
    perConversation: config.QUEUE_LIMIT_PER_CONVERSATION,
    inAll: config.QUEUE_LIMIT,
    overloaded: () => loop.lateMs() > config.OVERLOAD_MS,
  });
  const optOuts = circuit.guard(databaseLedger(database));
  const watch = watchAll([metrics.turns, ...(tracing ? [tracing.turns] : [])]);
  const turns = turnTaker({ log, optOuts, queue, fanOut, masker, means, clock, watch });
  const greeter = makeGreeter(means, clock);
  const replyUnstored = unstoredReplies(means, clock);
  const keysOf = (given: readonly string[], name: string): readonly Buffer[] =>
    given.length > 0 ? given.map(key => Buffer.from(key)) : keptKeys(config.DATA_DIR, name);
  const tokens = directLineTokens(keysOf(config.DIRECT_LINE_KEYS, 'direct-line'), clock);

  const provider = configuredProvider(config);
  const sms = provider
    ? smsService({
        provider,
        keys: keysOf(config.SMS_HASH_KEYS, 'sms-hash'),
        languages: languagesOfNumbers(config.SMS_NUMBERS),
        database,
        log,
        optOuts,
        turns,
        masker,
        means,
        messageLimit: metrics.counted(
          'sms-messages',
          state.rateLimit('messages', config.MESSAGES_PER_MINUTE),
        ),
        onDelivery: metrics.delivered,
        clock,
        logger,
      })
    : null;

  const botFramework = lazyRouter('/api/messages', async () => {
    const { botFrameworkChannel } = await import('./channels/botframework/bot-framework-channel.ts');
    return botFrameworkChannel({
      registration: {
        appId: config.MicrosoftAppId,
        appPassword: config.MicrosoftAppPassword,
        appType: config.MicrosoftAppType,
        tenantId: config.MicrosoftAppTenantId,
      },
      turns,
      greeter,
      items: state.items,
      replyUnstored,
      logger,
    });
  });

  let draining = false;
  const health = readiness(
    [
      {
        name: 'database',
        run: async () => {
          if (!migrated()) throw new Error('the newest tables are not there yet');
          await pingDatabase(database);
        },
      },
      {
        name: 'knowledge',
        run: async () => {
          if (!means().knowledge) throw new Error('the built knowledge could not be loaded');
        },
      },
      ...(config.REDIS_URL === undefined
        ? []
        : [
            {
              name: 'redis',
              run: async () => {
                if (!state.redisUsable()) throw new Error('Redis does not answer');
              },
            },
          ]),
    ],
    () => draining,
  );
  const publicUrl = config.PUBLIC_URL?.replace(/\/$/, '') ?? null;

  const noConsole = whyNoConsole(config);
  let endStaff = async () => {};
  const staff = lazyRouter('/staff', async () => {
    const { staffConsole } = await import('./staff/staff-console.ts');
    const console = staffConsole({
      database: opened,
      log,
      means,
      knowledge: {
        editions: editions(editionPlace, config.TRIAL_FILE, clock),
        store: editionPlace.store,
        refresh: live.refresh,
      },
      clock,
      logger,
      settings: staffSettings(config),
    });
    endStaff = console.start();
    return console.router;
  });

  // Each process counts for itself: a flood must not be put on Redis.
  const requestsOfAddress = addressLimit(
    metrics.counted('requests-of-address', localRateLimit(config.REQUESTS_PER_MINUTE_PER_ADDRESS)),
    trusted,
  );
  const routers = [
    healthRouter(health),
    ...(config.METRICS_PORT === undefined
      ? [metricsRouter(metrics, { token: config.METRICS_TOKEN, ownPort: false })]
      : []),
    ...(config.BOT_FRAMEWORK
      ? [...(config.MicrosoftAppId ? [] : [localOnly('/api/messages')]), botFramework.router]
      : []),
    ...(sms ? [sms.router] : []),
    // What stands above comes from few addresses, for many members.
    express.Router().use(limitAddresses(requestsOfAddress)),
    directLineChannel({
      tokens,
      secrets:
        config.DIRECT_LINE_SECRET.length > 0
          ? config.DIRECT_LINE_SECRET
          : keptKeys(config.DATA_DIR, 'direct-line-secret').map(key => key.toString('base64url')),
      origins: config.ALLOWED_ORIGINS,
      log,
      turns,
      greeter,
      replyUnstored,
      fanOut,
      clock,
      logger,
      admit: queue.admit,
      messageLimit: metrics.counted('web-messages', state.rateLimit('messages', config.MESSAGES_PER_MINUTE)),
      addressLimit: addressLimit(
        metrics.counted(
          'web-messages-of-address',
          state.rateLimit('messages-of-address', config.MESSAGES_PER_MINUTE_PER_ADDRESS),
        ),
        trusted,
      ),
      tokenLimit: metrics.counted('page-tokens', state.rateLimit('tokens', TOKENS_PER_MINUTE)),
      publicUrl,
    }),
    ...(noConsole === null ? [staff.router] : []),
    ...(config.DEMO_PAGE ? [pageRouter(loaded.words)] : []),
  ];
  const watches = [metrics.http, ...(tracing ? [tracing.http] : [])];
  const app = createApp({ routers, logger, watches, trusted, publicUrl });
  const { server, connections, listen } = webServer(app, {
    logger,
    trusted,
    mostConnections: config.MAX_CONNECTIONS,
    mostPerAddress: config.MAX_CONNECTIONS_PER_ADDRESS,
    onRefused: metrics.refused,
  });
  const streams = directLineStreams(server, {
    tokens,
    log,
    fanOut,
    perAddress: {
      most: config.MAX_CONNECTIONS_PER_ADDRESS,
      addressOf: request => {
        const address = clientAddress(request, trusted);
        return trusted(address) ? null : networkOf(address);
      },
      onRefused: () => metrics.refused('streams-of-address'),
    },
  });
  addServiceGauges(metrics, {
    version,
    knowledge: () => means().knowledge?.version ?? null,
    health,
    openStreams: () => streams.open,
    openConnections: () => connections.open,
    databaseConnections: () => opened.connections(),
    ...(sms ? { sms: () => smsBacklog(database, clock()) } : {}),
  });
  const metricsServer =
    config.METRICS_PORT === undefined
      ? null
      : startMetricsServer({
          port: config.METRICS_PORT,
          host: config.METRICS_HOST,
          token: config.METRICS_TOKEN,
          metrics,
          logger,
        });
  const endSms = sms?.start();
  const words = circuit.guard({ index: () => indexDue(database) });
  const indexing = runEvery(
    INDEX_EVERY_MS,
    async () => {
      if (migrated()) await words.index();
    },
    error => {
      // Where the database is away, the circuit has said so.
      if (!(error instanceof LogUnavailableError))
        logger.error({ err: describeError(error) }, 'words of turns could not be indexed; it is tried again');
    },
  );

  if (config.BOT_FRAMEWORK && !config.MicrosoftAppId)
    logger.warn('no MicrosoftAppId: /api/messages is open to this machine, without authentication');
  if (noConsole !== null) logger.warn(`no console at /staff: ${noConsole}`);
  listen(config.PORT, config.HOST, port => {
    logger.info(
      { port, languages: loaded.words.languages.length, topics: loaded.knowledge?.topics.size ?? 0 },
      `listening on http://${config.HOST === '127.0.0.1' ? 'localhost' : config.HOST}:${port}`,
    );
    // What only some turns need is loaded while nobody waits for it.
    void Promise.all([warmFlows(), config.BOT_FRAMEWORK ? botFramework.warm() : null]).catch(() =>
      logger.error('the dialog SDK could not be loaded'),
    );
    if (noConsole === null) staff.warm().catch(() => logger.error('the console could not be loaded'));
  });

  const stop = () => {
    draining = true;
    metricsServer?.close();
    for (const end of watching) end();
    streams.drain();
    server.close(() => {
      void Promise.resolve(endSms?.())
        .then(() => endStaff())
        .then(() => indexing.end())
        .then(() => log.close())
        .then(() => state.close())
        .then(() => tracing?.stop())
        .then(() => process.exit());
    });
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
    // A database that does not answer any more must not keep the process from ending.
    setTimeout(() => process.exit(), DRAIN_MS + LAST_MS).unref();
  };
  endOnUncaught(logger, stop);
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch(error => {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 1;
});
