import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../knowledge/project-root.ts';
import type { Choice } from '../talk-state.ts';
import type { Turn } from '../turn.ts';
import { topicChoices } from './choices.ts';

const schema = z.record(z.string(), z.array(z.string().regex(/^(topic|flow):/)).max(6));
const menu = schema.parse(parse(readFileSync(join(projectRoot(), 'dialogs', 'menu.yaml'), 'utf8')));

/** The short menu for the member's plan, in the member's language. */
export function menuChoices(turn: Turn): readonly Choice[] {
  const say = turn.means.words.in(turn.language);
  return (menu[turn.plan ?? 'any'] ?? []).flatMap(entry => {
    const [kind, id = ''] = entry.split(/:(.*)/s);
    return kind === 'flow' ? [{ value: entry, label: say(`flows:offer.${id}`) }] : topicChoices(turn, [id]);
  });
}
