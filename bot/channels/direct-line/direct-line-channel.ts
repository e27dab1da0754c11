import { randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { Logger } from 'pino';
import { AppError } from '../../app-error.ts';
import { refuseDeepJson } from '../../edge/json-depth.ts';
import { refuseLargeBodies } from '../../edge/large-bodies.ts';
import { type AddressLimit, networkOf } from '../../edge/limit-addresses.ts';
import type { FanOut } from '../../state/fan-out.ts';
import { inTime } from '../../state/in-time.ts';
import type { RateLimit } from '../../state/rate-limit.ts';
import { LogUnavailableError } from '../../transcripts/log-unavailable.ts';
import type { LoggedActivity, TranscriptLog } from '../../transcripts/transcript-log.ts';
import type { Clock } from '../../turn/clock.ts';
import type { Greeter } from '../../turn/greet.ts';
import { webActivities } from '../../turn/reply/web-activity.ts';
import type { TurnOutcome, TurnTaker } from '../../turn/take-turn.ts';
import type { ReplyUnstored } from '../../turn/unstored-reply.ts';
import { describeError } from '../../watch/describe-error.ts';
import {
  activityId,
  clientActivityId,
  type PostedActivity,
  postedActivity,
  sentActivity,
  unstoredActivities,
  watermarkNumber,
} from './activity-form.ts';
import { directLineBearers } from './bearers.ts';
import { feedbackValue, parseBody, startBody, tokenBody } from './bodies.ts';
import { cors } from './cors.ts';
import { type Bearer, TOKEN_SECONDS, type Tokens } from './tokens.ts';

/** Parts the channel works with. */
export interface DirectLineParts {
  readonly tokens: Tokens;
  /** Secrets of the sites that ask for tokens, newest first. */
  readonly secrets: readonly string[];
  readonly origins: readonly string[];
  readonly log: TranscriptLog;
  readonly turns: TurnTaker;
  readonly greeter: Greeter;
  /** What is said where a turn failed. */
  readonly replyUnstored: ReplyUnstored;
  readonly fanOut: FanOut;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called before a new conversation. @throws {AppError} `Overloaded` where there is no room for one */
  readonly admit: () => void;
  readonly messageLimit: RateLimit;
  readonly addressLimit: AddressLimit;
  readonly tokenLimit: RateLimit;
  /** Absolute address members reach the bot at; null: as the request says. */
  readonly publicUrl: string | null;
}

/** What a client hears of an activity it posted. */
interface PostReply {
  readonly id: string;
  readonly deleted?: readonly Partial<Activity>[];
}

const BASE = '/v3/directline';
const LARGEST_BODY = 262_144;
// No client of the protocol sends a compressed body.
const json = express.json({ limit: LARGEST_BODY, inflate: false, strict: true, verify: refuseDeepJson });
/** Milliseconds a turn may take before the member hears the phone lines; it goes on, and a retry gets its reply. */
const PATIENCE_MS = 4_000;
/** Seconds until a message that was not taken may be sent again. */
const RETRY_SECONDS = 3;

/** Direct Line 3.0: the calls that official web clients make, answered by our own log. */
export function directLineChannel(parts: DirectLineParts): Router {
  const { tokens, log, turns, greeter, clock } = parts;
  const bearers = directLineBearers(tokens, parts.secrets);
  const router = express.Router();
  router.use(BASE, cors(parts.origins), keepNowhere, refuseLargeBodies(LARGEST_BODY), json);

  router.post(`${BASE}/tokens/generate`, async (request, response) => {
    if (!bearers.hasSecret(request))
      throw new AppError('Forbidden', 'tokens are generated with the secret only');
    const body = parseBody(tokenBody, request.body);
    await sendToken(response, {
      conversationId: randomUUID(),
      userId: body.user?.id ?? null,
      origins: body.trustedOrigins ?? [],
    });
  });

  router.post(`${BASE}/tokens/refresh`, async (request, response) => {
    await sendToken(response, await bearers.verified(request));
  });

  // The bot's own page has no secret: it asks for a token of a new conversation, so many a minute from one address.
  router.post(`${BASE}/tokens/page`, async (request, response) => {
    await parts.tokenLimit.take(networkOf(request.ip ?? 'unknown'));
    parts.admit();
    const { origin, host } = request.headers;
    const own = origin === undefined || origin === `http://${host}` || origin === `https://${host}`;
    if (!own && !parts.origins.includes(origin))
      throw new AppError('Forbidden', 'this site may not use the chat');
    await sendToken(response, { conversationId: randomUUID(), userId: `dl_${randomUUID()}`, origins: [] });
  });

  router.post(`${BASE}/conversations`, async (request, response) => {
    const body = parseBody(startBody, request.body);
    const bearer = bearers.hasSecret(request)
      ? { conversationId: randomUUID(), userId: body.user?.id ?? `dl_${randomUUID()}`, origins: [] }
      : await bearers.verified(request);
    const begun = await begin(bearer.conversationId, body.locale ?? null);
    // Who starts has seen nothing yet: a start that is repeated because its answer was lost still gets the greeting.
    response.status(begun ? 200 : 201).json(await conversationReply(request, bearer, '0'));
  });

  router.get(`${BASE}/conversations/:id`, async (request, response) => {
    const bearer = await bearers.forConversation(request);
    await known(bearer.conversationId);
    const watermark = request.query.watermark;
    response.json(await conversationReply(request, bearer, typeof watermark === 'string' ? watermark : ''));
  });

  router.get(`${BASE}/conversations/:id/activities`, async (request, response) => {
    const bearer = await bearers.forConversation(request);
    const after = watermarkNumber(request.query.watermark);
    const activities = await readCalmly(bearer.conversationId, after);
    response.json({
      activities: activities.map(activity => sentActivity(bearer.conversationId, activity)),
      watermark: String(activities.at(-1)?.number ?? after),
    });
  });

  router.post(`${BASE}/conversations/:id/activities`, async (request, response) => {
    const bearer = await bearers.forConversation(request);
    const posted = parseBody(postedActivity, request.body);
    try {
      await Promise.all([parts.messageLimit.take(bearer.conversationId), parts.addressLimit.take(request)]);
      response.json(await receive(bearer, posted));
    } catch (error) {
      throw posted.type === 'message' ? await unanswered(error, bearer, posted) : error;
    }
  });

  router.post(`${BASE}/conversations/:id/upload`, async request => {
    const bearer = await bearers.forConversation(request);
    await parts.messageLimit.take(bearer.conversationId);
    // The bot says so in the talk too: clients show no more than "not sent".
    await takeMessage(bearer, { type: 'message', attachments: [{}] });
    throw new AppError('UploadsNotAccepted', 'files are not taken here: please type your question');
  });

  router.get(`${BASE}/session/getsessionid`, (_request, response) => {
    response.json({ sessionId: randomUUID() });
  });

  return router;

  /** Opens a conversation and greets; true where it had begun already. */
  async function begin(conversationId: string, locale: string | null): Promise<boolean> {
    try {
      if (((await log.find(conversationId))?.lastNumber ?? 0) > 0) return true;
      parts.admit();
      return !(await turns.begin(conversationId, 'directline', greeter.greeting(locale)));
    } catch (error) {
      if (!(error instanceof LogUnavailableError || (error instanceof AppError && error.status >= 500)))
        throw error;
      // Official clients give up for good after a 5xx here; after a 429 they try again.
      throw new AppError('TooManyRequests', 'no conversation can be started right now', {
        cause: error,
        retryAfter: RETRY_SECONDS,
      });
    }
  }

  async function receive(bearer: Bearer, posted: PostedActivity): Promise<PostReply> {
    const { conversationId } = bearer;
    switch (posted.type) {
      case 'message': {
        const { message, replies, deleted } = await takeMessage(bearer, posted);
        return {
          id: activityId(conversationId, message.number),
          // After a deletion the log is empty: who reads it by asking would never see the last reply.
          ...(deleted ? { deleted: replies.map(reply => sentActivity(conversationId, reply)) } : {}),
        };
      }
      case 'event':
        if (posted.name === 'feedback') await recordFeedback(conversationId, posted.value);
        return { id: activityId(conversationId, 0) };
      case 'typing':
        return { id: activityId(conversationId, 0) };
      default:
        throw new AppError(
          'UnsupportedActivity',
          `activities of type '${posted.type.slice(0, 40)}' are not taken here`,
        );
    }
  }

  /**
   * The error for a message that was not taken. Nothing is acknowledged, so clients try it again; but the member
   * hears 911, 988 or the phone lines at once, on open streams and in the answer to the call.
   */
  async function unanswered(error: unknown, bearer: Bearer, posted: PostedActivity): Promise<unknown> {
    const refused = error instanceof AppError && error.status < 500;
    if (refused && error.code !== 'TooManyRequests') return error;
    const { activities, danger } = await parts.replyUnstored(posted.text ?? '', posted.locale ?? null);
    if (refused && !danger) return error;
    const { conversationId } = bearer;
    const unstored = unstoredActivities(conversationId, clientActivityId(posted), activities, clock());
    parts.fanOut.publish(conversationId, unstored);
    return new AppError(
      error instanceof AppError ? error.code : 'Unavailable',
      'the message could not be taken right now; please send it again in a moment',
      {
        cause: error,
        retryAfter: error instanceof AppError ? error.retryAfter : RETRY_SECONDS,
        more: { activities: unstored.map(one => sentActivity(conversationId, one)) },
      },
    );
  }

  function takeMessage(bearer: Bearer, posted: PostedActivity): Promise<TurnOutcome> {
    const turn = turns.take(
      {
        conversationId: bearer.conversationId,
        channel: 'directline',
        form: 'web',
        messageId: clientActivityId(posted),
        text: posted.text ?? '',
        attachments: (posted.attachments ?? []).length > 0,
        locale: posted.locale ?? null,
        activity: memberActivity(bearer, posted),
      },
      webActivities,
    );
    return inTime(turn, PATIENCE_MS);
  }

  async function recordFeedback(conversationId: string, value: unknown): Promise<void> {
    const { replyId, helpful, reason } = parseBody(feedbackValue, value);
    const number = replyId?.startsWith(`${conversationId}|`)
      ? watermarkNumber(replyId.slice(conversationId.length + 1))
      : null;
    await log.recordFeedback({ conversationId, number, helpful, reason: reason ?? null, at: clock() });
  }

  async function sendToken(response: Response, bearer: Bearer): Promise<void> {
    const token = await tokens.sign(bearer);
    response.json({ conversationId: bearer.conversationId, token, expires_in: TOKEN_SECONDS });
  }

  /** @param watermark what the stream replays after; '' for live only */
  async function conversationReply(request: Request, bearer: Bearer, watermark: string) {
    const stream = await tokens.signStream(bearer.conversationId);
    const base = (parts.publicUrl ?? `${request.protocol}://${request.headers.host}`).replace(/^http/, 'ws');
    const after = watermark === '' ? '' : `&watermark=${encodeURIComponent(watermark)}`;
    return {
      conversationId: bearer.conversationId,
      token: await tokens.sign(bearer),
      expires_in: TOKEN_SECONDS,
      streamUrl: `${base}${BASE}/conversations/${bearer.conversationId}/stream?t=${stream}${after}`,
      referenceGrammarId: bearer.conversationId,
    };
  }

  /** A log that can't be read now gives nothing new: official clients stop asking for good after one 5xx. */
  async function readCalmly(conversationId: string, after: number): Promise<readonly LoggedActivity[]> {
    try {
      await known(conversationId);
      return await log.read(conversationId, after);
    } catch (error) {
      if (error instanceof AppError) throw error;
      if (!(error instanceof LogUnavailableError))
        parts.logger.error({ err: describeError(error) }, 'activities could not be read');
      return [];
    }
  }

  async function known(conversationId: string): Promise<void> {
    if (!(await log.find(conversationId))) throw new AppError('NotFound', 'there is no such conversation');
  }
}

/** What members wrote must stay in no cache on the way, nor in the browser's. */
const keepNowhere: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

function memberActivity(bearer: Bearer, posted: PostedActivity): Partial<Activity> {
  return {
    type: 'message',
    from: { id: bearer.userId ?? 'member', name: '', role: 'user' },
    ...(posted.locale ? { locale: posted.locale } : {}),
    ...(posted.channelData ? { channelData: posted.channelData } : {}),
  };
}
