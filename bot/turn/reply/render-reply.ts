import type { Block, Decision, Value } from '../../../dialogs/decision.ts';
import type { Topic } from '../../../knowledge/article/topic.ts';
import type { Directory } from '../../../knowledge/directory/directory.ts';
import type { Say, Words } from '../../../locales/words.ts';
import { type FormatContext, formatDate } from './formats.ts';
import { lineView } from './line-view.ts';
import type { Part, ReplyView } from './reply-view.ts';

/** What rendering needs to know. */
export interface RenderContext {
  readonly words: Words;
  readonly directory: Directory;
  readonly topics: ReadonlyMap<string, Topic>;
  readonly channel: 'web' | 'sms';
  readonly now: Date;
}

/** Puts a decision into words: every string from the locales, every number from the directory, every answer from an article. */
export function renderReply(decision: Decision, context: RenderContext): ReplyView {
  const { language } = context.words.locale(decision.language);
  const say = context.words.in(decision.language);
  const format: FormatContext = { intl: language.intl, direction: language.direction };
  const parts = decision.blocks.flatMap(block => renderBlock(block, decision, context, say, format));
  const prompt =
    decision.prompt === null
      ? null
      : say(promptKey(decision.prompt, context.channel), promptValues(decision, say));
  return {
    language: decision.language,
    direction: language.direction,
    outcome: decision.outcome,
    parts,
    prompt,
    choices: decision.choices,
  };
}

function renderBlock(
  block: Block,
  decision: Decision,
  context: RenderContext,
  say: Say,
  format: FormatContext,
): readonly Part[] {
  const { language } = decision;
  const sms = context.channel === 'sms';
  switch (block.kind) {
    case 'say':
    case 'note': {
      const text = say(block.key, values(block.values, say, format));
      return [{ kind: 'text', text, language, tone: block.kind === 'note' ? 'note' : 'plain' }];
    }
    case 'text':
      return [{ kind: 'text', text: block.text, language, tone: 'plain' }];
    case 'alarm':
      return [{ kind: 'text', text: say(alarmKey(block.alarm, sms)), language, tone: 'alarm' }];
    case 'article':
      return articleParts(block, context, say, language, format);
    case 'lines': {
      const lines = block.lines.flatMap(id => context.directory.lines.get(id) ?? []);
      return [{ kind: 'lines', lines: lines.map(line => lineView(line, context, say, format)) }];
    }
    case 'passage':
      return [
        { kind: 'text', text: say('chat:passage.says', { text: block.text }), language, tone: 'plain' },
        { kind: 'links', links: [{ label: block.heading, url: block.url, source: true }] },
        { kind: 'text', text: say('chat:passage.note'), language, tone: 'note' },
      ];
    case 'source': {
      const topic = context.topics.get(block.topic);
      return topic ? [{ kind: 'links', links: sourceLinks(topic, say) }] : [];
    }
    case 'policy':
      return [{ kind: 'links', links: policyLinks(context, say) }];
    case 'reference': {
      const code = decision.state.reference;
      return [
        {
          kind: 'reference',
          code,
          text: say(sms ? 'chat:handoff.referenceSms' : 'chat:handoff.reference', { code }),
        },
      ];
    }
  }
}

function articleParts(
  block: Extract<Block, { kind: 'article' }>,
  context: RenderContext,
  say: Say,
  language: string,
  format: FormatContext,
): readonly Part[] {
  const topic = context.topics.get(block.topic);
  const text = topic?.texts[block.language];
  if (!topic || !text) return [];
  const sms = context.channel === 'sms';
  const note = (key: string, values?: Record<string, string>): Part => ({
    kind: 'text',
    text: say(sms ? `${key}Sms` : key, values),
    language,
    tone: 'note',
  });
  const parts: Part[] = [];
  if (block.language !== language) parts.push(note('chat:answer.fallback'));
  parts.push({
    kind: 'answer',
    topic: topic.id,
    title: text.title,
    text: text.body,
    short: text.sms,
    language: text.language,
    version: text.version,
  });
  if (topic.source.basis === 'site' && !sms) {
    const { asOf } = topic.source;
    const key = asOf ? 'chat:answer.confirmDated' : 'chat:answer.confirm';
    parts.push({
      kind: 'text',
      text: say(key, asOf ? { date: formatDate(asOf, format) } : {}),
      language,
      tone: 'note',
    });
  }
  const notices = block.noticeLanguages.flatMap(code => {
    const url = context.directory.notice(code);
    const name = context.words.locale(code === 'zh' ? 'zh-Hant' : code).language.name;
    return url ? [{ label: say('chat:answer.notice', { language: name }), url, source: false }] : [];
  });
  parts.push({
    kind: 'links',
    links: [...notices, ...topic.links.map(link => ({ ...link, source: false })), ...sourceLinks(topic, say)],
  });
  if (text.translation === 'machine') parts.push(note('chat:answer.machine'));
  return parts;
}

function sourceLinks(topic: Topic, say: Say) {
  return [{ label: say('chat:answer.source'), url: topic.source.url, source: true }];
}

function policyLinks(context: RenderContext, say: Say) {
  return [
    ['privacy.overview', 'chat:hello.privacy'],
    ['legal.nondiscrimination', 'chat:hello.nondiscrimination'],
  ].flatMap(([topic = '', key = '']) => {
    const url = context.topics.get(topic)?.source.url;
    return url ? [{ label: say(key), url, source: false }] : [];
  });
}

function alarmKey(alarm: 'emergency' | 'crisis' | 'above', sms: boolean): string {
  if (alarm === 'above') return sms ? 'safety:aboveSms' : 'safety:above';
  return `safety:${alarm}.${sms ? 'sms' : 'text'}`;
}

const SMS_PROMPTS: Readonly<Record<string, string>> = {
  'chat:clarify.ask': 'chat:clarify.sms',
  'chat:plan.ask': 'chat:plan.sms',
};

function promptKey(key: string, channel: 'web' | 'sms'): string {
  return channel === 'sms' ? (SMS_PROMPTS[key] ?? key) : key;
}

function promptValues(decision: Decision, say: Say): Readonly<Record<string, string>> {
  return { plan: say(`plans:${decision.state.plan ?? 'none'}`) };
}

function values(
  given: Readonly<Record<string, Value>> | undefined,
  say: Say,
  format: FormatContext,
): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(given ?? {}).map(([name, value]) => {
      if (typeof value !== 'object') return [name, value];
      if ('date' in value) return [name, formatDate(value.date, format)];
      const words = value.key.split(' ').map(key => say(key));
      return [name, new Intl.ListFormat(format.intl, { type: 'conjunction' }).format(words)];
    }),
  );
}
