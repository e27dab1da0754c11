import { createServer } from 'node:http';
import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConversationState,
  MemoryStorage,
  MessageFactory,
} from 'botbuilder';
import { DialogSet, DialogTurnStatus, TextPrompt, WaterfallDialog } from 'botbuilder-dialogs';
import express from 'express';
import { pino } from 'pino';
import { createApp } from '../../../bot/app.ts';

// The yardstick: what the SDK's own samples show, and no more. A dialog asks for a text and says it back, its state
// is kept in memory, the web application is the one our bot is served by. Listens on a free port and prints it.
const state = new ConversationState(new MemoryStorage());
const dialogs = new DialogSet(state.createProperty('dialog'));
dialogs.add(new TextPrompt('text'));
dialogs.add(
  new WaterfallDialog('echo', [
    step => step.prompt('text', { prompt: '' }),
    async step => {
      await step.context.sendActivity(MessageFactory.text(`you said: ${String(step.result)}`));
      return step.replaceDialog('echo');
    },
  ]),
);

const handler = new ActivityHandler();
handler.onMessage(async (context, next) => {
  const dialog = await dialogs.createContext(context);
  const { status } = await dialog.continueDialog();
  if (status === DialogTurnStatus.empty) {
    await dialog.beginDialog('echo');
    await dialog.continueDialog();
  }
  await state.saveChanges(context);
  await next();
});

const adapter = new CloudAdapter(
  new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppType: 'MultiTenant',
    MicrosoftAppId: '',
    MicrosoftAppPassword: '',
  }),
);
const router = express.Router();
router.post('/api/messages', express.json({ limit: '256kb' }), async (request, response) => {
  await adapter.process(request, response, context => handler.run(context));
});
const server = createServer(createApp({ routers: [router], logger: pino({ level: 'error' }) }));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(
    `${JSON.stringify({ port: typeof address === 'object' ? address?.port : address })}\n`,
  );
});
