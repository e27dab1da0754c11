import type { Decision } from './decision.ts';
import type { Means } from './means.ts';
import { LONGEST_MESSAGE, type MemberMessage } from './member-message.ts';
import { answerQuestion } from './steps/answer-question.ts';
import { answerTwoQuestions } from './steps/answer-two-questions.ts';
import { alarmInstead, checkAlarm } from './steps/check-alarm.ts';
import { chooseLanguage } from './steps/choose-language.ts';
import { continueFlow } from './steps/continue-flow.ts';
import { followUp } from './steps/follow-up.ts';
import { handOff } from './steps/hand-off.ts';
import { lookUp } from './steps/look-up.ts';
import { makeSmallTalk } from './steps/make-small-talk.ts';
import { mendMisunderstanding } from './steps/mend-misunderstanding.ts';
import { minding } from './steps/mind-children.ts';
import { notePlan } from './steps/note-plan.ts';
import { obeyCommand } from './steps/obey-command.ts';
import { obeySmsKeyword } from './steps/obey-sms-keyword.ts';
import { passToPerson } from './steps/pass-to-person.ts';
import { quotePassage } from './steps/quote-passage.ts';
import { readInput } from './steps/read-input.ts';
import { keepRest, readOn } from './steps/read-on.ts';
import { turnAway } from './steps/turn-away.ts';
import type { TalkState } from './talk-state.ts';
import { openTurn, type Step } from './turn.ts';

/** One turn, top to bottom. The first step that ends the turn decides; each is a file in `steps/`. */
export const RECIPE: readonly Step[] = [
  chooseLanguage, //       in which language to reply
  obeySmsKeyword, //       STOP, START, HELP by text message
  checkAlarm, //           911 and 988, before anything is looked up
  minding, //              a child under 13 writes
  readInput, //            nothing, too much, a picture
  readOn, //               MORE by text message
  mendMisunderstanding, // "no, I meant …"
  lookUp, //               what the knowledge has on it
  passToPerson, //         a person, at once
  continueFlow, //         an answer to what was just asked or offered
  obeyCommand, //          language, start over, delete, what can you do
  makeSmallTalk, //        hello, thanks, are you a robot
  notePlan, //             "I have L.A. Care Covered"
  followUp, //             "and the number?", "and for my kids?"
  turnAway, //             own records, medical advice, other companies, the weather
  answerTwoQuestions, //   two questions in one message
  answerQuestion, //       one approved answer, or which of two or three
  quotePassage, //         no article fits, but words of the site do
  handOff, //              no approved answer: the right phone line
];

/** The steps that only knowledge decides, to try the engine on any other set of articles. */
export const KNOWLEDGE_ONLY: readonly Step[] = [readInput, lookUp, turnAway, answerQuestion, handOff];

/**
 * Decides on one message: what to reply and what to remember. A pure function of its arguments.
 * Every message ends in exactly one outcome; a message that could be a cry for help never ends without
 * the emergency lines.
 */
export async function decide(
  state: TalkState,
  message: MemberMessage,
  means: Means,
  recipe: readonly Step[] = RECIPE,
): Promise<Decision> {
  const capped = { ...message, text: message.text.slice(0, LONGEST_MESSAGE) };
  const turn = openTurn(state, capped, means);
  for (const step of recipe) {
    const decision = await step(turn);
    if (decision) return keepRest(turn, alarmInstead(turn, decision));
  }
  throw new Error('the recipe ended without a decision');
}
