import { likeness, type Profile } from './likeness.ts';

/** Groups that a question is compared with: what many have in common tells least, and all would be looked through for it. */
const MOST_CANDIDATES = 50;

/** Questions put together. What is in their middle is the sum of their profiles, divided by its length. */
export class Group {
  /** Places of its questions, in order. */
  members: readonly number[] = [];
  private readonly added = new Map<number, number>();
  private squares = 0;

  get sum(): Profile {
    return this.added;
  }

  /** Length of the sum: its middle has length 1. */
  length(): number {
    return Math.sqrt(this.squares) || 1;
  }

  /** Takes questions in; only what they have is touched. Returns the features that are new to it. */
  take(members: readonly number[], profile: Profile): readonly number[] {
    this.members = [...this.members, ...members].sort((one, other) => one - other);
    const fresh: number[] = [];
    for (const [feature, weight] of profile) {
      const before = this.added.get(feature);
      if (before === undefined) fresh.push(feature);
      const after = (before ?? 0) + weight;
      this.squares += after * after - (before ?? 0) ** 2;
      this.added.set(feature, after);
    }
    return fresh;
  }
}

/** Groups by the features of their middles, so that a question meets only those it shares something with. */
export class GroupIndex {
  private readonly groups = new Set<Group>();
  private readonly byFeature = new Map<number, Set<Group>>();

  add(members: readonly number[], profile: Profile): void {
    const group = new Group();
    this.groups.add(group);
    this.join(group, members, profile);
  }

  join(group: Group, members: readonly number[], profile: Profile): void {
    for (const feature of group.take(members, profile)) {
      const having = this.byFeature.get(feature);
      if (having) having.add(group);
      else this.byFeature.set(feature, new Set([group]));
    }
  }

  has(group: Group): boolean {
    return this.groups.has(group);
  }

  remove(group: Group): void {
    this.groups.delete(group);
    for (const feature of group.sum.keys()) this.byFeature.get(feature)?.delete(group);
  }

  /**
   * The group whose middle is most like a profile, if it is like enough; of equals the older one. Looked for among
   * those that share its rarest features.
   * @param enough least likeness, times the length of the profile
   */
  mostLike(profile: Profile, enough: number): Group | null {
    let best: Group | null = null;
    let most = enough;
    for (const group of this.candidates(profile)) {
      const like = likeness(profile, group.sum) / group.length();
      const older = best !== null && like === most && (group.members[0] ?? 0) < (best.members[0] ?? 0);
      if (like > most || (best === null && like === most) || older) {
        best = group;
        most = like;
      }
    }
    return best;
  }

  private candidates(profile: Profile): ReadonlySet<Group> {
    const found = new Set<Group>();
    const having = [...profile.keys()]
      .map(feature => this.byFeature.get(feature) ?? new Set<Group>())
      .sort((one, other) => one.size - other.size);
    for (const groups of having) {
      for (const group of groups) {
        if (found.size === MOST_CANDIDATES) return found;
        found.add(group);
      }
    }
    return found;
  }

  bySize(): readonly Group[] {
    return [...this.groups].sort(
      (one, other) =>
        other.members.length - one.members.length || (one.members[0] ?? 0) - (other.members[0] ?? 0),
    );
  }
}
