import { setImmediate } from 'node:timers/promises';
import type { GapQuestion } from '../../transcripts/review/gap-questions.ts';
import { GroupIndex } from './group-index.ts';
import { likeness, type Profile, profiles } from './likeness.ts';

/** Questions in one language that ask much the same. */
export interface Cluster {
  readonly language: string;
  /** The one most like all others: what the cluster is called by. */
  readonly typical: GapQuestion;
  /** Oldest first. */
  readonly questions: readonly GapQuestion[];
}

/** How like a question has to be to the middle of a cluster to join it, and two clusters to be made one. */
export interface ClusterLimits {
  readonly joins: number;
  readonly merges: number;
}

/**
 * Puts questions that ask much the same together, language by language: each joins the cluster whose middle it is
 * most like, or begins one; then clusters that turn out alike are made one. The same questions in the same order
 * always give the same clusters. Largest first; of equals the newest.
 */
export async function clusterQuestions(
  questions: readonly GapQuestion[],
  limits: ClusterLimits,
): Promise<readonly Cluster[]> {
  const languages = [...new Set(questions.map(({ language }) => language))].sort();
  const clusters: Cluster[] = [];
  for (const language of languages) {
    const ofIt = questions.filter(question => question.language === language);
    clusters.push(...(await clusterOne(ofIt, limits)));
  }
  return clusters.sort(
    (one, other) =>
      other.questions.length - one.questions.length ||
      newest(other) - newest(one) ||
      (one.typical.conversationId < other.typical.conversationId ? -1 : 1),
  );
}

/** Questions after which others have their turn: the same process answers members. */
const AT_ONCE = 100;

async function clusterOne(
  questions: readonly GapQuestion[],
  { joins, merges }: ClusterLimits,
): Promise<readonly Cluster[]> {
  const made = profiles(questions.map(({ text }) => text));
  const profileOf = (place: number): Profile => made[place] ?? new Map();
  const groups = new GroupIndex();
  for (let place = 0; place < made.length; place += 1) {
    if (place % AT_ONCE === 0) await setImmediate();
    const profile = profileOf(place);
    const best = groups.mostLike(profile, joins);
    if (best) groups.join(best, [place], profile);
    else groups.add([place], profile);
  }
  // Largest first, so that the small ones go into them.
  for (const [place, group] of groups.bySize().entries()) {
    if (place % AT_ONCE === 0) await setImmediate();
    if (!groups.has(group)) continue;
    groups.remove(group);
    const best = groups.mostLike(group.sum, merges * group.length());
    if (best) groups.join(best, group.members, group.sum);
    else groups.add(group.members, group.sum);
  }
  return groups.bySize().flatMap(group => {
    const inGroup = group.members.flatMap(place => questions[place] ?? []);
    const typical = group.members.reduce((one, other) =>
      likeness(profileOf(other), group.sum) > likeness(profileOf(one), group.sum) ? other : one,
    );
    const named = questions[typical];
    return named ? [{ language: named.language, typical: named, questions: inGroup }] : [];
  });
}

function newest({ questions }: Cluster): number {
  return questions.at(-1)?.at.getTime() ?? 0;
}
