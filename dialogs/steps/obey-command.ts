import type { Block, Decision } from '../decision.ts';
import type { FlowName } from '../flows/flow-name.ts';
import { beginFlow } from '../flows/flows.ts';
import { countWords } from '../match/count-words.ts';
import { answerBlocks, sayableTopic } from '../reply/answer.ts';
import { languageChoices } from '../reply/choices.ts';
import { menuChoices } from '../reply/menu.ts';
import { newTalk } from '../talk-state.ts';
import { end, type Step, type Turn } from '../turn.ts';
import { isClass } from './classes.ts';

const FLOWS = ['renewal-coach', 'line-finder'] as const satisfies readonly FlowName[];
/** Most words beside a language's name in a wish for that language ("vietnamese please"). */
const WORDS_BESIDE = 1;

/** Wishes about the talk itself: another language, start over, delete, what is kept, what the bot can do. */
export const obeyCommand: Step = turn => {
  const { means, message, retrieval } = turn;
  const { list } = means.phrases;
  const is = (name: 'startOver' | 'delete' | 'myData' | 'menu', sample: string) =>
    list[name].is(message.text) || isClass(retrieval, `command.${sample}`, means.thresholds.command);
  const language = languageWish(turn);
  if (language) return switchLanguage(turn, language);
  const flow = FLOWS.find(name => flowNamed(turn, name));
  if (flow) return beginFlow(turn, flow);
  if (is('delete', 'delete')) return beginFlow(turn, 'delete-conversation');
  if (is('myData', 'my-data')) return end(turn, 'control', { blocks: myData(turn) });
  if (is('startOver', 'start-over')) return startOver(turn);
  if (is('menu', 'menu')) return menu(turn);
  if (isClass(retrieval, 'command.language', means.thresholds.command)) {
    return end(turn, 'control', {
      blocks: [],
      prompt: 'chat:language.unknown',
      choices: languageChoices(turn),
    });
  }
  return null;
};

/** Speaks that language from now on, and repeats the last answer in it. */
export function switchLanguage(turn: Turn, tag: string): Decision {
  turn.language = tag;
  turn.draft = { ...turn.draft, language: tag, languageAsked: true };
  const blocks: Block[] = [{ kind: 'say', key: 'chat:language.switched' }];
  const last = turn.before.lastTopic === null ? undefined : sayableTopic(turn, turn.before.lastTopic);
  if (last) blocks.push(...answerBlocks(turn, last));
  else blocks.push({ kind: 'say', key: 'chat:hello.ask' });
  return end(turn, 'control', { blocks });
}

/** The language a message wishes for: its name alone or with a word of politeness, or what is plainly such a wish. */
function languageWish(turn: Turn): string | null {
  const { means, message, retrieval } = turn;
  const named = means.phrases.languages
    .map(({ tag, names }) => ({ tag, names, name: names.find(message.text) }))
    .filter(({ name }) => name !== null)
    .sort((a, b) => (b.name?.length ?? 0) - (a.name?.length ?? 0));
  const [found] = named;
  if (!found) return null;
  const alone = countWords(found.names.without(message.text)) <= WORDS_BESIDE;
  const topic = retrieval?.candidates[0];
  const sureTopic = topic?.kind === 'topic' && (retrieval?.confidence ?? 0) >= means.thresholds.switchTopic;
  const wished = isClass(retrieval, 'command.language', means.thresholds.command);
  if (!wished && (!alone || sureTopic)) return null;
  // "She can't read English", said in English, is no wish for English.
  if (!alone && primary(found.tag) === primary(turn.language)) return null;
  if (!found.tag.startsWith('zh-')) return found.tag;
  const script = means.detector.detect(message.text, turn.before.language);
  return script.startsWith('zh-') ? script : 'zh-Hant';
}

function primary(tag: string): string {
  return tag.split('-')[0] ?? tag;
}

function flowNamed({ means, message }: Turn, name: (typeof FLOWS)[number]): boolean {
  return means.phrases.flows[name].is(message.text);
}

function startOver(turn: Turn): Decision {
  const { reference, begun, language, languageAsked, turns } = turn.draft;
  turn.draft = { ...newTalk(reference, begun), language, languageAsked, turns };
  turn.plan = null;
  return end(turn, 'control', {
    blocks: [{ kind: 'say', key: 'chat:control.startOver' }],
    choices: menuChoices(turn),
  });
}

function menu(turn: Turn): Decision {
  const known = turn.plan !== null && turn.plan !== 'none';
  return end(turn, 'control', {
    blocks: [],
    prompt: known ? 'chat:menu.plan' : 'chat:menu.intro',
    choices: menuChoices(turn),
  });
}

function myData(turn: Turn): readonly Block[] {
  const { language, plan, turns, begun } = turn.draft;
  return [
    {
      kind: 'say',
      key: 'flows:my-data.intro',
      values: {
        // Each message of the member has a reply.
        count: turns * 2,
        date: { date: begun },
        language: turn.means.words.locale(language ?? 'en').language.name,
        plan: { key: plan ? `plans:${plan}` : 'flows:my-data.noPlan' },
      },
    },
    { kind: 'note', key: 'flows:my-data.offer' },
  ];
}
