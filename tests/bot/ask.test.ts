import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../knowledge/project-root.ts';

const folder = mkdtempSync(join(tmpdir(), 'ask-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function ask(args: readonly string[], input = '') {
  const done = spawnSync(process.execPath, ['.dist/bot/cli/ask.js', ...args], {
    cwd: projectRoot(),
    input,
    encoding: 'utf8',
  });
  return { status: done.status, out: done.stdout, err: done.stderr };
}

describe('ask', () => {
  it('prints reply, source and outcome', () => {
    const { out } = ask(['do you sell my info?']);
    expect(out).toContain('https://www.lacare.org/privacy');
    expect(out).toMatch(/outcome: answered, topic privacy\.personal-info, confidence [01]\.\d\d/);
  });

  it('--explain shows what carried each candidate', () => {
    const { out } = ask(['--explain', 'do you sell my info?']);
    expect(out).toMatch(/0\.\d{3} {2}privacy\.personal-info \(topic\)/);
    expect(out).toMatch(/(word|letters|pair|stem) {2}/);
  });

  it('--jsonl answers each conversation in the order given', () => {
    const lines = [
      { id: 'b', lang: 'en', channel: 'sms', turns: ['dentist', 'thanks'] },
      { id: 'a', lang: 'es', channel: 'web', turns: ['perdi mi tarjeta'] },
    ];
    const { out } = ask(['--jsonl'], lines.map(line => JSON.stringify(line)).join('\n'));
    const replies = out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(replies.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(replies[0].replies).toMatchObject([
      { outcome: 'answered', topic: 'care.dental' },
      { outcome: 'smalltalk', topic: null },
    ]);
    expect(replies[1].replies[0]).toMatchObject({ topic: 'member.id-card', locale: 'es' });
  });

  it('names the line that is no conversation', () => {
    const { status, err } = ask(['--jsonl'], '{"id":"a","turns":["hi"]}\n{"id":7}\n');
    expect(status).toBe(1);
    expect(err).toMatch(/line 2 is no conversation/);
  });

  it('--knowledge answers from any other folder of articles', () => {
    const samples: Record<string, readonly string[]> = {
      'pump-up': [
        'how do i pump up my tyre',
        'my bike tire is flat',
        'air for the wheel',
        'put air in tyres',
        'the wheel lost its air',
        'soft tyre what to do',
      ],
      'oil-chain': [
        'how to oil the chain',
        'my chain squeaks',
        'which oil for a bicycle chain',
        'chain is rusty',
        'noise from the chain',
        'grease the chain',
      ],
      'out-of-scope': [
        'what is the weather',
        'tell me a joke',
        'who won the game',
        'book a flight',
        'translate hello',
        'how old are you',
      ],
    };
    for (const [topic, questions] of Object.entries(samples)) {
      mkdirSync(join(folder, topic), { recursive: true });
      writeFileSync(
        join(folder, topic, 'en.md'),
        `---\ntitle: About ${topic}\nquestions:\n${questions.map(one => `  - ${one}`).join('\n')}\n---\n`,
      );
    }
    const { out } = ask(['--knowledge', folder, 'my chain makes noise and squeaks']);
    expect(out).toMatch(/outcome: answered, topic oil-chain/);
  });

  it('says what is wrong with a folder that is not there', () => {
    expect(ask(['--knowledge', join(folder, 'nowhere'), 'hi'])).toMatchObject({
      status: 1,
      err: expect.stringContaining('there is no folder'),
    });
  });
});
