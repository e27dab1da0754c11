import { describe, expect, it } from 'vitest';
import { decide } from '../../dialogs/decide.ts';
import { newTalk } from '../../dialogs/talk-state.ts';
import { means, talkWith } from './talk-with.ts';

const PLAN_LINES = ['8888399909', '8552702327', '8448547272', '8335223767'];

describe('the main job', () => {
  it('answers with an approved text and its source', async () => {
    const reply = await talkWith()('do you sell my info?');
    expect(reply).toMatchObject({ outcome: 'answered', topic: 'privacy.personal-info' });
    expect(reply.links).toContain('https://www.lacare.org/privacy');
  });

  it('gives the county line to who lost Medi-Cal', async () => {
    const reply = await talkWith()('i lost my medi-cal what now');
    expect(reply).toMatchObject({ outcome: 'answered', topic: 'renewal.lost-coverage' });
    expect(reply.phones[0]).toBe('8666133777');
    expect(reply.text).toContain('TTY 1-800-660-4026');
  });

  it("says that it can't see accounts, with all plan lines and a code where the plan is unknown", async () => {
    const reply = await talkWith()('is my claim paid');
    expect(reply.outcome).toBe('handoff');
    expect(reply.phones).toEqual(PLAN_LINES);
    expect(reply.text).toMatch(/\b[34679ACDEFGHJKMNPQRTWXY]{7}\b/);
  });

  it('keeps the rejected candidates with their scores', async () => {
    const { decision } = await talkWith()('do you sell my info?');
    expect(decision.candidates.length).toBeGreaterThan(2);
    expect(decision.confidence).toBeGreaterThan(0.5);
  });

  it('does not change the state it was given', async () => {
    const state = newTalk('7KQ4MTC', '2026-11-24T18:00:00Z');
    const copy = structuredClone(state);
    const message = {
      text: 'what can you do',
      masked: [],
      channel: 'web',
      locale: null,
      attachments: false,
      now: new Date(),
    } as const;
    const first = await decide(state, message, means);
    expect(state).toEqual(copy);
    expect(await decide(state, message, means)).toEqual(first);
  });
});

describe('a person', () => {
  it.each([
    'agent',
    'human please',
    'quiero hablar con una persona',
    'соедините с оператором',
    '我想找人工客服',
    'gusto ko po makausap ang tao',
  ])('is one word away: %s', async text => {
    const reply = await talkWith()(text);
    expect(reply.outcome).toBe('handoff');
    expect(reply.phones).toEqual(expect.arrayContaining(['8888399909']));
    expect(reply.choices).toEqual([]);
  });

  it('is given at once in the middle of a flow', async () => {
    const say = talkWith();
    await say('what can you do');
    await say('Help me step by step');
    expect((await say('representative')).outcome).toBe('handoff');
  });
});

describe("the member's plan", () => {
  it('is asked for where the line depends on it, remembered, and used', async () => {
    const say = talkWith();
    const first = await say('i lost my id card how do i get a new one');
    expect(first).toMatchObject({ outcome: 'answered', topic: 'member.id-card' });
    expect(first.choices).toContain('L.A. Care Covered');
    const second = await say('L.A. Care Covered');
    expect(second).toMatchObject({ outcome: 'answered', topic: 'member.id-card' });
    expect(second.phones[0]).toBe('8552702327');
    expect(second.phones).not.toContain('8888399909');
    const later = await say('is my claim paid');
    expect(later.phones).toEqual(['8552702327']);
  });

  it('is not asked for where the line does not depend on it', async () => {
    expect((await talkWith()('do i have to send my renewal form every year')).choices).not.toContain(
      'PASC-SEIU',
    );
  });

  it('named in the question counts for that reply', async () => {
    const { phones } = await talkWith()('did you get my payment for la care covered');
    expect(phones).toContain('8552702327');
    expect(phones).not.toContain('8888399909');
  });
});

describe('clarify', () => {
  /** The real means, but never sure enough to answer at once. */
  const unsure = {
    ...means,
    thresholds: { ...means.thresholds, answer: 0.999, answerAlone: 0.999, clarify: 0.1, clarifyEach: 0.001 },
  };
  const offer = (say: ReturnType<typeof talkWith>) => say('medi-cal renewal papers');

  it('is picked by number, label or word, and "none of these" tries again once, then gives a line', async () => {
    const say = talkWith({ means: unsure });
    const asked = await offer(say);
    expect(asked.outcome).toBe('clarify');
    expect(asked.choices.at(-1)).toBe('None of these');
    const other = talkWith({ means: unsure });
    await offer(other);
    const picked = await other('1');
    expect(picked).toMatchObject({ outcome: 'answered', topic: asked.decision.topics[0] });
    const again = await say('none of these');
    expect(again.outcome).toBe('control');
    const third = await say('none');
    expect(third.outcome).not.toBe('answered');
  });

  it('takes the digits of any script', async () => {
    for (const digit of ['١', '۱', '១', '1']) {
      const say = talkWith({ means: unsure });
      const asked = await offer(say);
      expect((await say(digit)).topic).toBe(asked.decision.topics[0]);
    }
  });
});

describe('"no, I meant"', () => {
  it('reads the rest anew without the wrong topic, and hands off the second time', async () => {
    const say = talkWith();
    const wrong = await say('is dental covered');
    expect(wrong.topic).toBe('care.dental');
    const mended = await say('no i meant eye glasses');
    expect(mended).toMatchObject({ outcome: 'answered', topic: 'care.vision' });
    const second = await say("that's not what i asked");
    expect(second.outcome).toBe('handoff');
  });
});

describe('follow-ups', () => {
  it.each([
    ["what's the number", ['8666133777']],
    ['phone?', ['8666133777']],
  ])('%s gives the line of the last answer', async (text, phones) => {
    const say = talkWith();
    await say('how do i renew my medi-cal');
    const reply = await say(text);
    expect(reply.outcome).toBe('answered');
    expect(reply.phones).toEqual(expect.arrayContaining(phones));
  });

  it('"is there a link" gives the page of the last answer', async () => {
    const say = talkWith();
    await say('what cookies do you use');
    const reply = await say('is there a link');
    expect(reply).toMatchObject({ outcome: 'answered', topic: 'privacy.cookies' });
    expect(reply.links).toContain('https://www.lacare.org/privacy');
  });

  it('"when are they open" gives the hours of the line of the last answer', async () => {
    const say = talkWith({ now: new Date('2026-11-26T18:00:00Z') });
    await say('phone number of the county medi-cal office');
    const reply = await say('when are they open');
    expect(reply.text).toMatch(/Closed now\. Opens Monday at 7:30\sAM/);
  });

  it('"and for my kids?" stays on the topic', async () => {
    const say = talkWith();
    await say('do i qualify for medi-cal if i work part time');
    expect(await say('and for my kids?')).toMatchObject({ outcome: 'answered', topic: 'medi-cal.qualify' });
  });

  it('a full question of its own changes the topic', async () => {
    const say = talkWith();
    await say('is dental covered');
    expect((await say('whats the weather today')).outcome).toBe('handoff');
  });
});

describe('guided flows', () => {
  it('the renewal coach leads from what happened to the next step and the county line', async () => {
    const say = talkWith();
    const menu = await say('what can you do');
    expect(menu.choices).toContain('Help me step by step');
    const start = await say('Help me step by step');
    expect(start.outcome).toBe('control');
    const when = await say('My Medi-Cal stopped');
    expect(when.choices).toContain('Less than 90 days ago');
    const step = await say('1');
    expect(step).toMatchObject({ outcome: 'answered', topic: 'renewal.lost-coverage' });
    expect(step.phones[0]).toBe('8666133777');
  });

  it('the line finder asks for the plan only where it matters', async () => {
    const say = talkWith();
    await say('Find the right phone number');
    expect((await say('I feel sick or need advice')).phones).toEqual(['8002493619']);
    await say('Find the right phone number');
    const plans = await say('Teeth');
    expect(plans).toMatchObject({ outcome: 'control' });
    expect((await say('PASC-SEIU')).phones).toEqual(['8558102015']);
  });

  it('is left at any word', async () => {
    const say = talkWith();
    await say('Help me step by step');
    expect(await say('what cookies do you use')).toMatchObject({
      outcome: 'answered',
      topic: 'privacy.cookies',
    });
    expect((await say('1')).outcome).toBe('control');
  });
});

describe('commands', () => {
  it('deletes only after a yes', async () => {
    const say = talkWith();
    await say('do you sell my info');
    const asked = await say('delete my conversation');
    expect(asked.decision.effect).toBeNull();
    expect((await say('no')).decision.effect).toBeNull();
    await say('delete my conversation');
    expect((await say('yes')).decision.effect).toBe('delete-conversation');
  });

  it('says what is kept', async () => {
    const say = talkWith();
    await say('i have medi-cal');
    const reply = await say('what do you have on me');
    expect(reply.text).toMatch(/4 messages/);
    expect(reply.text).toContain('Medi-Cal');
  });

  it('starts over without the plan', async () => {
    const say = talkWith();
    await say('i have medi-cal');
    await say('start over');
    expect((await say('is my claim paid')).phones).toEqual(PLAN_LINES);
  });

  it('"she can\'t read english" is no wish for English', async () => {
    const reply = await talkWith()('she cant read english');
    expect(reply.text).not.toContain('English from now on');
  });
});

describe('children', () => {
  it('are told to fetch a grown-up; the talk is deleted and stays closed', async () => {
    const say = talkWith();
    const told = await say('i am 10 years old');
    expect(told.decision).toMatchObject({ effect: 'delete-conversation', flags: ['child'] });
    expect((await say('do you sell my info')).topic).toBeNull();
  });

  it.each([
    'my son is 10 years old can he get a dentist',
    'i am 10 weeks pregnant what do you offer',
    'im 12 hours in the er waiting',
  ])('are not seen in: %s', async text => {
    expect((await talkWith()(text)).decision.flags).not.toContain('child');
  });
});

describe('without the built knowledge', () => {
  const bare = { ...means, knowledge: null };

  it('911 and 988 come as ever', async () => {
    expect(await talkWith({ means: bare })('my dad cant breathe')).toMatchObject({ outcome: 'emergency' });
    const crisis = await talkWith({ means: bare })('ya no quiero vivir');
    expect(crisis).toMatchObject({ outcome: 'crisis' });
    expect(crisis.phones).toContain('988');
  });

  it('any question gets the phone lines', async () => {
    const reply = await talkWith({ means: bare })('how do i renew');
    expect(reply.outcome).toBe('handoff');
    expect(reply.phones).toEqual(expect.arrayContaining([...PLAN_LINES, '8666133777', '8002493619']));
  });
});

describe('odd input', () => {
  it.each([
    ['', 'control'],
    ['   ', 'control'],
    ['🙂🙂', 'control'],
    ['?!', 'control'],
    ['a'.repeat(10_000), 'control'],
    ['\ud800 lone surrogate', null],
    ['\u0000\u0007 do you sell my info', null],
    ['<script>alert(1)</script>', null],
    ['[click](https://evil.example) ![x](https://evil.example/x.png)', null],
    ['‮evil‬', null],
  ])('%j gets a clear reply', async (text, outcome) => {
    const reply = await talkWith()(text);
    expect(reply.text.length).toBeGreaterThan(10);
    if (outcome !== null) expect(reply.outcome).toBe(outcome);
    expect(reply.text).not.toContain('evil');
    expect(reply.text).not.toContain('<script>');
  });
});
