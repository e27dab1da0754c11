import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { projectRoot } from '../../knowledge/project-root.ts';
import { smsParts } from '../turn/reply/sms-alphabet.ts';
import { localCarrier, smsPhone } from './sms-phone.ts';

const USAGE = `usage: npm run sms                    a phone in the terminal, with a bot of its own
       npm run sms -- --url http://localhost:3978 --public-url https://… --account AC…
                                      against a running bot; its auth token in SMS_SECRETS
       --from +12135550123 --to +12135550100`;

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    'public-url': { type: 'string' },
    account: { type: 'string', default: 'AC00000000000000000000000000000000' },
    from: { type: 'string', default: '+12135550123' },
    to: { type: 'string', default: '+12135550100' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(`${USAGE}\n`);
else if (values.url === undefined) await withOwnBot();
else {
  // The token is no option: options are seen by every user of the machine.
  const [token] = (process.env['SMS_SECRETS'] ?? '').split(',');
  if (!token) {
    process.stderr.write(`give the bot's SMS_SECRETS in the environment\n${USAGE}\n`);
    process.exitCode = 2;
  } else await talk(values.url, values['public-url'] ?? values.url, token);
}

async function withOwnBot(): Promise<void> {
  const carrier = await localCarrier(text => show(text, 'sent later'));
  const token = 'a-token-of-the-terminal-phone';
  const publicUrl = 'https://phone.example';
  const bot = spawn(process.execPath, ['--import', 'tsx', 'bot/main.ts'], {
    cwd: projectRoot(),
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATA_DIR: join(projectRoot(), '.data', 'sms-phone'),
      PUBLIC_URL: publicUrl,
      SMS_PROVIDER: 'twilio',
      SMS_ACCOUNT: values.account,
      SMS_SECRETS: token,
      SMS_API_URL: carrier.url,
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: bot.stdout }).on('line', line => {
      const found = /"port":(\d+)/.exec(line)?.[1];
      if (found) resolve(Number(found));
    });
    bot.once('exit', code => reject(new Error(`the bot ended with ${code}`)));
  });
  try {
    await talk(`http://127.0.0.1:${port}`, publicUrl, token);
  } finally {
    bot.kill('SIGTERM');
    await carrier.close();
  }
}

async function talk(url: string, publicUrl: string, token: string): Promise<void> {
  const phone = smsPhone({
    url,
    publicUrl,
    token,
    account: values.account,
    from: values.from,
    to: values.to,
  });
  process.stdout.write(
    `You are ${values.from}, texting ${values.to}. An empty line sends a picture; Ctrl-D hangs up.\n> `,
  );
  for await (const line of createInterface({ input: process.stdin })) {
    const { status, texts } = await phone.text(line, line === '' ? { NumMedia: '1' } : {});
    if (status !== 200) process.stdout.write(`(refused: ${status})\n`);
    else if (texts.length === 0) process.stdout.write('(no reply)\n');
    for (const text of texts) show(text);
    process.stdout.write('> ');
  }
}

function show(text: string, how = 'reply'): void {
  const { alphabet, units, parts } = smsParts(text);
  process.stdout.write(
    `\n${text}\n    -- ${how}, ${text.length} characters, ${parts} part${parts === 1 ? '' : 's'} (${alphabet}, ${units})\n`,
  );
}
