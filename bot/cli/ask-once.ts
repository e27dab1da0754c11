import type { RECIPE } from '../../dialogs/decide.ts';
import type { Means } from '../../dialogs/means.ts';
import { replyFacts } from '../turn/reply/activity-text.ts';
import { beginTalk } from '../turn/talk-in-memory.ts';

/** One question, as `ask` prints it: reply, outcome and, on wish, what carried each candidate. */
export async function askOnce(
  means: Means,
  asked: {
    readonly text: string;
    readonly channel: 'web' | 'sms';
    readonly explain: boolean;
    readonly plan: string | null;
    readonly locale: string | null;
    readonly recipe?: typeof RECIPE;
  },
): Promise<string> {
  const { decision, view } = await beginTalk(means, asked).say(asked.text);
  const confidence = decision.confidence === null ? '' : `, confidence ${decision.confidence.toFixed(2)}`;
  const lines = [
    replyFacts(view, asked.channel).text,
    '',
    `outcome: ${decision.outcome}${decision.topic ? `, topic ${decision.topic}` : ''}${confidence}, language ${decision.language}`,
  ];
  if (asked.explain) lines.push('', ...explain(means, asked.text, decision.language, asked.plan));
  return `${lines.join('\n')}\n`;
}

function explain(means: Means, text: string, language: string, plan: string | null): readonly string[] {
  const query = { text, language, ...(plan ? { plan } : {}) };
  const found = means.knowledge?.engine.retrieve(query, { explain: true });
  return (found?.candidates ?? []).flatMap(candidate => [
    `${candidate.probability.toFixed(3)}  ${candidate.id} (${candidate.kind})  ${Object.entries(
      candidate.parts,
    )
      .map(([part, score]) => `${part} ${score.toFixed(2)}`)
      .join(', ')}`,
    ...(candidate.reasons ?? []).map(
      ({ field, feature, weight }) => `         ${weight.toFixed(2)}  ${field}  ${feature}`,
    ),
  ]);
}
