import type { Activity, ConfigurationServiceClientCredentialFactoryOptions } from 'botbuilder';
import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type TurnContext,
} from 'botbuilder';
import type { Router } from 'express';
import express from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { refuseDeepJson } from '../../edge/json-depth.ts';
import type { KeptItems } from '../../state/kept-items.ts';
import type { Greeter } from '../../turn/greet.ts';
import { webActivities } from '../../turn/reply/web-activity.ts';
import type { FormReply, TurnTaker } from '../../turn/take-turn.ts';
import type { ReplyUnstored } from '../../turn/unstored-reply.ts';
import { describeError } from '../../watch/describe-error.ts';
import { isFirstGreeting } from './greet-once.ts';

const REQUIRED = z.looseObject({
  type: z.string().min(1).max(64),
  channelId: z.string().min(1).max(64),
  conversation: z.looseObject({ id: z.string().min(1).max(512) }),
  from: z.looseObject({ id: z.string().max(512) }).optional(),
  text: z.string().nullish(),
  locale: z.string().max(35).nullish(),
  id: z.string().max(512).nullish(),
});

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
  const adapter = new CloudAdapter(
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
      added.some(member => member.id !== recipient.id) &&
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
      const parsed = REQUIRED.safeParse(request.body);
      if (!parsed.success) {
        response.status(400).json({ error: { code: 'BadActivity', message: z.prettifyError(parsed.error) } });
        return;
      }
      await adapter.process(request, response, context => handler.run(context));
    },
  );
  return router;
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
