import type {
  Activity,
  ConfigurationServiceClientCredentialFactoryOptions,
  InvokeResponse,
} from 'botbuilder';
import {
  ActivityHandler,
  ActivityTypes,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type TurnContext,
} from 'botbuilder';
import type { Router } from 'express';
import express from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { AppError } from '../../app-error.ts';
import { refuseDeepJson } from '../../edge/json-depth.ts';
import type { KeptItems } from '../../state/kept-items.ts';
import type { Greeter } from '../../turn/greet.ts';
import { webActivities } from '../../turn/reply/web-activity.ts';
import type { FormReply, TurnTaker } from '../../turn/take-turn.ts';
import type { ReplyUnstored } from '../../turn/unstored-reply.ts';
import { describeError } from '../../watch/describe-error.ts';
import { channelActivity } from './channel-activity.ts';
import { isFirstGreeting } from './greet-once.ts';

/** Registration of the bot with the Bot Framework; no id: open, for an emulator on this machine. */
export interface BotFrameworkRegistration {
  readonly appId: string | undefined;
  readonly appPassword: string | undefined;
  readonly appType: string;
  readonly tenantId: string | undefined;
}

/** `POST /api/messages` for any Bot Framework channel or emulator (JWT checked by the SDK's CloudAdapter). */
export function botFrameworkChannel(parts: {
  readonly registration: BotFrameworkRegistration;
  readonly turns: TurnTaker;
  readonly greeter: Greeter;
  /** Keeps who was greeted. */
  readonly items: KeptItems;
  /** What is said where a turn failed. */
  readonly replyUnstored: ReplyUnstored;
  readonly logger: Logger;
}): Router {
  const { registration, turns, greeter, logger } = parts;
  const options: ConfigurationServiceClientCredentialFactoryOptions = {
    MicrosoftAppType: registration.appType,
    ...(registration.appId ? { MicrosoftAppId: registration.appId } : {}),
    ...(registration.appPassword ? { MicrosoftAppPassword: registration.appPassword } : {}),
    ...(registration.tenantId ? { MicrosoftAppTenantId: registration.tenantId } : {}),
  };
  const adapter = new ChannelAdapter(
    new ConfigurationBotFrameworkAuthentication(
      registration.appId
        ? options
        : { MicrosoftAppType: 'MultiTenant', MicrosoftAppId: '', MicrosoftAppPassword: '' },
    ),
  );
  adapter.onTurnError = async (context, error) => {
    logger.error({ err: describeError(error) }, 'bot framework turn failed');
    const { text, locale } = context.activity;
    const { activities } = await parts.replyUnstored(typeof text === 'string' ? text : '', locale ?? null);
    await context.sendActivities(activities.map(withoutIds));
  };
  const handler = new ActivityHandler();
  handler.onMessage(async (context, next) => {
    await takeMessage(context, turns);
    await next();
  });
  handler.onConversationUpdate(async (context, next) => {
    const added = context.activity.membersAdded ?? [];
    const { channelId, conversation, recipient } = context.activity;
    if (
      added.some(member => member.id !== recipient?.id) &&
      (await isFirstGreeting(parts.items, `${channelId}|${conversation.id}`))
    ) {
      await context.sendActivities(greeter.greeting(context.activity.locale ?? null).map(withoutIds));
    }
    await next();
  });

  const router = express.Router();
  router.post(
    '/api/messages',
    express.json({ limit: '256kb', verify: refuseDeepJson }),
    async (request, response) => {
      const parsed = channelActivity.safeParse(request.body);
      if (!parsed.success) throw new AppError('BadActivity', z.prettifyError(parsed.error));
      // The SDK's own type wants fields that no channel has to send; those that are read were checked.
      const activity = parsed.data as unknown as Activity;
      const { authorization = '' } = request.headers;
      const answer = await adapter.receive(authorization, activity, async context => {
        // Calls of cards and extensions, which this bot has none of, are answered 501.
        if (context.activity.type !== ActivityTypes.Invoke) await handler.run(context);
      });
      response.status(answer?.status ?? 200);
      if (answer?.body) response.send(answer.body);
      else response.end();
    },
  );
  return router;
}

/** The SDK's adapter, but for what its `process` does where a turn fails: it prints the error and answers with its text. */
class ChannelAdapter extends CloudAdapter {
  readonly #authentication: ConfigurationBotFrameworkAuthentication;

  constructor(authentication: ConfigurationBotFrameworkAuthentication) {
    super(authentication);
    this.#authentication = authentication;
  }

  /** @throws {AppError} `Unauthorized` where the token is missing or not one for this bot */
  async receive(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    const caller = await this.#authentication
      .authenticateRequest(activity, authorization)
      .catch((cause: unknown) => {
        if (!isRefusal(cause)) throw cause;
        throw new AppError('Unauthorized', 'the token is missing or not one for this bot', { cause });
      });
    return this.processActivity(caller, activity, logic);
  }
}

/** Whether the SDK says of a token that it is wrong, and not that it could not be checked. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error && [401, 403].includes(Number(error.statusCode));
}

async function takeMessage(context: TurnContext, turns: TurnTaker): Promise<void> {
  const { activity } = context;
  const form: FormReply = view => webActivities(view);
  const outcome = await turns.take(
    {
      conversationId: `${activity.channelId}|${activity.conversation.id}`,
      channel: activity.channelId,
      form: 'web',
      messageId: activity.id ?? null,
      text: typeof activity.text === 'string' ? activity.text : '',
      attachments: (activity.attachments ?? []).some(({ contentType }) => contentType !== 'text/html'),
      locale: activity.locale ?? null,
      activity: loggedForm(activity),
    },
    form,
  );
  await context.sendActivities(outcome.replies.map(({ activity: reply }) => withoutIds(reply)));
}

/** Of what a channel sends, only what the log needs; names and other data of the channel stay out of it. */
function loggedForm(activity: Activity): Partial<Activity> {
  return {
    type: activity.type,
    channelId: activity.channelId,
    from: { id: 'member', name: '', role: 'user' },
    ...(activity.locale ? { locale: activity.locale } : {}),
  };
}

function withoutIds({ id: _id, timestamp: _timestamp, ...reply }: Partial<Activity>): Partial<Activity> {
  return reply;
}
