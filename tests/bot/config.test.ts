import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../bot/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fileWith = (content: string) => {
  const file = join(folder, `secret-${Math.random()}`);
  writeFileSync(file, content);
  return file;
};
function problemsOf(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

describe('the settings', () => {
  it('need nothing to be given', () => {
    expect(readConfig({})).toMatchObject({ PORT: 3978, HOST: '127.0.0.1', TRUSTED_PROXIES: ['loopback'] });
  });

  it('are all told at once where they are wrong, those that only together are wrong too', () => {
    const told = problemsOf({
      PORT: 'eighty',
      HOST: '0.0.0.0',
      MESSAGES_PER_MINUTE: '0',
      TRUSTED_PROXIES: '10.0.0.0/8,all',
      SMS_PROVIDER: 'twilio',
      DIRECT_LINE_KEYS: 'short',
    });
    for (const name of [
      'PORT',
      'HOST',
      'MESSAGES_PER_MINUTE',
      "'all'",
      'SMS_PROVIDER is twilio',
      'DIRECT_LINE_KEYS',
    ])
      expect(told).toContain(name);
  });

  it('never quote a secret that is wrong', () => {
    expect(problemsOf({ DIRECT_LINE_KEYS: 'hunter2', METRICS_TOKEN: 'hunter2' })).not.toContain('hunter2');
  });

  it('come from a file where NAME_FILE names one', () => {
    const secret = 's'.repeat(40);
    expect(readConfig({ DIRECT_LINE_SECRET_FILE: fileWith(`${secret}\n`) }).DIRECT_LINE_SECRET).toEqual([
      secret,
    ]);
    expect(readConfig({ DATABASE_URL_FILE: fileWith('postgres://bot:pass@db/bot\n') }).DATABASE_URL).toBe(
      'postgres://bot:pass@db/bot',
    );
  });

  it('say which secret file is missing, empty or given beside the value itself', () => {
    const told = problemsOf({
      METRICS_TOKEN_FILE: join(folder, 'not-there'),
      SMS_SECRETS_FILE: fileWith('\n'),
      DATABASE_URL: 'postgres://a/b',
      DATABASE_URL_FILE: fileWith('postgres://a/c'),
    });
    expect(told).toContain('METRICS_TOKEN_FILE names');
    expect(told).toContain('(ENOENT)');
    expect(told).toContain('which is empty');
    expect(told).toContain('DATABASE_URL and DATABASE_URL_FILE are both given');
  });
});
