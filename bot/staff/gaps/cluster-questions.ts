import type { GapQuestion } from '../../transcripts/review/gap-questions.ts';
import { likeness, middle, type Profile, profiles } from './likeness.ts';

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
export function clusterQuestions(
  questions: readonly GapQuestion[],
  limits: ClusterLimits,
): readonly Cluster[] {
  const languages = [...new Set(questions.map(({ language }) => language))].sort();
  return languages
    .flatMap(language =>
      clusterOne(
        questions.filter(question => question.language === language),
        limits,
      ),
    )
    .sort(
      (one, other) =>
        other.questions.length - one.questions.length ||
        newest(other) - newest(one) ||
        (one.typical.conversationId < other.typical.conversationId ? -1 : 1),
    );
}

interface Group {
  members: number[];
  middle: Profile;
}

function clusterOne(questions: readonly GapQuestion[], { joins, merges }: ClusterLimits): readonly Cluster[] {
  const made = profiles(questions.map(({ text }) => text));
  const profileOf = (place: number): Profile => made[place] ?? new Map();
  const groups = new GroupIndex();
  for (let place = 0; place < made.length; place += 1) {
    const profile = profileOf(place);
    const best = groups.mostLike(profile, joins);
    if (best) {
      best.members.push(place);
      groups.move(best, middle(best.members.map(profileOf)));
    } else groups.add({ members: [place], middle: profile });
  }
  // Largest first, so that the small ones go into them.
  for (const group of groups.bySize()) {
    if (group.members.length === 0) continue;
    groups.remove(group);
    const best = groups.mostLike(group.middle, merges);
    if (!best) {
      groups.add(group);
      continue;
    }
    best.members = [...best.members, ...group.members].sort((one, other) => one - other);
    group.members = [];
    groups.move(best, middle(best.members.map(profileOf)));
  }
  return groups.bySize().flatMap(group => {
    const inGroup = group.members.flatMap(place => questions[place] ?? []);
    const typical = group.members.reduce((one, other) =>
      likeness(profileOf(other), group.middle) > likeness(profileOf(one), group.middle) ? other : one,
    );
    const named = questions[typical];
    return named ? [{ language: named.language, typical: named, questions: inGroup }] : [];
  });
}

/** Groups by the features of their middles, so that a question meets only those it shares something with. */
class GroupIndex {
  private readonly groups = new Set<Group>();
  private readonly byFeature = new Map<number, Set<Group>>();

  add(group: Group): void {
    this.groups.add(group);
    for (const feature of group.middle.keys()) {
      const having = this.byFeature.get(feature);
      if (having) having.add(group);
      else this.byFeature.set(feature, new Set([group]));
    }
  }

  remove(group: Group): void {
    this.groups.delete(group);
    for (const feature of group.middle.keys()) this.byFeature.get(feature)?.delete(group);
  }

  move(group: Group, to: Profile): void {
    this.remove(group);
    group.middle = to;
    this.add(group);
  }

  /** The group whose middle is most like a profile, if it is like enough; of equals the older one. */
  mostLike(profile: Profile, enough: number): Group | null {
    const sums = new Map<Group, number>();
    for (const [feature, weight] of profile)
      for (const group of this.byFeature.get(feature) ?? [])
        sums.set(group, (sums.get(group) ?? 0) + weight * (group.middle.get(feature) ?? 0));
    let best: Group | null = null;
    let most = enough;
    for (const [group, sum] of sums) {
      const older = best !== null && sum === most && (group.members[0] ?? 0) < (best.members[0] ?? 0);
      if (sum > most || (best === null && sum === most) || older) {
        best = group;
        most = sum;
      }
    }
    return best;
  }

  bySize(): readonly Group[] {
    return [...this.groups].sort(
      (one, other) =>
        other.members.length - one.members.length || (one.members[0] ?? 0) - (other.members[0] ?? 0),
    );
  }
}

function newest({ questions }: Cluster): number {
  return questions.at(-1)?.at.getTime() ?? 0;
}
