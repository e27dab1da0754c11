import { setTimeout as wait } from 'node:timers/promises';
import { type LoadResult, type LoadSpec, loadSpec } from './load-spec.ts';
import { memberTexts } from './member-texts.ts';
import { directLineTalk, echoTalk, type Talk } from './talk.ts';

// The load generator: a process of its own. The specification is its argument, the result its last line of output.
const spec = loadSpec.parse(JSON.parse(process.argv[2] ?? ''));
process.stdout.write(`${JSON.stringify(await drive(spec))}\n`);
process.exit(0);

async function drive(given: LoadSpec): Promise<LoadResult> {
  const texts = memberTexts();
  const times: number[] = [];
  const run = String(process.hrtime.bigint());
  let failed = 0;
  let failure: string | null = null;
  let talks = 0;
  const begin = (place: number): Promise<Talk> => {
    const name = `${run}-${talks++}`;
    const { ports } = given;
    const port = ports[place % ports.length] ?? 0;
    const socketPort = ports[(place + 1) % ports.length] ?? 0;
    return given.bot === 'echo'
      ? echoTalk(port, name)
      : directLineTalk([port, socketPort], given.secret, name, given.way);
  };
  const first = await Promise.all(Array.from({ length: given.talks }, (_, place) => begin(place)));
  const started = performance.now();
  const end = started + given.seconds * 1_000;
  const most = given.turns ?? Number.POSITIVE_INFINITY;

  const member = async (place: number, opened: Talk) => {
    let talk = opened;
    let said = 0;
    // Paced talks are spread over the pause, as people are.
    let due = started + (given.pause * 1_000 * place) / given.talks;
    for (;;) {
      if (given.pause > 0) await wait(Math.max(0, due - performance.now()));
      if (performance.now() >= end || times.length >= most) break;
      const since = given.pause > 0 ? due : performance.now();
      const text = texts[(place * 31 + said * 7) % texts.length] ?? '';
      try {
        await talk.say(text);
        times.push(performance.now() - since);
      } catch (error) {
        failed++;
        failure ??= error instanceof Error ? error.message : String(error);
        talk.close();
        talk = await begin(place);
      }
      due += given.pause * 1_000;
      if (++said % given.messagesATalk === 0) {
        talk.close();
        talk = await begin(place);
      }
    }
    talk.close();
  };
  await Promise.all(first.map((talk, place) => member(place, talk)));
  const seconds = (performance.now() - started) / 1_000;
  return {
    turns: times.length,
    seconds,
    failed,
    failure,
    times: times.map(ms => Math.round(ms * 100) / 100).sort((one, other) => one - other),
  };
}
