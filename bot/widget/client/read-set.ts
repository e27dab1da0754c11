import type { Activity, ActivitySet } from './activity.ts';

/** Activities out of what came from outside: a proxy may answer in the service's place, or a newer service. */
export function readActivities(value: unknown): readonly Activity[] {
  return Array.isArray(value) ? value.filter(isActivity) : [];
}

/** A set of activities; an empty one at the start where it is none. */
export function readSet(value: unknown): ActivitySet {
  const { activities, watermark } = partsOf(value);
  return {
    activities: readActivities(activities),
    watermark: typeof watermark === 'string' && /^\d{1,15}$/.test(watermark) ? watermark : '0',
  };
}

/** A frame of the stream, or null where it tells nothing. */
export function readFrame(data: unknown): ActivitySet | null {
  try {
    return typeof data === 'string' && data !== '' ? readSet(JSON.parse(data)) : null;
  } catch {
    return null;
  }
}

/** What an object holds; nothing where it is none. */
export function partsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** What else is in it is shown as far as it is what it should be. */
function isActivity(value: unknown): value is Activity {
  const { id, type, text } = partsOf(value);
  return typeof id === 'string' && typeof type === 'string' && typeof (text ?? '') === 'string';
}
